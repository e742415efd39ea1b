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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStateChangedEvent;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.UnloggableError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners with a {@code concurrency} above 1.
 */
class ConcurrentListenerTests {

	private static final int TOPICS = 8;

	private static final int PER_TOPIC = 500;

	@Test
	void orderPerTopicHolds() {
		EventsApplication.with(Ordered.class)
			.withPropertyValues("zmq.publishers.events.high-water-mark=0", "zmq.subscribers.events.high-water-mark=0")
			.run((context) -> {
				ZmqPublisher publisher = EventsApplication.publisher(context);
				EventsApplication.await().until(() -> publisher.hasSubscriber("t"));
				for (int i = 0; i < PER_TOPIC; i++) {
					for (int topic = 0; topic < TOPICS; topic++) {
						publisher.publish(String.valueOf(i), "t" + topic);
					}
				}
				Ordered ordered = context.getBean(Ordered.class);
				assertThat(ordered.all.await(30, TimeUnit.SECONDS)).isTrue();
				List<Integer> inOrder = IntStream.range(0, PER_TOPIC).boxed().toList();
				assertThat(ordered.byTopic).hasSize(TOPICS)
					.allSatisfy((topic, numbers) -> assertThat(numbers).isEqualTo(inOrder));
				assertThat(ordered.threads).hasSizeBetween(2, 4)
					.allSatisfy((name) -> assertThat(name).startsWith("zmq-listener-ordered-"));
			});
	}

	@Test
	void topicsAreHandledAtTheSameTime() {
		EventsApplication.with(Meeting.class).run((context) -> {
			EventsApplication.publish(context, "a", "");
			EventsApplication.publish(context, "b", "");
			Inbox.of(context, Meeting.class).awaitInAnyOrder("a met", "b met");
		});
	}

	@Test
	void listenerGoesOnAfterAFailureThatCannotBeLogged() {
		EventsApplication.with(Unloggable.class).run((context) -> {
			EventsApplication.publish(context, "a", "fail");
			EventsApplication.publish(context, "a", "after");
			Inbox.of(context, Unloggable.class).awaitExactly("after");
		});
	}

	@Test
	void slowListenerWithItsOwnThreadsDelaysNoOther() {
		EventsApplication.with(Slow.class, Quick.class).run((context) -> {
			EventsApplication.publish(context, "a", "1");
			EventsApplication.publish(context, "a", "2");
			Inbox.of(context, Quick.class).awaitExactly("1", "2");
			assertThat(context.getBean(Slow.class).heard()).isEmpty();
			context.getBean(Slow.class).proceed.countDown();
			Inbox.of(context, Slow.class).awaitExactly("1", "2");
		});
	}

	@Test
	void fullQueueMakesTheReaderWaitAndDropsNothing() {
		int count = 1000;
		EventsApplication.with(Slow.class)
			.withPropertyValues("zmq.publishers.events.high-water-mark=0", "zmq.subscribers.events.high-water-mark=0")
			.run((context) -> {
				for (int i = 0; i < count; i++) {
					EventsApplication.publish(context, "a", String.valueOf(i));
				}
				Slow slow = context.getBean(Slow.class);
				EventsApplication.await().until(() -> isWaiting("zmq-subscriber-events"));
				assertThat(EventsApplication.subscriber(context).stats().received()).isLessThan(count);
				slow.proceed.countDown();
				slow.awaitExactly(IntStream.range(0, count).mapToObj(String::valueOf).toArray());
				EventsApplication.awaitCount(context, ZmqStatistics::received, count);
			});
	}

	private static boolean isWaiting(String threadName) {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.anyMatch((entry) -> entry.getKey().getName().equals(threadName)
					&& List.of(entry.getValue()).toString().contains("Lane.put"));
	}

	@Test
	void handlersFinishTheirMessagesWhenTheApplicationStops() {
		Inbox[] inbox = new Inbox[1];
		EventsApplication.with(Steady.class).run((context) -> {
			inbox[0] = Inbox.of(context, Steady.class);
			for (int i = 0; i < 50; i++) {
				EventsApplication.publish(context, "a", String.valueOf(i));
			}
			EventsApplication.awaitCount(context, ZmqStatistics::received, 50);
		});
		assertThat(inbox[0].heard()).hasSize(50);
	}

	@Test
	void messagesDiscardedAtShutdownAreCountedAndReported() {
		EventsApplication.with(Stuck.class, Errors.class)
			.withPropertyValues("zmq.subscribers.events.shutdown-timeout=200ms")
			.run((context) -> {
				EventsApplication.publish(context, "a", "1");
				EventsApplication.await().until(() -> context.getBean(Stuck.class).heard().size() == 1);
				EventsApplication.publish(context, "a", "2");
				EventsApplication.publish(context, "a", "3");
				EventsApplication.awaitCount(context, ZmqStatistics::received, 3);
				EventsApplication.subscriber(context).stop();
				assertThat(EventsApplication.subscriber(context).stats().failed()).isEqualTo(1);
				assertThat(EventsApplication.subscriber(context).stats().drops()).containsEntry("stopped", 2L);
				context.getBean(Errors.class).await(3);
				assertThat(context.getBean(Errors.class).messages()).extracting(ZmqMessage::text)
					.containsExactlyInAnyOrder("1", "2", "3");
			});
	}

	@Test
	void interruptFlagSetByAnotherListenerLosesNoMessage() {
		EventsApplication.with(Interrupting.class, Interrupting.Interrupted.class).run((context) -> {
			for (int i = 0; i < 3; i++) {
				EventsApplication.publish(context, "a", String.valueOf(i));
			}
			Inbox.of(context, Interrupting.Interrupted.class).awaitExactly("0", "1", "2");
		});
	}

	static class Ordered {

		final Map<String, List<Integer>> byTopic = new ConcurrentHashMap<>();

		final Set<String> threads = ConcurrentHashMap.newKeySet();

		final CountDownLatch all = new CountDownLatch(TOPICS * PER_TOPIC);

		@ZmqListener(topics = "t*", concurrency = "4", id = "ordered")
		void on(ZmqMessage message) {
			this.threads.add(Thread.currentThread().getName());
			this.byTopic.computeIfAbsent(message.topic(), (topic) -> new CopyOnWriteArrayList<>())
				.add(Integer.valueOf(message.text()));
			this.all.countDown();
		}

	}

	static class Meeting extends Inbox {

		private final CyclicBarrier barrier = new CyclicBarrier(2);

		@ZmqListener(topics = { "a", "b" }, concurrency = "2")
		void on(ZmqMessage message) throws Exception {
			this.barrier.await(30, TimeUnit.SECONDS);
			hear(message.topic() + " met");
		}

	}

	static class Slow extends Inbox {

		final CountDownLatch proceed = new CountDownLatch(1);

		@ZmqListener(topics = "a", concurrency = "2")
		void on(String payload) throws InterruptedException {
			this.proceed.await();
			hear(payload);
		}

	}

	static class Quick extends Inbox {

		@ZmqListener("a")
		void on(String payload) {
			hear(payload);
		}

	}

	/** Handles nothing until its subscriber is asked to stop. */
	static class Steady extends Inbox implements ApplicationListener<ZmqStateChangedEvent> {

		private final CountDownLatch stopping = new CountDownLatch(1);

		@Override
		public void onApplicationEvent(ZmqStateChangedEvent event) {
			if (event.to() == ZmqState.STOPPING) {
				this.stopping.countDown();
			}
		}

		@ZmqListener(topics = "a", concurrency = "2")
		void on(String payload) throws InterruptedException {
			this.stopping.await();
			hear(payload);
		}

	}

	static class Stuck extends Inbox {

		@ZmqListener(topics = "a", concurrency = "2")
		void on(String payload) throws InterruptedException {
			hear(payload);
			new CountDownLatch(1).await();
		}

	}

	static class Interrupting {

		@ZmqListener(topics = "a", id = "interrupting")
		void on() {
			Thread.currentThread().interrupt();
		}

		static class Interrupted extends Inbox {

			@ZmqListener(topics = "a", concurrency = "2")
			void on(String payload) {
				hear(payload);
			}

		}

	}

	static class Unloggable extends Inbox {

		@ZmqListener(topics = "a", concurrency = "2")
		void on(String text) {
			if (text.equals("fail")) {
				throw new UnloggableError();
			}
			hear(text);
		}

	}

}
