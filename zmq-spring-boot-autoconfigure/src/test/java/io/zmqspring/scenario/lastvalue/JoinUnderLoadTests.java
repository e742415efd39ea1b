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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.LastValueSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Subscribers that join, and subscribe again, while eight threads publish. Each thread
 * numbers the messages of its topics, and no message is dropped. So a subscriber must see
 * each topic without a gap and without a repetition, from its first message on.
 */
class JoinUnderLoadTests {

	private static final int THREADS = 8;

	private static final int TOPICS_PER_THREAD = 5;

	private static final int TOPICS = THREADS * TOPICS_PER_THREAD;

	private static final int JOINS = TestSize.of(20, 200);

	private static final int PER_JOIN = 2000;

	private static final int MOST_ON_THE_WAY = 2_000_000;

	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	private volatile boolean stopped;

	@ParameterizedTest
	@CsvSource({ "false, 1000", "true, 1000", "false, 10" })
	void joinerSeesEveryTopicFromItsNewestMessageOnWithoutGapOrRepetition(boolean sequence, int highWaterMark)
			throws Exception {
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
			PublisherSettings settings = PublisherSettings.builder("tcp://127.0.0.1:0")
				.lastValue(LastValueSettings.of("t*"))
				.sequence(sequence)
				.highWaterMark(highWaterMark)
				.overflow(Overflow.BLOCK)
				.sendTimeout(Duration.ofSeconds(60))
				.linger(Duration.ZERO)
				.build();
			ZmqPublisher publisher = new ZmqPublisher("events", settings, context, PubSubRoles.JSON, (event) -> {
			});
			publisher.start();
			List<Thread> threads = IntStream.range(0, THREADS)
				.mapToObj((thread) -> publishing(publisher, thread))
				.toList();
			try {
				await().until(() -> publisher.lastValues().topics() == TOPICS);
				for (int i = 0; i < JOINS && this.failure.get() == null; i++) {
					joinTwice(publisher.boundAddresses().get(0));
				}
			}
			finally {
				this.stopped = true;
				for (Thread thread : threads) {
					thread.join(60_000);
				}
				publisher.stop();
			}
			assertThat(this.failure).hasValue(null);
		}
	}

	private Thread publishing(ZmqPublisher publisher, int thread) {
		Thread publishing = new Thread(() -> {
			try {
				for (long number = 1; !this.stopped; number++) {
					for (int topic = 0; topic < TOPICS_PER_THREAD; topic++) {
						publisher.publish(Long.toString(number), "t" + thread + "." + topic);
					}
				}
			}
			catch (Throwable ex) {
				this.failure.compareAndSet(null, ex);
			}
		});
		publishing.start();
		return publishing;
	}

	private static void joinTwice(String address) {
		try (Joiner joiner = Joiner.connected(address)) {
			Map<String, Long> seen = new HashMap<>();
			joiner.subscribe("t");
			assertThat(irregularSteps(joiner, seen, PER_JOIN)).isEmpty();
			assertThat(seen).hasSize(TOPICS);
			joiner.unsubscribe("t").subscribe("t");
			// First come the messages that were on their way. Then the values are given
			// again: those that were received last, or newer ones if messages were
			// published between the two subscriptions
			List<String> again = irregularSteps(joiner, seen, 1);
			for (int i = 0; i < MOST_ON_THE_WAY && again.isEmpty(); i++) {
				again = irregularSteps(joiner, seen, 1);
			}
			again.addAll(irregularSteps(joiner, seen, PER_JOIN));
			assertThat(again).isNotEmpty().doesNotHaveDuplicates().allMatch((step) -> step.startsWith("t"));
		}
	}

	private static List<String> irregularSteps(Joiner joiner, Map<String, Long> seen, int messages) {
		List<String> irregular = new ArrayList<>();
		for (int i = 0; i < messages; i++) {
			List<byte[]> message = next(joiner);
			String topic = Joiner.text(message.subList(0, 1));
			long number = Long.parseLong(Joiner.text(message.subList(1, 2)));
			Long before = seen.put(topic, number);
			if (before != null && number != before + 1) {
				irregular.add((number >= before) ? topic : number + " after " + before + " of " + topic);
			}
		}
		return irregular;
	}

	private static List<byte[]> next(Joiner joiner) {
		Stopwatch stopwatch = Stopwatch.start();
		List<byte[]> message = joiner.poll();
		while (message == null && stopwatch.elapsed().toSeconds() < 60) {
			message = joiner.poll();
		}
		assertThat(message).as("a message").isNotNull();
		return message;
	}

}
