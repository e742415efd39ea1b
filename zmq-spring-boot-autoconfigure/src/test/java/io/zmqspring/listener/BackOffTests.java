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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.zmqspring.message.ZmqBatchListenerFailedException;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message that waits for its next attempt delays, and what ends its wait. The
 * back-off of these tests is longer than their time-out.
 */
@Timeout(30)
class BackOffTests {

	private static ApplicationContextRunner application(int concurrency, Class<?>... beans) {
		return EventsApplication.with(beans)
			.withBean(Errors.class)
			.withPropertyValues("concurrency=" + concurrency, "zmq.listener.retry.max-attempts=3",
					"zmq.listener.retry.initial-interval=1h", "zmq.listener.retry.max-interval=1h",
					"zmq.subscribers.events.shutdown-timeout=1m");
	}

	@Test
	void directListenerDelaysTheOtherListenersOfItsSubscriber() {
		application(1, Failing.class, Other.class)
			.withPropertyValues("zmq.listener.retry.initial-interval=200ms", "zmq.listener.retry.max-interval=200ms")
			.run((context) -> {
				List<String> order = Failing.of(context).order;
				EventsApplication.publish(context, "a", "fails");
				EventsApplication.publish(context, "other", "other");
				EventsApplication.await().until(() -> order.size() == 4);
				assertThat(order).containsExactly("fails", "fails", "fails", "other");
			});
	}

	@Test
	void listenerWithConcurrencyDelaysOnlyTheTopicsOfItsLane() {
		application(2, Failing.class, Other.class).run((context) -> {
			List<String> order = Failing.of(context).order;
			EventsApplication.publish(context, "a", "fails");
			EventsApplication.publish(context, "a", "later");
			EventsApplication.publish(context, "b", "other lane");
			EventsApplication.publish(context, "other", "other");
			EventsApplication.await().until(() -> order.size() == 3);
			assertThat(order).containsExactlyInAnyOrder("fails", "other lane", "other");
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void pauseReturnsAtOnceAndTheMessageIsTriedAgainAfterResume(int concurrency) {
		application(concurrency, Failing.class)
			.withPropertyValues("zmq.listener.retry.initial-interval=300ms", "zmq.listener.retry.max-interval=300ms",
					"zmq.listener.retry.max-attempts=1000")
			.run((context) -> {
				Failing failing = Failing.of(context);
				failing.failures = 1000;
				ZmqSubscriber subscriber = EventsApplication.subscriber(context);
				EventsApplication.publish(context, "a", "fails");
				EventsApplication.await().until(() -> !failing.order.isEmpty());
				subscriber.pause();
				int calls = failing.order.size();
				EventsApplication.publish(context, "a", "later");
				EventsApplication.await().during(Duration.ofMillis(700)).until(() -> failing.order.size() == calls);
				failing.failures = 0;
				subscriber.resume();
				EventsApplication.await().until(() -> failing.order.contains("later"));
				assertThat(failing.order).hasSize(calls + 2).last().isEqualTo("later");
				assertThat(failing.order.subList(0, calls + 1)).containsOnly("fails");
				assertThat(context.getBean(Errors.class).messages()).isEmpty();
			});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void pauseHoldsALongBackOff(int concurrency) {
		application(concurrency, Failing.class, Other.class).run((context) -> {
			Failing failing = Failing.of(context);
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			EventsApplication.publish(context, "a", "fails");
			EventsApplication.await().until(() -> failing.order.size() == 1);
			subscriber.pause();
			subscriber.stop();
			assertFailedOnce(context.getBean(Errors.class), subscriber);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void stopEndsTheBackOffAndTheMessageFails(int concurrency) {
		application(concurrency, Failing.class).run((context) -> {
			Failing failing = Failing.of(context);
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			EventsApplication.publish(context, "a", "fails");
			EventsApplication.await().until(() -> failing.order.size() == 1);
			subscriber.stop();
			assertThat(failing.order).containsExactly("fails");
			assertFailedOnce(context.getBean(Errors.class), subscriber);
		});
	}

	private static void assertFailedOnce(Errors errors, ZmqSubscriber subscriber) {
		assertThat(errors.await(1)).singleElement()
			.extracting(Throwable::getCause)
			.hasToString("java.lang.IllegalStateException: wanted");
		assertThat(subscriber.stats().failures()).isEqualTo(Map.of("IllegalStateException", 1L));
		assertThat(subscriber.stats().drops()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void stoppedListenerHoldsItsMessageAndDelaysNoOther(int concurrency) {
		application(concurrency, Failing.class, Other.class).run((context) -> {
			Failing failing = Failing.of(context);
			EventsApplication.publish(context, "a", "fails");
			EventsApplication.await().until(() -> failing.order.size() == 1);
			context.getBean(ZmqListenerRegistry.class).get("failing").stop();
			EventsApplication.publish(context, "other", "other");
			EventsApplication.await().until(() -> failing.order.contains("other"));
			assertThat(failing.order).containsExactly("fails", "other");
			EventsApplication.subscriber(context).stop();
			assertFailedOnce(context.getBean(Errors.class), EventsApplication.subscriber(context));
		});
	}

	@Test
	void restOfABatchIsHandledDuringAStopAndTheElementThatWaitsFails() {
		application(1, Batch.class).run((context) -> {
			Batch batch = context.getBean(Batch.class);
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			for (String payload : List.of("fails", "1", "2")) {
				EventsApplication.publish(context, "a", payload);
			}
			EventsApplication.awaitCount(context, ZmqStatistics::received, 3);
			EventsApplication.await().until(() -> batch.failed);
			subscriber.stop();
			assertThat(batch.handled).containsExactly("1", "2");
			assertThat(context.getBean(Errors.class).messages()).extracting((message) -> message.text())
				.containsExactly("fails");
			assertThat(subscriber.stats()).returns(1L, ZmqStatistics::failed).returns(0L, ZmqStatistics::dropped);
		});
	}

	static class Failing {

		final List<String> order = new CopyOnWriteArrayList<>();

		volatile int failures = 3;

		static Failing of(ApplicationContext context) {
			return context.getBean(Failing.class);
		}

		@ZmqListener(topics = { "a", "b" }, id = "failing", concurrency = "${concurrency}")
		void on(String payload) {
			this.order.add(payload);
			if (payload.equals("fails") && this.order.size() <= this.failures) {
				throw new IllegalStateException("wanted");
			}
		}

	}

	static class Other {

		private final Failing failing;

		Other(Failing failing) {
			this.failing = failing;
		}

		@ZmqListener("other")
		void on(String payload) {
			this.failing.order.add(payload);
		}

	}

	static class Batch {

		final List<String> handled = new CopyOnWriteArrayList<>();

		volatile boolean failed;

		@ZmqListener(topics = "a", id = "batch")
		void on(List<String> payloads) {
			int index = payloads.indexOf("fails");
			this.handled.addAll(payloads.subList(0, (index < 0) ? payloads.size() : index));
			if (index >= 0) {
				this.failed = true;
				throw new ZmqBatchListenerFailedException("wanted", new IllegalStateException("wanted"), index);
			}
		}

	}

}
