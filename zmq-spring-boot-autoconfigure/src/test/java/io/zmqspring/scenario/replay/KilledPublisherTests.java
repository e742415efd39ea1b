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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.MessageProxy;
import io.zmqspring.testsupport.MessageRule;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A publisher with {@code replay.file} is killed while its subscriber cannot be reached,
 * and started again. The subscriber receives everything that it had published, in order,
 * once.
 */
class KilledPublisherTests {

	private static final int ROUNDS = TestSize.of(2, 20);

	private static final int MESSAGES = 500;

	private final List<String> received = new CopyOnWriteArrayList<>();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void restartedPublisherStillHasWhatItHadSent(TestTransport transport) {
		String messages = transport.address();
		String replay = transport.address();
		List<Integer> published = new ArrayList<>();
		try (MessageProxy proxy = MessageProxy.start(transport, messages, 1);
				TestApplication application = TestApplication.start(NoBeans.class,
						"zmq.subscribers.in.address=" + proxy.address(), "zmq.subscribers.in.topics=numbers",
						"zmq.subscribers.in.replay.address=" + replay, "zmq.subscribers.in.replay.from=earliest",
						// The proxy stays connected while the publisher starts again
						"zmq.subscribers.in.replay-timeout=30s")) {
			application.bean(ZmqSubscriber.class)
				.addHandler("numbers",
						(topic, payload) -> this.received.add(new String(payload, StandardCharsets.US_ASCII)));
			for (int round = 0; round < ROUNDS; round++) {
				proxy.use(MessageRule.shares((round % 2 == 0) ? 0.2 : 1, 0, 0));
				try (JavaPeer publisher = start(round, messages, replay)) {
					int last = 0;
					while (last < MESSAGES) {
						last = number(publisher.answer(), last);
					}
					publisher.kill();
					published.add(lastAnswer(publisher, last));
				}
			}
			proxy.use(MessageRule.FORWARD);
			try (JavaPeer publisher = start(ROUNDS, messages, replay)) {
				publisher.answer();
				EventsApplication.await()
					.atMost(RecoveryRun.TIMEOUT)
					.until(() -> this.received.stream().anyMatch((each) -> each.startsWith(ROUNDS + ":")));
			}
		}
		for (int round = 0; round < ROUNDS; round++) {
			assertRound(round, published.get(round));
		}
	}

	// The publisher may have published more messages than answers were read
	private void assertRound(int round, int answered) {
		String prefix = round + ":";
		List<Integer> numbers = this.received.stream()
			.filter((each) -> each.startsWith(prefix))
			.map((each) -> Integer.valueOf(each.substring(prefix.length())))
			.toList();
		assertThat(numbers).hasSizeGreaterThanOrEqualTo(answered);
		for (int i = 0; i < numbers.size(); i++) {
			assertThat(numbers.get(i)).as("message %d of round %d", i, round).isEqualTo(i + 1);
		}
	}

	// Among the numbers is the answer that the application has started
	private static int number(String answer, int before) {
		return Character.isDigit(answer.charAt(0)) ? Integer.parseInt(answer) : before;
	}

	private static int lastAnswer(JavaPeer publisher, int before) {
		int last = before;
		try {
			while (true) {
				last = number(publisher.answer(), last);
			}
		}
		catch (AssertionError ex) {
			// It was killed, and there are no more answers
			return last;
		}
	}

	private JavaPeer start(int round, String messages, String replay) {
		return JavaPeer.launch(Numbering.class, "test.round=" + round, "zmq.publishers.out.address=" + messages,
				"zmq.publishers.out.replay.address=" + replay,
				"zmq.publishers.out.replay.file=" + this.directory.resolve("messages"));
	}

	/** Publishes numbers without end, and answers with each when it is published. */
	static class Numbering implements ApplicationRunner {

		private final ZmqPublisher publisher;

		private final String round;

		Numbering(ZmqPublisher publisher, Environment environment) {
			this.publisher = publisher;
			this.round = environment.getRequiredProperty("test.round");
		}

		@Override
		public void run(ApplicationArguments arguments) {
			Threads.daemon(this::publish, "numbering").start();
		}

		private void publish() {
			for (int number = 1; true; number++) {
				this.publisher.publish(this.round + ":" + number, "numbers");
				JavaPeer.writeAnswer(String.valueOf(number));
			}
		}

	}

}
