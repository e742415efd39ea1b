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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.replay.protocol.ReplayedMessage;
import io.zmqspring.replay.store.ReplayStore;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.FailedEngine;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a publisher with {@code replay} keeps when it is started, stopped, and when its
 * engine is replaced.
 */
class ReplayLifeCycleTests {

	private static final String ANY_PORT = "tcp://127.0.0.1:0";

	private final ZmqContext context = TestSecurity.NULL.context();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.context.close();
	}

	private ZmqPublisher publisher(PublisherReplaySettings replay) {
		return publisher(PublisherSettings.builder(ANY_PORT).replay(replay).build());
	}

	private ZmqPublisher publisher(PublisherSettings settings) {
		return new ZmqPublisher("events", settings, this.context, PubSubRoles.JSON, (event) -> {
		});
	}

	private ZmqPublisher started(PublisherReplaySettings replay) {
		ZmqPublisher publisher = publisher(replay);
		publisher.start();
		return publisher;
	}

	private PublisherReplaySettings inMemory() {
		return PublisherReplaySettings.of(ANY_PORT);
	}

	private PublisherReplaySettings inFile() {
		return inFile(ANY_PORT);
	}

	private PublisherReplaySettings inFile(String address) {
		return new PublisherReplaySettings(List.of(address), 10_000, DataSize.ofMegabytes(1),
				this.directory.resolve("messages").toString());
	}

	@Test
	void messagesOutliveTheEngine() {
		ZmqPublisher publisher = started(inMemory());
		publisher.publish("before", "t");
		try (ReplayPeer peer = new ReplayPeer(publisher, TestSecurity.NULL)) {
			assertThat(peer.payloads("t")).containsExactly("before");
		}
		FailedEngine.of(this.context).awaitReplacement(publisher);
		publisher.publish("after", "t");
		try (ReplayPeer peer = new ReplayPeer(publisher, TestSecurity.NULL)) {
			assertThat(peer.topics("t")).hasSize(1);
			assertThat(peer.payloads("t")).containsExactly("before", "after");
		}
		ReplayStatus status = publisher.replay();
		assertThat(status).isNotNull();
		assertThat(status.answered()).isEqualTo(5);
		assertThat(status.refused()).isZero();
		publisher.stop();
	}

	@Test
	void fileWithMessagesOfTheFutureIsReported() {
		Instant future = Instant.now().plus(Duration.ofDays(400)).truncatedTo(ChronoUnit.SECONDS);
		try (ReplayStore store = ReplayStore.open("events", inFile())) {
			store.append(7, "t".getBytes(), 1, TimeUnit.SECONDS.toNanos(future.getEpochSecond()), "text".getBytes(), 0,
					null);
		}
		ZmqPublisher publisher = started(inFile());
		assertThat(publisher.warnings()).singleElement()
			.asString()
			.contains("has messages of " + future, "when the clock of this host was wrong");
		publisher.stop();
	}

	@Test
	void stopForgetsWhatIsInMemory() {
		ZmqPublisher publisher = started(inMemory());
		publisher.publish("before", "t");
		publisher.stop();
		assertThat(publisher.replayAddresses()).isEmpty();
		publisher.start();
		publisher.publish("after", "t");
		assertThat(ReplayPeer.kept(publisher)).containsExactly("after");
		publisher.stop();
	}

	@Test
	void stopKeepsWhatIsInTheFile() {
		ZmqPublisher publisher = started(inFile());
		publisher.publish("before", "t");
		publisher.stop();
		publisher.start();
		publisher.publish("after", "t");
		try (ReplayPeer peer = new ReplayPeer(publisher, TestSecurity.NULL)) {
			assertThat(peer.topics("t")).hasSize(2);
			assertThat(peer.payloads("t")).containsExactlyInAnyOrder("before", "after");
		}
		publisher.stop();
	}

	@Test
	void timesContinueAfterTheNewestMessageOfTheFile() {
		PublisherReplaySettings replay = inFile();
		long inAnHour = (System.currentTimeMillis() + 3_600_000) * 1_000_000;
		try (ReplayStore store = ReplayStore.open("events", replay)) {
			store.append(1, new byte[] { 't' }, 1, inAnHour, new byte[1], 0, null);
		}
		ZmqPublisher publisher = started(replay);
		publisher.publish("one", "other");
		publisher.publish("two", "other");
		try (ReplayPeer peer = new ReplayPeer(publisher, TestSecurity.NULL)) {
			assertThat(peer.messages("other")).extracting(ReplayedMessage::time)
				.containsExactly(inAnHour + 1, inAnHour + 2);
		}
		publisher.stop();
	}

	@Test
	void fileThatCannotBeUsedRefusesTheStart() {
		ZmqPublisher publisher = started(inFile());
		ZmqPublisher second = publisher(inFile());
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(second::start)
			.withMessageContaining("zmq.publishers.events.replay.file")
			.withMessageContaining("is in use by another publisher");
		assertThat(second.state()).isEqualTo(ZmqState.FAILED);
		publisher.publish("one", "t");
		publisher.stop();
		second.start();
		assertThat(ReplayPeer.kept(second)).containsExactly("one");
		second.stop();
	}

	@Test
	void addressForReplayThatCannotBeBoundRefusesTheStart() {
		String address = TestTransport.TCP.address();
		ZmqPublisher first = publisher(PublisherSettings.builder(address).build());
		first.start();
		ZmqPublisher publisher = publisher(inFile(address));
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(publisher::start)
			.withMessageContaining("zmq.publishers.events.replay: ")
			.withMessageContaining(address);
		first.stop();
		publisher.start();
		publisher.publish("one", "t");
		assertThat(ReplayPeer.kept(publisher)).containsExactly("one");
		publisher.stop();
	}

	@Test
	void addressThatCannotBeBoundRefusesTheStart() {
		String address = TestTransport.TCP.address();
		String replay = TestTransport.TCP.address();
		ZmqPublisher first = publisher(PublisherSettings.builder(address).build());
		first.start();
		ZmqPublisher publisher = publisher(PublisherSettings.builder(address).replay(inFile(replay)).build());
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(publisher::start)
			.withMessageContaining("zmq.publishers.events: ");
		first.stop();
		publisher.start();
		publisher.publish("one", "t");
		assertThat(ReplayPeer.kept(publisher)).containsExactly("one");
		publisher.stop();
	}

}
