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

package io.zmqspring.publisher;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

import io.zmqspring.replay.protocol.TopicSummary;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process whose publisher has a {@code replay.file} is killed while it publishes. The
 * next publisher with this file serves each message that {@code publish} had accepted.
 */
class ReplayAfterKillTests {

	private static final int ROUNDS = TestSize.of(1, 20);

	private static final int MESSAGES = 300;

	private static final String ANY_PORT = "tcp://127.0.0.1:0";

	@TempDir
	private Path directory;

	@Test
	void nextPublisherServesWhatTheKilledOneHadPublished() {
		String file = this.directory.resolve("messages").toString();
		List<Integer> accepted = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			try (JavaPeer publisher = JavaPeer.launch(Numbering.class, "zmq.publishers.events.address=" + ANY_PORT,
					"zmq.publishers.events.replay.address=" + ANY_PORT, "zmq.publishers.events.replay.file=" + file)) {
				int last = 0;
				while (last < MESSAGES) {
					last = number(publisher.answer(), last);
				}
				publisher.kill();
				accepted.add(last);
			}
		}
		try (ZmqContext context = TestSecurity.NULL.context()) {
			PublisherReplaySettings defaults = PublisherReplaySettings.of(ANY_PORT);
			ZmqPublisher next = new ZmqPublisher("events", PublisherSettings.builder(ANY_PORT)
				.replay(new PublisherReplaySettings(defaults.address(), defaults.messages(), defaults.maxBytes(), file))
				.build(), context, PubSubRoles.JSON, (event) -> {
				});
			next.start();
			try (ReplayPeer peer = new ReplayPeer(next, TestSecurity.NULL)) {
				assertServes(peer, accepted);
			}
			next.stop();
		}
	}

	// Among the numbers is the answer that the application has started
	private static int number(String answer, int before) {
		return Character.isDigit(answer.charAt(0)) ? Integer.parseInt(answer) : before;
	}

	private static void assertServes(ReplayPeer peer, List<Integer> accepted) {
		List<TopicSummary> topics = peer.topics("numbers");
		assertThat(topics).hasSize(accepted.size());
		List<Long> last = topics.stream().map(TopicSummary::last).sorted().toList();
		List<Integer> sorted = accepted.stream().sorted().toList();
		for (int i = 0; i < sorted.size(); i++) {
			assertThat(last.get(i)).isGreaterThanOrEqualTo(sorted.get(i).longValue());
		}
		assertThat(topics).extracting(TopicSummary::first).containsOnly(1L);
		peer.messages("numbers")
			.forEach((message) -> assertThat(new String(message.payload(), StandardCharsets.UTF_8))
				.isEqualTo(String.valueOf(message.number())));
	}

	/** Publishes numbers without end, and answers with each when it is published. */
	static class Numbering implements ApplicationRunner {

		private final ZmqPublisher publisher;

		Numbering(ZmqPublisher publisher) {
			this.publisher = publisher;
		}

		@Override
		public void run(ApplicationArguments arguments) {
			Threads.daemon(this::publish, "numbering").start();
		}

		private void publish() {
			for (int number = 1; true; number++) {
				this.publisher.publish(String.valueOf(number), "numbers");
				JavaPeer.writeAnswer(String.valueOf(number));
			}
		}

	}

}
