/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.zmqspring.message.ZmqBatchListenerFailedException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batch listeners that could not handle one element.
 */
class PartialBatchTests {

	private static final String[] RETRY = { "zmq.listener.retry.max-attempts=3",
			"zmq.listener.retry.initial-interval=1ms" };

	private static ApplicationContextRunner application(String... settings) {
		return EventsApplication.with(Batch.class, Errors.class).withPropertyValues(settings);
	}

	@Test
	void failedElementIsReportedAndTheRestIsDeliveredInTheNextCall() {
		application().run((context) -> {
			Batch batch = Batch.receive(context, "1", "2", "bad", "3", "4");
			EventsApplication.await().until(() -> batch.calls.size() == 2);
			assertThat(batch.calls).containsExactly(List.of("1", "2", "bad", "3", "4"), List.of("3", "4"));
			assertFailed(context, "bad");
			assertThat(context.getBean(Errors.class).await(1)).singleElement()
				.extracting(Throwable::getCause)
				.hasToString("java.lang.IllegalArgumentException: bad");
		});
	}

	@Test
	void failedElementIsTriedAgainWithTheRestBehindIt() {
		application(RETRY).run((context) -> {
			Batch batch = Batch.receive(context, "1", "once", "2", "bad", "3");
			EventsApplication.await().until(() -> batch.calls.size() == 5);
			assertThat(batch.calls).containsExactly(List.of("1", "once", "2", "bad", "3"),
					List.of("once", "2", "bad", "3"), List.of("bad", "3"), List.of("bad", "3"), List.of("3"));
			assertFailed(context, "bad");
			assertThat(EventsApplication.subscriber(context).stats().retries()).isEqualTo(Map.of("batch", 3L));
		});
	}

	@Test
	void everyFailedElementHasItsOwnAttempts() {
		application(RETRY).run((context) -> {
			Batch batch = Batch.receive(context, "bad", "bad");
			EventsApplication.await().until(() -> batch.calls.size() == 6);
			assertThat(batch.calls).extracting(List::size).containsExactly(2, 2, 2, 1, 1, 1);
			assertFailed(context, "bad", "bad");
		});
	}

	@Test
	void listenerMayEmptyItsListAndIsCalledAgainWithTheWholeBatch() {
		EventsApplication.with(Emptying.class).withPropertyValues(RETRY).run((context) -> {
			Emptying emptying = context.getBean(Emptying.class);
			emptying.hold(context);
			for (String text : List.of("1", "2", "3")) {
				EventsApplication.publish(context, "e", text);
			}
			emptying.release(context, 4);
			EventsApplication.await().until(() -> emptying.calls.size() == 2);
			assertThat(emptying.calls).containsExactly(List.of("1", "2", "3"), List.of("1", "2", "3"));
		});
	}

	@Test
	void indexOutsideOfTheBatchFailsAllOfIt() {
		application().run((context) -> {
			Batch batch = Batch.receive(context, "1", "outside");
			EventsApplication.await().until(() -> batch.calls.size() == 1);
			assertFailed(context, "1", "outside");
		});
	}

	@Test
	void indexCountsOnlyTheElementsOfTheCall() {
		EventsApplication.with(Numbers.class, Errors.class).run((context) -> {
			Numbers numbers = context.getBean(Numbers.class);
			numbers.hold(context);
			for (String text : List.of("1", "unreadable", "-2", "3")) {
				EventsApplication.publish(context, "n", text);
			}
			numbers.release(context, 5);
			EventsApplication.await().until(() -> numbers.calls.size() == 3);
			assertThat(numbers.calls).containsExactly(List.of(0), List.of(1, -2, 3), List.of(3));
			assertFailed(context, "unreadable", "-2");
		});
	}

	@Test
	void asynchronousBatchFailsFromTheFailedElementOn() {
		EventsApplication.with(Later.class, Errors.class).run((context) -> {
			Later later = context.getBean(Later.class);
			later.hold(context);
			for (String text : List.of("1", "2", "3")) {
				EventsApplication.publish(context, "l", text);
			}
			later.release(context, 4);
			EventsApplication.await().until(() -> later.result.getNumberOfDependents() > 0);
			later.result.completeExceptionally(new ZmqBatchListenerFailedException("wanted", 1));
			assertFailed(context, "2", "3");
		});
	}

	private static void assertFailed(ApplicationContext context, String... payloads) {
		Errors errors = context.getBean(Errors.class);
		errors.await(payloads.length);
		assertThat(errors.messages()).extracting(ZmqMessage::text).containsExactly(payloads);
	}

	/**
	 * Blocks in its first call, so that the following messages form one batch.
	 */
	static class Held {

		private final CountDownLatch held = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private final String topic;

		private final String first;

		private volatile boolean marked;

		Held(String topic, String first) {
			this.topic = topic;
			this.first = first;
		}

		void hold(ApplicationContext context) throws InterruptedException {
			EventsApplication.publish(context, this.topic, this.first);
			assertThat(this.held.await(30, TimeUnit.SECONDS)).isTrue();
		}

		void release(ApplicationContext context, int received) {
			EventsApplication.awaitCount(context, (stats) -> stats.received(), received);
			// The last message has left the receiving thread when a later one is handled
			EventsApplication.publish(context, "marker", "x");
			EventsApplication.await().until(() -> this.marked);
			this.released.countDown();
		}

		boolean isFirst(List<?> elements) throws InterruptedException {
			boolean first = this.held.getCount() > 0;
			if (first) {
				this.held.countDown();
				assertThat(this.released.await(30, TimeUnit.SECONDS)).isTrue();
			}
			return first;
		}

		@ZmqListener("marker")
		void marker(String text) {
			this.marked = true;
		}

	}

	static class Batch extends Held {

		final List<List<String>> calls = new CopyOnWriteArrayList<>();

		private boolean failedOnce;

		Batch() {
			super("a", "first");
		}

		static Batch receive(ApplicationContext context, String... payloads) throws InterruptedException {
			Batch batch = context.getBean(Batch.class);
			batch.hold(context);
			for (String payload : payloads) {
				EventsApplication.publish(context, "a", payload);
			}
			batch.release(context, payloads.length + 1);
			return batch;
		}

		@ZmqListener(topics = "a", id = "batch")
		void on(List<String> texts) throws InterruptedException {
			if (isFirst(texts)) {
				return;
			}
			this.calls.add(List.copyOf(texts));
			for (int i = 0; i < texts.size(); i++) {
				if (texts.get(i).equals("bad") || (texts.get(i).equals("once") && !this.failedOnce)) {
					this.failedOnce |= texts.get(i).equals("once");
					throw new ZmqBatchListenerFailedException("wanted", new IllegalArgumentException(texts.get(i)), i);
				}
				if (texts.get(i).equals("outside")) {
					throw new ZmqBatchListenerFailedException("wanted", texts.size());
				}
			}
		}

	}

	static class Numbers extends Held {

		final List<List<Integer>> calls = new CopyOnWriteArrayList<>();

		Numbers() {
			super("n", "0");
		}

		@ZmqListener("n")
		void on(List<Integer> numbers) throws InterruptedException {
			this.calls.add(new ArrayList<>(numbers));
			if (!isFirst(numbers)) {
				for (int i = 0; i < numbers.size(); i++) {
					if (numbers.get(i) < 0) {
						throw new ZmqBatchListenerFailedException("negative", i);
					}
				}
			}
		}

	}

	static class Emptying extends Held {

		final List<List<String>> calls = new CopyOnWriteArrayList<>();

		Emptying() {
			super("e", "first");
		}

		@ZmqListener("e")
		void on(List<String> texts) throws InterruptedException {
			if (isFirst(texts)) {
				return;
			}
			this.calls.add(List.copyOf(texts));
			while (!texts.isEmpty()) {
				if (texts.remove(0).equals("2") && this.calls.size() == 1) {
					throw new IllegalStateException("wanted");
				}
			}
		}

	}

	static class Later extends Held {

		final CompletableFuture<Void> result = new CompletableFuture<>();

		Later() {
			super("l", "first");
		}

		@ZmqListener("l")
		CompletableFuture<Void> on(List<String> texts) throws InterruptedException {
			return isFirst(texts) ? CompletableFuture.completedFuture(null) : this.result;
		}

	}

}
