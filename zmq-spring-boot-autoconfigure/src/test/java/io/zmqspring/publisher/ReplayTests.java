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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import io.zmqspring.message.ZmqOverflowException;
import io.zmqspring.replay.protocol.ReplayedMessage;
import io.zmqspring.replay.store.ReplayStore;
import io.zmqspring.settings.LastValueSettings;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.RawSubscriber;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a publisher with {@code replay} keeps, as a peer at its address for replay
 * receives it.
 */
class ReplayTests {

	private static final String ANY_PORT = "tcp://127.0.0.1:0";

	private final ZmqContext context = TestSecurity.NULL.context();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.context.close();
	}

	private ZmqPublisher publisher(UnaryOperator<PublisherSettings.Builder> settings) {
		return publisher(PublisherReplaySettings.of(ANY_PORT), settings);
	}

	private ZmqPublisher publisher(PublisherReplaySettings replay, UnaryOperator<PublisherSettings.Builder> settings) {
		return started(this.context, settings.apply(PublisherSettings.builder(ANY_PORT).replay(replay)).build());
	}

	private static ZmqPublisher started(ZmqContext context, PublisherSettings settings) {
		ZmqPublisher publisher = publisher(context, settings);
		publisher.start();
		return publisher;
	}

	private static ZmqPublisher publisher(ZmqContext context, PublisherSettings settings) {
		return new ZmqPublisher("events", settings, context, PubSubRoles.JSON, (event) -> {
		});
	}

	private PublisherReplaySettings inFile() {
		return new PublisherReplaySettings(List.of(ANY_PORT), 10_000, DataSize.ofMegabytes(1),
				this.directory.resolve("messages").toString());
	}

	@ParameterizedTest
	@EnumSource
	void messagesAreServedAtTheAddressForReplay(TestTransport transport) {
		for (TestSecurity security : TestSecurity.values()) {
			ZmqContext secured = security.context();
			ZmqPublisher publisher = started(secured,
					PublisherSettings.builder(transport.address())
						.replay(PublisherReplaySettings.of(transport.address()))
						.security(TestSecurity.section(secured))
						.build());
			publisher.publish("one", "t");
			publisher.publish("two", "t");
			try (ReplayPeer peer = new ReplayPeer(publisher, security)) {
				assertThat(peer.payloads("t")).containsExactly("one", "two");
				assertThat(publisher.connectionCount()).isEqualTo(1);
			}
			assertThat(publisher.faults()).isEmpty();
			publisher.stop();
			secured.close();
		}
	}

	@Test
	void messagesWithAndWithoutSubscriberAreKept() {
		ZmqPublisher publisher = publisher((settings) -> settings);
		publisher.publish("unheard", "t");
		try (RawSubscriber subscriber = new RawSubscriber(publisher.boundAddresses().get(0), "t")) {
			subscriber.awaitSubscribed(publisher, "t");
			publisher.publish("heard", "t");
			assertThat(Sequence.last(subscriber.receive()).number()).isEqualTo(2);
		}
		assertThat(ReplayPeer.kept(publisher)).containsExactly("unheard", "heard");
		publisher.stop();
	}

	@Test
	void headersAreKept() {
		ZmqPublisher publisher = publisher((settings) -> settings.headers(true));
		publisher.publish("one", "t", Map.of("who", "Ann"));
		try (ReplayPeer peer = new ReplayPeer(publisher, TestSecurity.NULL)) {
			ReplayedMessage message = peer.messages("t").get(0);
			assertThat(message.headers()).isEqualTo("{\"who\":\"Ann\"}".getBytes(StandardCharsets.UTF_8));
		}
		publisher.stop();
	}

	@Test
	void singleFrameMessagesAreKeptWithoutTheirSequence() {
		ZmqPublisher publisher = publisher((settings) -> settings.wireFormat(WireFormat.SINGLE_FRAME).headers(true));
		publisher.publish("{\"id\":1}", "t");
		publisher.publish("no object, so it has no number", "t");
		try (RawSubscriber subscriber = new RawSubscriber(publisher.boundAddresses().get(0), "t")) {
			subscriber.awaitSubscribed(publisher, "t");
			publisher.publish("{\"id\":2}", "t", Map.of("who", "Ann"));
			subscriber.receive();
		}
		assertThat(ReplayPeer.kept(publisher)).containsExactly("{\"id\":1}", "{\"id\":2}");
		publisher.stop();
	}

	@Test
	void lastValueIsKeptOnceForReplayToo() {
		ZmqPublisher publisher = publisher((settings) -> settings.lastValue(LastValueSettings.of("t")).headers(true));
		publisher.publish("one", "t");
		try (RawSubscriber subscriber = new RawSubscriber(publisher.boundAddresses().get(0), "t")) {
			subscriber.awaitSubscribed(publisher, "t");
			publisher.publish("two", "t", Map.of("who", "Ann"));
			assertThat(Sequence.last(subscriber.receive()).number()).isEqualTo(1);
			assertThat(Sequence.last(subscriber.receive()).number()).isEqualTo(2);
		}
		assertThat(ReplayPeer.kept(publisher)).containsExactly("one", "two");
		publisher.stop();
	}

	@Test
	void messageThatIsRefusedIsNotKept() {
		ZmqPublisher publisher = publisher((settings) -> settings.overflow(Overflow.FAIL).highWaterMark(2));
		int accepted = 0;
		try (RawSubscriber subscriber = new RawSubscriber(publisher.boundAddresses().get(0), "t", 1)) {
			subscriber.awaitSubscribed(publisher, "t");
			byte[] payload = new byte[500_000];
			boolean full = false;
			while (!full) {
				try {
					publisher.publish(payload, "t");
					accepted++;
				}
				catch (ZmqOverflowException ex) {
					full = true;
				}
			}
		}
		ReplayStatus status = publisher.replay();
		assertThat(status).isNotNull();
		assertThat(status.messages()).isEqualTo(accepted);
		publisher.stop();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void floodOfTopicsStaysWithinTheBounds(boolean file) throws IOException {
		PublisherReplaySettings replay = file ? inFile()
				: new PublisherReplaySettings(List.of(ANY_PORT), 10_000, DataSize.ofMegabytes(1), null);
		ZmqPublisher publisher = publisher(replay, (settings) -> settings);
		IntStream.range(0, TestSize.of(70_000, 500_000)).forEach((i) -> publisher.publish("x", "topic." + i));
		ReplayStatus status = publisher.replay();
		assertThat(status).isNotNull();
		assertThat(status.messages()).isPositive();
		assertThat(status.topics()).isLessThanOrEqualTo(ReplayStore.MOST_TOPICS);
		assertThat(status.bytes()).isLessThanOrEqualTo(status.maxBytes());
		assertThat(status.maxBytes()).isEqualTo(DataSize.ofMegabytes(1).toBytes());
		if (file) {
			assertThat(Files.size(this.directory.resolve("messages"))).isLessThan(1_100_000);
		}
		publisher.stop();
	}

}
