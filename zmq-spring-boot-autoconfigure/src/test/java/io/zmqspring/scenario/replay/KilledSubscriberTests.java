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

package io.zmqspring.scenario.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber with {@code resume} is killed and started again. It handles every message,
 * in order. Only the message whose handler was running when it was killed may be handled
 * again.
 */
class KilledSubscriberTests {

	private static final int ROUNDS = TestSize.of(2, 20);

	private static final List<String> TOPICS = List.of("topic.a", "topic.b", "topic.c");

	private final Map<String, Integer> published = new HashMap<>();

	private final Map<String, List<Integer>> handled = new HashMap<>();

	private final Random random = new Random(1);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void killedSubscriberContinuesWhereItStopped(TestTransport transport) {
		String messages = transport.address();
		String replay = transport.address();
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.out.address=" + messages, "zmq.publishers.out.replay.address=" + replay)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			publish(publisher, 10);
			for (int i = 0; i < ROUNDS; i++) {
				try (JavaPeer subscriber = start(messages, replay)) {
					int count = 500 + this.random.nextInt(500);
					for (int published = 0; published < count; published += 50) {
						publish(publisher, 50);
						take(subscriber, Duration.ofMillis(1));
					}
					subscriber.kill();
					take(subscriber, Duration.ofMillis(200));
				}
				publish(publisher, 300);
			}
			try (JavaPeer subscriber = start(messages, replay)) {
				while (!isComplete()) {
					record(subscriber.answer());
				}
			}
		}
		assertThat(this.published)
			.allSatisfy((topic, last) -> assertThat(this.handled.get(topic).stream().distinct()).as(topic)
				.containsExactlyElementsOf(IntStream.rangeClosed(1, last).boxed().toList()));
		long again = this.handled.values()
			.stream()
			.mapToLong((each) -> each.size() - each.stream().distinct().count())
			.sum();
		assertThat(again).isLessThanOrEqualTo(ROUNDS);
	}

	private JavaPeer start(String messages, String replay) {
		return JavaPeer.start(PrintingListener.class, "zmq.subscribers.in.address=" + messages,
				"zmq.subscribers.in.replay.address=" + replay, "zmq.subscribers.in.replay.from=earliest",
				"zmq.subscribers.in.replay.resume=" + this.directory.resolve("numbers"));
	}

	private void publish(ZmqPublisher publisher, int count) {
		for (int i = 0; i < count; i++) {
			String topic = TOPICS.get(this.random.nextInt(TOPICS.size()));
			int number = this.published.merge(topic, 1, Integer::sum);
			publisher.publish(String.valueOf(number), topic);
		}
	}

	private void take(JavaPeer subscriber, Duration wait) {
		try {
			for (String answer = subscriber.answer(wait); answer != null; answer = subscriber.answer(wait)) {
				record(answer);
			}
		}
		catch (AssertionError ex) {
			// It was killed, and everything that it had answered is recorded
		}
	}

	private void record(String answer) {
		String[] parts = answer.split(" ");
		this.handled.computeIfAbsent(parts[0], (topic) -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
	}

	private boolean isComplete() {
		return this.published.entrySet()
			.stream()
			.allMatch((entry) -> this.handled.getOrDefault(entry.getKey(), List.of()).contains(entry.getValue()));
	}

	static class PrintingListener {

		@ZmqListener("topic.*")
		void on(ZmqMessage message) {
			JavaPeer.writeAnswer(message.topic() + " " + new String(message.payload(), StandardCharsets.US_ASCII));
		}

	}

}
