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

package io.zmqspring.scenario.lastvalue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.LastValueSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A subscriber that subscribes to everything and unsubscribes, 1000 times a second.
 */
class HostileJoinerTests {

	private static final int TOPICS = 10_000;

	private static final int SECONDS = 5;

	private static final Duration LEAVING = Duration.ofSeconds(10);

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void costOfASubscriberThatJoinsAgainAndAgainIsBounded(boolean reads) throws Exception {
		try (OpenResources open = new OpenResources()) {
			ZmqContext context = open.add(new ZmqContext(ContextSettings.DEFAULTS));
			PublisherSettings settings = PublisherSettings.builder("tcp://127.0.0.1:0")
				.lastValue(LastValueSettings.of("t.*"))
				.linger(Duration.ZERO)
				.build();
			ZmqPublisher publisher = new ZmqPublisher("events", settings, context, PubSubRoles.JSON, (event) -> {
			});
			publisher.start();
			open.add(publisher::stop);
			IntStream.range(0, TOPICS).forEach((topic) -> publisher.publish("1", "t." + topic));
			try (Joiner good = Joiner.connected(publisher.boundAddresses().get(0))) {
				good.subscribe("live");
				assertThat(publisher.awaitSubscriber("live", Duration.ofSeconds(30))).isTrue();
				AtomicBoolean stopped = new AtomicBoolean();
				AtomicLong received = new AtomicLong();
				Thread hostile = new Thread(() -> attack(publisher.boundAddresses().get(0), reads, stopped, received));
				hostile.start();
				long longest = assertLiveMessagesFlow(publisher, good);
				stopped.set(true);
				hostile.join();
				// 50,000 a second, and what may be given at once
				assertThat(received.get()).isLessThan(50_000L * (longest + 2) + 2L * TOPICS);
				// Although thousands of its subscriptions were not read yet
				await().atMost(LEAVING)
					.untilAsserted(() -> assertThat(publisher.stats().queueDepth()).isLessThan(TOPICS));
			}
		}
	}

	private static long assertLiveMessagesFlow(ZmqPublisher publisher, Joiner good) {
		Stopwatch stopwatch = Stopwatch.start();
		int number = 0;
		while (stopwatch.elapsed().toSeconds() < SECONDS) {
			publisher.publish(Integer.toString(number), "live");
			assertThat(next(good)).isEqualTo("live|" + number);
			assertThat(publisher.stats().queueDepth()).isLessThan(4L * TOPICS);
			number++;
		}
		return stopwatch.elapsed().toSeconds();
	}

	private static String next(Joiner joiner) {
		for (int i = 0; i < 1000; i++) {
			List<byte[]> message = joiner.poll();
			if (message != null) {
				return Joiner.text(message);
			}
		}
		return "nothing";
	}

	private static void attack(String address, boolean reads, AtomicBoolean stopped, AtomicLong received) {
		try (Joiner hostile = Joiner.connected(address)) {
			while (!stopped.get()) {
				hostile.subscribe("").unsubscribe("");
				while (reads && hostile.isReadable()) {
					hostile.poll();
					received.incrementAndGet();
				}
				LockSupport.parkNanos(1_000_000);
			}
		}
	}

}
