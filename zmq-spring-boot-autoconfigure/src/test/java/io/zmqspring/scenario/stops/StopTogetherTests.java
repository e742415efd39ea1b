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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles of one application stop at the same time.
 */
@ExtendWith(OutputCaptureExtension.class)
class StopTogetherTests {

	private static final int SUBSCRIBERS = 10;

	private final CountDownLatch release = new CountDownLatch(1);

	@Test
	void tenSubscribersWhoseHandlersDoNotReturnStopWithinOneTimeout(CapturedOutput output) {
		TestApplication application = start("500ms");
		Map<String, ZmqSubscriber> subscribers = application.beans(ZmqSubscriber.class);
		block(application, subscribers, true);
		Stopwatch stopwatch = Stopwatch.start();
		long start = System.nanoTime();
		application.close();
		// One after the other: 10 times the time-out and the grace after the interrupt
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(5));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
		assertThat(output)
			.contains("Subscriber 's3' did not finish within the shutdown-timeout of 500ms;"
					+ " interrupted and left behind: zmq-subscriber-s3 at ")
			.contains("StopTogetherTests.awaitUninterruptibly");
		assertThat(subscribers.values())
			.allSatisfy((subscriber) -> assertThat(subscriber.state()).isEqualTo(ZmqState.STOPPED));
		this.release.countDown();
	}

	@Test
	void handlersThatReturnWhenInterruptedAreNotLeftBehind(CapturedOutput output) {
		TestApplication application = start("300ms");
		Map<String, ZmqSubscriber> subscribers = application.beans(ZmqSubscriber.class);
		block(application, subscribers, false);
		application.close();
		assertThat(output).doesNotContain("left behind").doesNotContain("still running after timeout");
		assertThat(subscribers.values())
			.allSatisfy((subscriber) -> assertThat(subscriber.stats().failed()).isEqualTo(1));
	}

	@Test
	void stopThatWouldTakeLongerThanThePhaseIsCutShort(CapturedOutput output) {
		TestApplication application = start("60s", "spring.lifecycle.timeout-per-shutdown-phase=4s");
		assertThat(output).contains("zmq.subscribers.s3.shutdown-timeout is 60s, but a stop may take 2s at most,"
				+ " because spring.lifecycle.timeout-per-shutdown-phase is 4s");
		Map<String, ZmqSubscriber> subscribers = application.beans(ZmqSubscriber.class);
		block(application, subscribers, false);
		long start = System.nanoTime();
		application.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
		assertThat(output).doesNotContain("still running after timeout");
	}

	@Test
	void callbackIsCalledOnceEvenIfTheRoleIsStoppedAlready() {
		TestApplication application = start("5s");
		ZmqSubscriber subscriber = application.bean("s0Subscriber", ZmqSubscriber.class);
		AtomicInteger calls = new AtomicInteger();
		for (int i = 1; i <= 2; i++) {
			int expected = i;
			subscriber.stop(calls::incrementAndGet);
			EventsApplication.await().until(() -> calls.get() == expected);
		}
		application.close();
		assertThat(calls).hasValue(2);
	}

	private TestApplication start(String timeout, String... further) {
		List<String> properties = new ArrayList<>(List.of(further));
		properties.add("zmq.publishers.out.address=inproc://together");
		for (int i = 0; i < SUBSCRIBERS; i++) {
			String prefix = "zmq.subscribers.s" + i + ".";
			properties.add(prefix + "address=inproc://together");
			properties.add(prefix + "topics=*");
			properties.add(prefix + "shutdown-timeout=" + timeout);
		}
		return TestApplication.start(TestApplication.NoBeans.class, properties.toArray(String[]::new));
	}

	private void block(TestApplication application, Map<String, ZmqSubscriber> subscribers, boolean forEver) {
		CountDownLatch entered = new CountDownLatch(SUBSCRIBERS);
		subscribers.values().forEach((subscriber) -> subscriber.addHandler("*", (topic, payload) -> {
			entered.countDown();
			if (forEver) {
				awaitUninterruptibly();
			}
			this.release.await();
		}));
		EventsApplication.await().until(() -> {
			// The subscriptions arrive one by one
			application.bean(ZmqPublisher.class).publish("x", "t");
			return entered.getCount() == 0;
		});
	}

	private void awaitUninterruptibly() {
		while (this.release.getCount() > 0) {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				// This handler has to ignore interrupts
			}
		}
	}

}
