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

package io.zmqspring.scenario.stops;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqErrorEvent;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles and the context are stopped, paused, started and closed from within handlers. All
 * time-outs are 30 s, so that a thread that waits for itself is noticed.
 */
class StopFromWithinTests {

	private static final Duration SHORT = Duration.ofSeconds(8);

	private static final String[] SETTINGS = { "zmq.publishers.out.address=inproc://within",
			"zmq.subscribers.in.address=inproc://within", "zmq.subscribers.in.shutdown-timeout=30s",
			"zmq.subscribers.other.address=inproc://within", "zmq.subscribers.other.shutdown-timeout=30s",
			"zmq.controllers.c.workers.one.push.address=inproc://one",
			"zmq.controllers.c.workers.one.pull.address=inproc://one-results",
			"zmq.controllers.c.workers.ten.push.address=inproc://ten",
			"zmq.controllers.c.workers.ten.pull.address=inproc://ten-results",
			"zmq.controllers.c.workers.dead.push.address=inproc://dead",
			"zmq.controllers.c.workers.dead.pull.address=inproc://dead-results",
			"zmq.controllers.c.workers.dead.delivery=at-least-once",
			"zmq.controllers.c.workers.dead.redelivery-timeout=1ms", "zmq.controllers.c.workers.dead.max-attempts=1",
			"zmq.workers.one.pull.address=inproc://one", "zmq.workers.one.push.address=inproc://one-results",
			"zmq.workers.one.concurrency=1", "zmq.workers.one.shutdown-timeout=30s",
			"zmq.workers.ten.pull.address=inproc://ten", "zmq.workers.ten.push.address=inproc://ten-results",
			"zmq.workers.ten.shutdown-timeout=30s", "zmq.workers.dead.pull.address=inproc://dead",
			"zmq.workers.dead.push.address=inproc://dead-results", "zmq.workers.dead.delivery=at-least-once",
			"zmq.workers.dead.shutdown-timeout=30s" };

	private static Stream<String> places() {
		return Stream.of("direct", "lane", "batch", "error-handler", "event", "work-one", "work-ten", "result",
				"dead-letter");
	}

	@ParameterizedTest
	@MethodSource("places")
	void contextIsClosedByAnyThreadOfOurs(String place) throws InterruptedException {
		TestApplication application = TestApplication.start(Handlers.class, SETTINGS);
		Handlers handlers = application.bean(Handlers.class);
		CountDownLatch closed = new CountDownLatch(1);
		handlers.run(place, () -> {
			handlers.context.close();
			closed.countDown();
		});
		assertThat(closed.await(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		assertThat(handlers.context.isActive()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("places")
	void everyRoleIsRestartedByAnyThreadOfOurs(String place) throws InterruptedException {
		try (TestApplication application = TestApplication.start(Handlers.class, SETTINGS)) {
			Handlers handlers = application.bean(Handlers.class);
			CountDownLatch restarted = new CountDownLatch(1);
			handlers.run(place, () -> {
				application.beans(ZmqRole.class).values().forEach((role) -> {
					role.stop();
					role.start();
				});
				restarted.countDown();
			});
			assertThat(restarted.await(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
			assertThat(application.beans(ZmqRole.class).values())
				.allSatisfy((role) -> assertThat(role.state()).isEqualTo(ZmqState.RUNNING));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "pause", "resume", "start", "restart", "registry", "close" })
	void handlerChangesItsSubscriberWhileAnotherThreadClosesTheContext(String change) throws Exception {
		for (String place : List.of("direct", "lane", "batch")) {
			TestApplication application = TestApplication.start(Handlers.class, SETTINGS);
			Handlers handlers = application.bean(Handlers.class);
			ZmqSubscriber subscriber = application.bean("inSubscriber", ZmqSubscriber.class);
			CountDownLatch entered = new CountDownLatch(1);
			CountDownLatch done = new CountDownLatch(1);
			handlers.run(place, () -> {
				entered.countDown();
				EventsApplication.await().until(() -> subscriber.state() != ZmqState.RUNNING);
				handlers.change(change, subscriber);
				done.countDown();
			});
			entered.await();
			CompletableFuture<Void> closed = CompletableFuture.runAsync(application::close);
			closed.get(SHORT.toMillis(), TimeUnit.MILLISECONDS);
			assertThat(done.await(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		}
	}

	@Test
	void handlersOfTwoSubscribersStopEachOther() throws InterruptedException {
		try (TestApplication application = TestApplication.start(Handlers.class, SETTINGS)) {
			ZmqSubscriber in = application.bean("inSubscriber", ZmqSubscriber.class);
			ZmqSubscriber other = application.bean("otherSubscriber", ZmqSubscriber.class);
			CountDownLatch entered = new CountDownLatch(2);
			CountDownLatch stopped = new CountDownLatch(2);
			in.addHandler("both", (topic, payload) -> stop(other, entered, stopped));
			other.addHandler("both", (topic, payload) -> stop(in, entered, stopped));
			EventsApplication.await().until(() -> {
				application.bean(ZmqPublisher.class).publish("", "both");
				return entered.getCount() == 0;
			});
			assertThat(stopped.await(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
			assertThat(List.of(in.state(), other.state())).containsOnly(ZmqState.STOPPED);
		}
	}

	private static void stop(ZmqSubscriber subscriber, CountDownLatch entered, CountDownLatch stopped)
			throws InterruptedException {
		entered.countDown();
		entered.await();
		subscriber.stop();
		stopped.countDown();
	}

	/** Runs an action in one of its methods, once. */
	static class Handlers implements ZmqErrorHandler, ZmqDeadLetterHandler {

		final ConfigurableApplicationContext context;

		private final AtomicBoolean begun = new AtomicBoolean();

		private volatile String place = "";

		private volatile @Nullable Runnable action;

		Handlers(ConfigurableApplicationContext context) {
			this.context = context;
		}

		void run(String where, Runnable what) {
			this.action = what;
			this.place = where;
			ZmqController controller = this.context.getBean(ZmqController.class);
			switch (where) {
				case "work-one", "result" -> controller.send("one", "{}");
				case "work-ten" -> controller.send("ten", "{}");
				case "dead-letter" -> controller.send("dead", "{}");
				default -> {
					String topic = (where.equals("event") || where.equals("error-handler")) ? "failing" : where;
					ZmqPublisher publisher = this.context.getBean(ZmqPublisher.class);
					EventsApplication.await().until(() -> publisher.hasSubscriber(topic));
					publisher.publish("", topic);
				}
			}
		}

		void change(String change, ZmqSubscriber subscriber) {
			ZmqListenerRegistry registry = this.context.getBean(ZmqListenerRegistry.class);
			switch (change) {
				case "stop" -> subscriber.stop();
				case "pause" -> subscriber.pause();
				case "resume" -> subscriber.resume();
				case "start" -> subscriber.start();
				case "registry" -> registry.all().forEach((listener) -> {
					listener.stop();
					listener.start();
				});
				case "close" -> this.context.close();
				default -> {
					subscriber.stop();
					subscriber.start();
				}
			}
		}

		private void reached(String where) {
			Runnable current = this.action;
			if (current != null && this.place.equals(where) && this.begun.compareAndSet(false, true)) {
				current.run();
			}
		}

		@ZmqListener(topics = "direct", subscriber = "in")
		void direct() {
			reached("direct");
		}

		@ZmqListener(topics = "lane", subscriber = "in", concurrency = "2")
		void lane() {
			reached("lane");
		}

		@ZmqListener(topics = "batch", subscriber = "in")
		void batch(List<String> payloads) {
			reached("batch");
		}

		@ZmqListener(topics = "failing", subscriber = "in")
		void failing() {
			throw new IllegalStateException("wanted");
		}

		@ZmqListener(topics = "unused", subscriber = "other")
		void other() {
		}

		@Override
		public void handle(ZmqMessage message, ZmqException error) {
			reached("error-handler");
		}

		@EventListener
		void on(ZmqErrorEvent event) {
			reached("event");
		}

		@ZmqWorkHandler("one")
		String one(String work) {
			reached("work-one");
			return "{}";
		}

		@ZmqWorkHandler("ten")
		String ten(String work) {
			reached("work-ten");
			return "{}";
		}

		@ZmqWorkHandler("dead")
		String dead(String work) throws InterruptedException {
			new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
			throw new IllegalStateException("wanted");
		}

		@ZmqResultListener(controller = "c", worker = "one")
		void result(String result) {
			reached("result");
		}

		@Override
		public void handle(ZmqDeadLetter letter) {
			reached("dead-letter");
		}

	}

}
