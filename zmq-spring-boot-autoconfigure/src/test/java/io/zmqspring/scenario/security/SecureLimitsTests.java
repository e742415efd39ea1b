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

package io.zmqspring.scenario.security;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The limits for peers hold for what is encrypted, too. The peers are sockets of JeroMQ
 * with a valid key or password.
 */
@ParameterizedClass
@EnumSource
class SecureLimitsTests {

	private static final int LARGEST = 64 * 1024;

	@TempDir
	static Path certificates;

	private final JeroMqPeers peers = new JeroMqPeers(certificates);

	private final List<SocketEvent.Kind> events = new CopyOnWriteArrayList<>();

	private final List<Long> received = new CopyOnWriteArrayList<>();

	private final String address;

	SecureLimitsTests(TestTransport transport) {
		this.address = transport.address();
	}

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	@AfterEach
	void close() {
		this.peers.close();
	}

	private ZMQ.Socket peer(SocketType type, String section) {
		return this.peers.connect(type, section, this.address);
	}

	private SocketSettings settings(String section, SocketTuning tuning) {
		SocketSettings base = SecureLink.settings(this.address, true, section, SecurityRole.SERVER);
		return new SocketSettings(base.endpoints(), true, base.highWaterMark(), base.linger(), base.sendTimeout(),
				tuning, base.security());
	}

	private FrameSink sink() {
		return new FrameSink() {

			@Override
			public void onMessage(Frames frames) {
				SecureLimitsTests.this.received.add(frames.bytes());
			}

			@Override
			public void onFailure(Throwable cause) {
				SecureLimitsTests.this.received.add(-1L);
			}

		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "users" })
	void messagesHaveTheSizeAndTheFramesThatAreAllowed(String section) {
		SocketTuning tuning = SocketTuning.builder().maxMessageSize(DataSize.ofBytes(LARGEST)).build();
		try (SecureLink link = new SecureLink(certificates)) {
			link.receiver("pull", settings(section, tuning), sink(), (event) -> this.events.add(event.kind()));
			ZMQ.Socket largest = peer(SocketType.PUSH, section);
			largest.send(new byte[LARGEST]);
			await().untilAsserted(() -> assertThat(this.received).containsExactly((long) LARGEST));
			assertThat(this.events).doesNotContain(SocketEvent.Kind.OVERSIZE);
			ZMQ.Socket larger = peer(SocketType.PUSH, section);
			larger.send(new byte[LARGEST + 1]);
			await().until(() -> this.events.contains(SocketEvent.Kind.OVERSIZE));
			ZMQ.Socket inParts = peer(SocketType.PUSH, section);
			for (int i = 0; i < 1001; i++) {
				inParts.sendMore("");
			}
			inParts.send("");
			await().until(() -> this.events.contains(SocketEvent.Kind.TOO_MANY_FRAMES));
			largest.send(new byte[10]);
			await().untilAsserted(() -> assertThat(this.received).containsExactly((long) LARGEST, 10L));
		}
	}

	// After a reconnect, a SUB of JeroMQ subscribes again only while it is called
	private static void awaitWhileCalling(ZMQ.Socket peer, Callable<Boolean> condition) {
		await().pollInSameThread().until(() -> {
			peer.recv(ZMQ.DONTWAIT);
			return condition.call();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "users" })
	void subscriptionsAreLimited(String section) {
		SocketTuning tuning = SocketTuning.builder().maxSubscriptions(100).build();
		try (SecureLink link = new SecureLink(certificates)) {
			PublishingSocket publisher = link.publisher(settings(section, tuning),
					(event) -> this.events.add(event.kind()));
			ZMQ.Socket good = peer(SocketType.SUB, section);
			good.subscribe("good");
			awaitWhileCalling(good, () -> publisher.hasSubscriber("good".getBytes()));
			ZMQ.Socket greedy = peer(SocketType.SUB, section);
			for (int i = 0; i < 200; i++) {
				greedy.subscribe("topic-" + i);
			}
			awaitWhileCalling(greedy, () -> this.events.contains(SocketEvent.Kind.TOO_MANY_SUBSCRIPTIONS));
			assertThat(publisher.hasSubscriber("good".getBytes())).isTrue();
		}
	}

}
