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

package io.zmqspring.socket.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SecurityRole;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.SecurityKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A peer that stops in the middle of a handshake of CURVE or PLAIN loses its connection
 * at the deadline, and nobody else does.
 */
class StalledHandshakesTests {

	private static final int CLOSED_MILLIS = 10_000;

	private static final List<SteppingPeer.Step> STALLS = Arrays.stream(SteppingPeer.Step.values())
		.filter((step) -> step != SteppingPeer.Step.SECOND_COMMAND)
		.toList();

	private final List<AutoCloseable> open = new ArrayList<>();

	private final List<SocketEvent.Kind> events = new CopyOnWriteArrayList<>();

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final SecurityKeys keys = new SecurityKeys();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	private <T extends AutoCloseable> T opened(T closeable) {
		this.open.add(0, closeable);
		return closeable;
	}

	private ZmqContext context(Duration timeout, int perSecond) {
		return opened(new ZmqContext(ContextSettings.DEFAULTS,
				this.keys.settings(SecuritySettings.limits(timeout, perSecond, 0))));
	}

	private static SocketSettings settings(String addresses, boolean bind, SocketTuning tuning, String section,
			SecurityRole role) {
		return new SocketSettings(Arrays.stream(addresses.split(",")).map((one) -> Endpoint.parse(one, null)).toList(),
				bind, 100, Duration.ZERO, Duration.ofSeconds(10), tuning, new SocketSettings.Security(section, role));
	}

	private static SocketTuning.Builder tuning() {
		return SocketTuning.builder()
			.reconnectInterval(Duration.ofMillis(50))
			.reconnectIntervalMax(Duration.ofMillis(100));
	}

	private ReceivingSocket receiver(ZmqContext context, SocketSettings settings) {
		FrameSink sink = new FrameSink() {

			@Override
			public void onMessage(Frames frames) {
				StalledHandshakesTests.this.received.add(new String(frames.get(0), StandardCharsets.US_ASCII));
			}

			@Override
			public void onFailure(Throwable cause) {
				StalledHandshakesTests.this.received.add(cause.toString());
			}

		};
		ReceivingSocket socket = ReceivingSocket.pulling(context, settings, "stalled", sink,
				(event) -> this.events.add(event.kind()));
		socket.start();
		opened(() -> socket.close(Duration.ofSeconds(5)));
		return socket;
	}

	private long count(SocketEvent.Kind kind) {
		return this.events.stream().filter((event) -> event == kind).count();
	}

	private SteppingPeer connect(int port, String section, SteppingPeer.Step last) throws IOException {
		return peer(new Socket(InetAddress.getLoopbackAddress(), port), section, SecurityRole.CLIENT).perform(last);
	}

	private SteppingPeer peer(Socket socket, String section, SecurityRole role) throws IOException {
		return opened(new SteppingPeer(socket, this.keys.of("PUSH", section, role), role));
	}

	// On a busy machine a handshake may last longer than the deadline of these tests
	private SteppingPeer complete(Connection connection, String section, SecurityRole role) throws IOException {
		for (int attempt = 0; true; attempt++) {
			try {
				return peer(connection.open(), section, role).perform(SteppingPeer.Step.SECOND_COMMAND);
			}
			catch (IOException ex) {
				if (attempt == 20) {
					throw ex;
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "curve", "plain" })
	void clientThatStallsInAnyStateIsDisconnected(String section) throws IOException {
		int port = FreePort.find();
		receiver(context(Duration.ofMillis(500), 0),
				settings("tcp://127.0.0.1:" + port, true, tuning().build(), section, SecurityRole.SERVER));
		Connection connection = () -> new Socket(InetAddress.getLoopbackAddress(), port);
		SteppingPeer good = complete(connection, section, SecurityRole.CLIENT);
		List<SteppingPeer> stalled = new ArrayList<>();
		for (SteppingPeer.Step step : STALLS) {
			stalled.add(connect(port, section, step));
		}
		assertThat(stalled).allMatch((peer) -> peer.isClosedWithin(CLOSED_MILLIS));
		await().until(() -> count(SocketEvent.Kind.NO_HANDSHAKE) >= STALLS.size());
		assertThat(this.events).doesNotContain(SocketEvent.Kind.DENIED, SocketEvent.Kind.MALFORMED);
		good.send("from the good peer");
		complete(connection, section, SecurityRole.CLIENT).send("from a later one");
		await().untilAsserted(
				() -> assertThat(this.received).containsExactlyInAnyOrder("from the good peer", "from a later one"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "curve", "plain" })
	void serverThatStallsInAnyStateIsLeftAndTriedAgain(String section) throws IOException {
		List<ServerSocket> servers = new ArrayList<>();
		for (int i = 0; i < STALLS.size(); i++) {
			servers.add(opened(new ServerSocket(0, 50, InetAddress.getLoopbackAddress())));
		}
		String addresses = servers.stream()
			.map((server) -> "tcp://127.0.0.1:" + server.getLocalPort())
			.collect(Collectors.joining(","));
		ReceivingSocket receiver = receiver(context(Duration.ofMillis(500), 0),
				settings(addresses, false, tuning().build(), section, SecurityRole.CLIENT));
		for (int attempt = 0; attempt < 2; attempt++) {
			List<SteppingPeer> stalled = new ArrayList<>();
			for (ServerSocket server : servers) {
				stalled.add(peer(server.accept(), section, SecurityRole.SERVER));
			}
			for (int i = 0; i < STALLS.size(); i++) {
				stalled.get(i).performIfOpen(STALLS.get(i));
			}
			assertThat(stalled).allMatch((peer) -> peer.isClosedWithin(CLOSED_MILLIS));
		}
		await().untilAsserted(() -> assertThat(receiver.faults()).hasSize(STALLS.size())
			.allSatisfy((fault) -> assertThat(fault).contains("has not finished the handshake in time")));
		assertThat(this.events).doesNotContain(SocketEvent.Kind.DENIED, SocketEvent.Kind.MALFORMED);
		for (ServerSocket server : servers) {
			complete(server::accept, section, SecurityRole.SERVER).send("hello");
		}
		await().until(() -> this.received.size() == STALLS.size());
		assertThat(receiver.faults()).isEmpty();
	}

	@Test
	void greetingMayTakeAsLongAsTheHandshake() throws IOException {
		ServerSocket server = opened(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
		receiver(context(Duration.ofSeconds(10), 0),
				settings("tcp://127.0.0.1:" + server.getLocalPort(), false,
						SocketTuning.builder().handshakeInterval(Duration.ofMillis(100)).build(), "curve",
						SecurityRole.CLIENT));
		SteppingPeer slow = peer(server.accept(), "curve", SecurityRole.SERVER);
		await().during(Duration.ofMillis(500)).until(() -> !this.events.contains(SocketEvent.Kind.DISCONNECTED));
		slow.perform(SteppingPeer.Step.SECOND_COMMAND).send("hello");
		await().untilAsserted(() -> assertThat(this.received).containsExactly("hello"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "curve", "plain" })
	void twoServersThatWaitForEachOtherAreDisconnected(String section) {
		int port = FreePort.find();
		String address = "tcp://127.0.0.1:" + port;
		ZmqContext context = context(Duration.ofMillis(300), 0);
		ReceivingSocket receiver = receiver(context,
				settings(address, true, tuning().build(), section, SecurityRole.SERVER));
		List<SocketEvent.Kind> atSender = new CopyOnWriteArrayList<>();
		SendingSocket sender = SendingSocket.pushing(context,
				settings(address, false, tuning().build(), section, SecurityRole.SERVER), false,
				(event) -> atSender.add(event.kind()));
		opened(sender::close);
		await().until(() -> count(SocketEvent.Kind.NO_HANDSHAKE)
				+ atSender.stream().filter(SocketEvent.Kind.NO_HANDSHAKE::equals).count() >= 2);
		assertThat(receiver.connections().count()).isZero();
		assertThat(sender.connections().count()).isZero();
	}

	@Test
	void oldestUnfinishedHandshakeMakesRoomForANewClient() throws IOException {
		int port = FreePort.find();
		receiver(context(Duration.ofSeconds(60), 0), settings("tcp://127.0.0.1:" + port, true,
				tuning().maxConnections(3).build(), "curve", SecurityRole.SERVER));
		SteppingPeer first = connect(port, "curve", SteppingPeer.Step.SECOND_COMMAND);
		SteppingPeer oldest = connect(port, "curve", SteppingPeer.Step.FIRST_COMMAND);
		SteppingPeer newer = connect(port, "curve", SteppingPeer.Step.FIRST_COMMAND);
		SteppingPeer second = connect(port, "curve", SteppingPeer.Step.SECOND_COMMAND);
		assertThat(oldest.isClosedWithin(CLOSED_MILLIS)).isTrue();
		assertThat(newer.isClosedWithin(100)).isFalse();
		SteppingPeer third = connect(port, "curve", SteppingPeer.Step.SECOND_COMMAND);
		assertThat(newer.isClosedWithin(CLOSED_MILLIS)).isTrue();
		assertThat(connect(port, "curve", SteppingPeer.Step.NOTHING).isClosedWithin(CLOSED_MILLIS)).isTrue();
		// The event of a refused connection comes after its end
		await().untilAsserted(() -> assertThat(this.events).contains(SocketEvent.Kind.NO_HANDSHAKE,
				SocketEvent.Kind.TOO_MANY_CONNECTIONS));
		for (SteppingPeer good : List.of(first, second, third)) {
			good.send("hello");
		}
		await().until(() -> this.received.size() == 3);
	}

	@Test
	void handshakesAboveTheRateWait() throws IOException {
		int port = FreePort.find();
		receiver(context(Duration.ofSeconds(60), 4),
				settings("tcp://127.0.0.1:" + port, true, tuning().build(), "curve", SecurityRole.SERVER));
		long start = System.nanoTime();
		for (int i = 0; i < 6; i++) {
			connect(port, "curve", SteppingPeer.Step.SECOND_COMMAND).send("hello");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(490));
		await().until(() -> this.received.size() == 6);
		assertThat(this.events).doesNotContain(SocketEvent.Kind.NO_HANDSHAKE, SocketEvent.Kind.DENIED);
	}

	/**
	 * Opens a connection.
	 */
	private interface Connection {

		Socket open() throws IOException;

	}

}
