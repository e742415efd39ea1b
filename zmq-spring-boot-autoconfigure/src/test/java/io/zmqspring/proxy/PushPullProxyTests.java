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

package io.zmqspring.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.zeromq.SocketType;

import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.support.Deadline;
import io.zmqspring.testsupport.ProxyRoles;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.RawPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A proxy between plain senders and receivers of work.
 */
class PushPullProxyTests {

	private static final int WAITING = 50_000;

	private final ProxyRoles roles = new ProxyRoles();

	@AfterEach
	void close() {
		this.roles.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 1000 })
	void framesPassAsTheyAreWhateverTheirNumber(int count) {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL);
		RawPeer receiver = this.roles.behind(SocketType.PULL, proxy);
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		byte[][] frames = IntStream.range(0, count).mapToObj((i) -> new byte[i % 5]).toArray(byte[][]::new);
		sender.send(frames);
		assertThat(receiver.receiveFrames()).containsExactly(frames);
		ProxyRoles.await().until(() -> proxy.stats().sent() == 1);
		assertThat(proxy.stats().received()).isEqualTo(1);
	}

	@Test
	void eachMessageGoesToOneOfTheReceiversInTurn() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL);
		List<RawPeer> receivers = List.of(this.roles.behind(SocketType.PULL, proxy),
				this.roles.behind(SocketType.PULL, proxy));
		// The handshake is complete a moment after the connection is counted
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		sender.send("0");
		List<String> received = new ArrayList<>();
		ProxyRoles.await().until(() -> {
			receivers.forEach((receiver) -> addTo(received, receiver.receiveNow()));
			return received.size() == 1;
		});
		for (int i = 1; i <= 10; i++) {
			sender.send("" + i);
		}
		ProxyRoles.await().until(() -> {
			receivers.forEach((receiver) -> addTo(received, receiver.receiveNow()));
			return received.size() == 11;
		});
		assertThat(received).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
	}

	private static void addTo(List<String> received, String message) {
		if (message != null) {
			received.add(message);
		}
	}

	@Test
	void fullBackendStopsTheFrontendAndNothingIsDropped() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL,
				(builder) -> builder.frontend((frontend) -> frontend.highWaterMark(5))
					.backend((backend) -> backend.highWaterMark(5)));
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		String padding = "x".repeat(100_000);
		int accepted = 0;
		long refusals = 0;
		while (refusals < 40) {
			if (sender.trySend(accepted + padding)) {
				accepted++;
				refusals = 0;
			}
			else {
				refusals++;
				ProxyRoles.await().during(Duration.ofMillis(5)).until(() -> true);
			}
		}
		assertThat(proxy.stats().received()).isZero();
		assertThat(proxy.stats().queueDepth()).isPositive();
		RawPeer receiver = this.roles.behind(SocketType.PULL, proxy);
		for (int i = 0; i < accepted; i++) {
			assertThat(receiver.receive()).isEqualTo(i + padding);
		}
		assertThat(proxy.stats().drops()).isEmpty();
		assertThat(proxy.stats().sent()).isEqualTo(accepted);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void messageThatIsKeptForAFullBackendCountsAsQueued(int frames) {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL);
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		for (int i = 0; i < 3; i++) {
			sender.send(new byte[frames][i]);
		}
		ProxyRoles.await().until(() -> Long.valueOf(3).equals(proxy.stats().queueDepth()));
		RawPeer receiver = this.roles.behind(SocketType.PULL, proxy);
		for (int i = 0; i < 3; i++) {
			assertThat(receiver.receiveFrames()).hasSize(frames);
		}
		ProxyRoles.await().until(() -> Long.valueOf(0).equals(proxy.stats().queueDepth()));
	}

	@Test
	void messagesThatWaitStayWholeWhenTheConnectionThatTheyCameOverIsReplaced() {
		RawPeer sender = this.roles.closing(RawPeer.binding(SocketType.PUSH, "tcp://127.0.0.1:*"));
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL,
				(builder) -> builder.frontend((frontend) -> frontend.moveTo(sender.address())
					.bind(false)
					.socket((socket) -> socket.maxMessageSize(DataSize.ofBytes(100)))));
		List<List<byte[]>> messages = IntStream.range(0, 3)
			.mapToObj((i) -> List.of(new byte[] { (byte) i }, new byte[i], new byte[] { 1 }))
			.toList();
		messages.forEach((frames) -> sender.send(frames.toArray(byte[][]::new)));
		ProxyRoles.await().until(() -> Long.valueOf(3).equals(proxy.stats().queueDepth()));
		int connections = sender.accepted();
		sender.send(new byte[1000]);
		ProxyRoles.await().until(() -> proxy.connections().stream().mapToLong(Connection::reconnectAttempts).sum() > 0);
		RawPeer receiver = this.roles.behind(SocketType.PULL, proxy);
		messages.forEach((frames) -> assertThat(receiver.receiveFrames()).containsExactlyElementsOf(frames));
		ProxyRoles.await().until(() -> sender.accepted() > connections);
		sender.send("last");
		assertThat(receiver.receive()).isEqualTo("last");
	}

	@Test
	void proxyIsIdleWhileNobodyTakesMessagesAndWhenAllAreForwarded() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL,
				(builder) -> builder.frontend((frontend) -> frontend.highWaterMark(0))
					.backend((backend) -> backend.highWaterMark(0)));
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		for (int i = 0; i < WAITING; i++) {
			sender.send("text");
		}
		ProxyRoles.await().until(() -> Long.valueOf(WAITING).equals(proxy.stats().queueDepth()));
		assertThat(Sockets.awaitIdle(proxy, Deadline.in(Duration.ofSeconds(30)))).isTrue();
		assertThat(proxy.stats().sent()).isZero();
		try (RawPeer receiver = RawPeer.connecting(SocketType.PULL, proxy.backendAddresses().get(0))) {
			while (proxy.stats().sent() == 0) {
				receiver.work();
			}
			assertThat(Sockets.awaitIdle(proxy, Deadline.in(Duration.ofSeconds(30)))).isTrue();
			assertThat(proxy.stats().sent()).isEqualTo(WAITING);
		}
	}

	@Test
	void connectionWithoutAHandshakeGetsNothing() throws Exception {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL);
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		try (RawConnection silent = RawConnection.open(proxy.backendAddresses().get(0))) {
			assertThat(silent.isClosed()).isFalse();
			for (int i = 0; i < 10; i++) {
				sender.send("" + i);
			}
			RawPeer receiver = this.roles.behind(SocketType.PULL, proxy);
			for (int i = 0; i < 10; i++) {
				assertThat(receiver.receive()).isEqualTo("" + i);
			}
		}
	}

	@Test
	void whatHasArrivedIsForwardedBeforeTheStop() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL,
				(builder) -> builder.backend((backend) -> backend.linger(Duration.ofSeconds(30))));
		RawPeer receiver = this.roles.behind(SocketType.PULL, proxy);
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		for (int i = 0; i < 500; i++) {
			sender.send("" + i);
		}
		ProxyRoles.await().until(() -> proxy.stats().received() + proxy.stats().queueDepth() >= 500);
		proxy.stop();
		for (int i = 0; i < 500; i++) {
			assertThat(receiver.receive()).isEqualTo("" + i);
		}
		assertThat(proxy.stats().drops()).isEmpty();
	}

	@Test
	void whatNobodyTakesWithinTheLingerIsCounted() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL,
				(builder) -> builder.backend((backend) -> backend.linger(Duration.ofMillis(50))));
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		for (int i = 0; i < 50; i++) {
			sender.send("frame".getBytes(), new byte[i]);
		}
		ProxyRoles.await().until(() -> Long.valueOf(50).equals(proxy.stats().queueDepth()));
		proxy.stop();
		assertThat(proxy.stats().drops()).containsEntry("stopped", 50L);
		assertThat(proxy.stats().lastError()).contains("50 messages were not sent within the linger");
	}

	@Test
	void captureGetsACopyOfEachMessageThatIsForwarded() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUSH_PULL,
				(builder) -> builder.capture(PipeSettings.of("tcp://127.0.0.1:0")));
		RawPeer capture = this.roles.capturing(proxy);
		capture.subscribe("");
		RawPeer receiver = this.roles.behind(SocketType.PULL, proxy);
		RawPeer sender = this.roles.before(SocketType.PUSH, proxy);
		ProxyRoles.await().until(() -> {
			sender.send("a".getBytes(), "probe".getBytes());
			assertThat(receiver.receiveFrames()).containsExactly("a".getBytes(), "probe".getBytes());
			return "a".equals(capture.receiveNow());
		});
		assertThat(capture.receiveFrames()).containsExactly("probe".getBytes());
	}

}
