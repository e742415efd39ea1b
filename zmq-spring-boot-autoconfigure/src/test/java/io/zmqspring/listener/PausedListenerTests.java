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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribers that are paused, and listeners that are stopped, under load: no call begins
 * afterwards, and no message is lost.
 */
class PausedListenerTests {

	private static final int MESSAGES = TestSize.of(10_000, 500_000);

	private static final int ROUNDS = TestSize.of(15, 300);

	private static ApplicationContextRunner application(Class<?>... listeners) {
		return EventsApplication.with(listeners)
			.withPropertyValues("zmq.publishers.events.overflow=block", "zmq.publishers.events.send-timeout=60s");
	}

	@ParameterizedTest
	@CsvSource({ "lanes, false", "lanes, true", "batch, false", "batch, true", "direct, false", "direct, true" })
	void noCallBeginsAfterThePauseUntilTheResume(String kind, boolean registry) {
		application(Checked.class).run((context) -> {
			Checked checked = context.getBean(Checked.class);
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			ZmqListenerEndpoint endpoint = context.getBean(ZmqListenerRegistry.class).get(kind);
			Thread load = load(context, kind);
			EventsApplication.await().until(() -> checked.begun.get() > 0);
			for (int i = 0; i < ROUNDS; i++) {
				if (registry) {
					endpoint.stop();
				}
				else {
					subscriber.pause();
				}
				checked.forbidden.set(true);
				TimeUnit.MILLISECONDS.sleep(2);
				checked.forbidden.set(false);
				if (registry) {
					endpoint.start();
				}
				else {
					subscriber.resume();
				}
			}
			assertThat(checked.tooLate).hasValue(0);
			load.join();
			if (!registry) {
				// A stopped listener has unsubscribed
				EventsApplication.await().until(() -> checked.begun.get() == MESSAGES);
			}
			assertThat(checked.outOfOrder).hasValue(0);
			assertThat(subscriber.stats().dropped()).isZero();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lanes", "batch", "direct" })
	void noCallBeginsAfterTheHandlerHasPausedItsSubscriber(String kind) {
		application(Checked.class).run((context) -> {
			Checked checked = context.getBean(Checked.class);
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			for (int i = 0; i < 10; i++) {
				checked.action = () -> {
					subscriber.pause();
					checked.forbidden.set(true);
				};
				Thread load = load(context, kind, 2000, i * 2000);
				EventsApplication.await().until(checked.forbidden::get);
				TimeUnit.MILLISECONDS.sleep(5);
				checked.forbidden.set(false);
				assertThat(checked.tooLate).hasValue(0);
				subscriber.resume();
				load.join();
				int expected = (i + 1) * 2000;
				EventsApplication.await().until(() -> checked.begun.get() == expected);
			}
			assertThat(checked.outOfOrder).hasValue(0);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lanes", "batch", "direct" })
	void messagesThatWereTakenAreCountedWhenThePausedSubscriberStops(String kind) {
		application(Checked.class, Errors.class).run((context) -> {
			Checked checked = context.getBean(Checked.class);
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			checked.action = subscriber::pause;
			Thread load = load(context, kind, 3000, 0);
			EventsApplication.await().until(() -> subscriber.state() == ZmqState.PAUSED);
			subscriber.stop();
			long handled = checked.begun.get();
			assertThat(handled + subscriber.stats().dropped()).isEqualTo(subscriber.stats().received());
			assertThat(subscriber.stats().drops().keySet()).isSubsetOf("stopped");
			assertThat(context.getBean(Errors.class).messages()).hasSize((int) subscriber.stats().dropped());
			EventsApplication.publisher(context).stop();
			load.join();
			assertThat(checked.begun).hasValue((int) handled);
		});
	}

	@Test
	void stoppedListenerWithAFullQueueDelaysNoOther() {
		application(Blocked.class, Free.class).run((context) -> {
			Blocked blocked = context.getBean(Blocked.class);
			ZmqPublisher publisher = EventsApplication.publisher(context);
			EventsApplication.await().until(() -> publisher.hasSubscriber("blocked"));
			// More than fit into the queue of the listener, so the receiving thread waits
			for (int i = 0; i < 400; i++) {
				EventsApplication.publish(context, "blocked", String.valueOf(i));
			}
			EventsApplication.await().until(() -> EventsApplication.subscriber(context).stats().received() >= 258);
			ZmqListenerEndpoint endpoint = context.getBean(ZmqListenerRegistry.class).get("blocked");
			Thread stopping = new Thread(endpoint::stop);
			stopping.start();
			EventsApplication.await().until(() -> !endpoint.isRunning());
			EventsApplication.publish(context, "free", "1");
			Inbox.of(context, Free.class).awaitExactly("1");
			blocked.release.countDown();
			stopping.join();
			int handled = blocked.heard().size();
			TimeUnit.MILLISECONDS.sleep(10);
			assertThat(blocked.heard()).hasSize(handled);
			endpoint.start();
			// One message was left over, the others were queued
			EventsApplication.await().until(() -> blocked.heard().size() >= 257);
			assertThat(blocked.heard().stream().map((text) -> Integer.valueOf(text.toString())).toList()).isSorted();
		});
	}

	private static Thread load(ApplicationContext context, String kind) {
		return load(context, kind, MESSAGES, 0);
	}

	private static Thread load(ApplicationContext context, String kind, int messages, int first) {
		ZmqPublisher publisher = EventsApplication.publisher(context);
		String topic = kind.substring(0, 1);
		EventsApplication.await().until(() -> publisher.hasSubscriber(topic + "1"));
		Thread load = new Thread(() -> {
			try {
				for (int i = first; i < first + messages; i++) {
					publisher.publish(String.valueOf(i), topic + (i % 5));
				}
			}
			catch (RuntimeException ex) {
				// The publisher was stopped
			}
		});
		load.start();
		return load;
	}

	/** Notices calls that begin while they are forbidden, and runs an action in one. */
	static class Checked {

		final AtomicBoolean forbidden = new AtomicBoolean();

		final AtomicInteger begun = new AtomicInteger();

		final AtomicInteger tooLate = new AtomicInteger();

		final AtomicInteger outOfOrder = new AtomicInteger();

		private final Map<String, Integer> last = new ConcurrentHashMap<>();

		volatile @Nullable Runnable action;

		@ZmqListener(topics = "l*", id = "lanes", concurrency = "2")
		void lanes(ZmqMessage message) {
			call(List.of(message));
		}

		@ZmqListener(topics = "b*", id = "batch")
		void batch(List<ZmqMessage> messages) {
			call(messages);
		}

		@ZmqListener(topics = "d*", id = "direct")
		void direct(ZmqMessage message) {
			call(List.of(message));
		}

		private void call(List<ZmqMessage> messages) {
			if (this.forbidden.get()) {
				this.tooLate.incrementAndGet();
			}
			for (ZmqMessage message : messages) {
				Integer before = this.last.put(message.topic(), Integer.valueOf(message.text()));
				if (before != null && before >= Integer.parseInt(message.text())) {
					this.outOfOrder.incrementAndGet();
				}
			}
			int count = this.begun.addAndGet(messages.size());
			Runnable wanted = this.action;
			if (wanted != null && count % 2000 > 50) {
				synchronized (this) {
					wanted = this.action;
					this.action = null;
				}
				if (wanted != null) {
					wanted.run();
				}
			}
		}

	}

	static class Blocked extends Inbox {

		final CountDownLatch release = new CountDownLatch(1);

		@ZmqListener(topics = "blocked", id = "blocked", concurrency = "2")
		void on(String payload) throws InterruptedException {
			this.release.await();
			hear(payload);
		}

	}

	static class Free extends Inbox {

		@ZmqListener("free")
		void on(String payload) {
			hear(payload);
		}

	}

}
