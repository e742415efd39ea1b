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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles and the context are stopped, paused, started and closed from within handlers. All
 * time-outs are 30 s, so that a thread that waits for itself is noticed.
 */
class StopFromWithinTests {

	private static final Log logger = LogFactory.getLog(StopFromWithinTests.class);

	private static final Duration SHORT = Duration.ofSeconds(8);

	@ParameterizedTest
	@MethodSource("io.zmqspring.scenario.stops.EveryHandler#places")
	void contextIsClosedByAnyThreadOfOurs(String place) throws InterruptedException {
		TestApplication application = TestApplication.start(EveryHandler.class, EveryHandler.SETTINGS);
		EveryHandler handlers = application.bean(EveryHandler.class);
		CountDownLatch closed = new CountDownLatch(1);
		handlers.run(place, () -> {
			long start = System.nanoTime();
			handlers.context.close();
			logger.info("Closed by " + place + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
			closed.countDown();
		});
		Stopwatch.start().assertWithin(SHORT, () -> assertThat(closed.getCount()).isZero());
		assertThat(handlers.context.isActive()).isFalse();
	}

	@Test
	void everyRoleIsRestartedByAnyThreadOfOurs() throws InterruptedException {
		try (TestApplication application = TestApplication.start(EveryHandler.class, EveryHandler.SETTINGS)) {
			EveryHandler handlers = application.bean(EveryHandler.class);
			for (String place : EveryHandler.places().toList()) {
				CountDownLatch restarted = new CountDownLatch(1);
				handlers.run(place, () -> {
					application.beans(ZmqRole.class).values().forEach((role) -> {
						role.stop();
						role.start();
					});
					restarted.countDown();
				});
				Stopwatch.start().assertWithin(SHORT, () -> assertThat(restarted.getCount()).as(place).isZero());
				assertThat(application.beans(ZmqRole.class).values())
					.allSatisfy((role) -> assertThat(role.state()).isEqualTo(ZmqState.RUNNING));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "pause", "resume", "start", "restart", "registry", "close" })
	void handlerChangesItsSubscriberWhileAnotherThreadClosesTheContext(String change) throws Exception {
		List<String> places = List.of("direct", "lane", "batch");
		int first = Math.floorMod(change.hashCode(), places.size());
		for (String place : places.subList(TestSize.of(first, 0), TestSize.of(first + 1, places.size()))) {
			TestApplication application = TestApplication.start(EveryHandler.class, EveryHandler.SETTINGS);
			EveryHandler handlers = application.bean(EveryHandler.class);
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
			Stopwatch.start().assertWithin(SHORT, () -> assertThat(closed).isDone());
			closed.get();
			Stopwatch.start().assertWithin(SHORT, () -> assertThat(done.getCount()).isZero());
		}
	}

	@Test
	void handlersOfTwoSubscribersStopEachOther() throws InterruptedException {
		try (TestApplication application = TestApplication.start(EveryHandler.class, EveryHandler.SETTINGS)) {
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
			Stopwatch.start().assertWithin(SHORT, () -> assertThat(stopped.getCount()).isZero());
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

}
