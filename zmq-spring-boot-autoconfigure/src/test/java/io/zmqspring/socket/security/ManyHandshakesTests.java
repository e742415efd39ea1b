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

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many clients of CURVE at once, with the default limit of handshakes per second.
 */
class ManyHandshakesTests {

	private static final int CLIENTS = TestSize.of(50, 500);

	private static final int HALF_OPEN = TestSize.of(100, 1000);

	private static final Duration DEADLINE = Duration.ofSeconds(1);

	private final List<AutoCloseable> open = new ArrayList<>();

	private final List<SocketEvent.Kind> events = new CopyOnWriteArrayList<>();

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final SecurityKeys keys = new SecurityKeys();

	private final int port = FreePort.find();

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

	private ZmqContext context(int sockets, Duration timeout) {
		return opened(new ZmqContext(new ContextSettings(1, sockets, false),
				this.keys.settings(SecuritySettings.limits(timeout, 200, 0))));
	}

	private SocketSettings settings(SecurityRole role) {
		return new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:" + this.port, null)),
				role == SecurityRole.SERVER, 100, Duration.ZERO, Duration.ofSeconds(60), SocketTuning.DEFAULTS,
				new SocketSettings.Security("curve", role));
	}

	private void receive(ZmqContext context) {
		FrameSink sink = new FrameSink() {

			@Override
			public void onMessage(Frames frames) {
				ManyHandshakesTests.this.received.add(new String(frames.get(0), StandardCharsets.US_ASCII));
			}

			@Override
			public void onFailure(Throwable cause) {
				ManyHandshakesTests.this.received.add(cause.toString());
			}

		};
		ReceivingSocket receiver = ReceivingSocket.pulling(context, settings(SecurityRole.SERVER), "many", sink,
				(event) -> this.events.add(event.kind()));
		receiver.start();
		opened(() -> receiver.close(Duration.ofSeconds(5)));
	}

	private long count(SocketEvent.Kind kind) {
		return this.events.stream().filter((event) -> event == kind).count();
	}

	private static long millisSince(long start) {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	@Test
	void clientsThatConnectAtOnceAreLetIn() {
		receive(context(10, Duration.ofSeconds(10)));
		ZmqContext clients = context(CLIENTS + 10, Duration.ofSeconds(10));
		List<SendingSocket> senders = new ArrayList<>();
		long start = System.nanoTime();
		for (int i = 0; i < CLIENTS; i++) {
			SendingSocket sender = SendingSocket.pushing(clients, settings(SecurityRole.CLIENT), false, (event) -> {
			});
			opened(sender::close);
			senders.add(sender);
		}
		await().atMost(Duration.ofSeconds(60)).until(() -> count(SocketEvent.Kind.HANDSHAKEN) >= CLIENTS);
		System.out.println(CLIENTS + " clients of CURVE: all let in after " + millisSince(start) + " ms, "
				+ count(SocketEvent.Kind.ACCEPTED) + " connections, " + count(SocketEvent.Kind.HANDSHAKEN)
				+ " handshakes");
		for (int i = 0; i < CLIENTS; i++) {
			assertThat(senders.get(i).send("from %d".formatted(i).getBytes(), null, Duration.ofSeconds(30))).isTrue();
		}
		await().atMost(Duration.ofSeconds(60)).until(() -> this.received.size() >= CLIENTS);
		assertThat(this.received).hasSize(CLIENTS).doesNotHaveDuplicates();
		assertThat(count(SocketEvent.Kind.HANDSHAKEN)).isLessThanOrEqualTo(CLIENTS * 11 / 10);
		assertThat(count(SocketEvent.Kind.ACCEPTED)).isLessThanOrEqualTo(CLIENTS * 11 / 10);
		assertThat(this.events).doesNotContain(SocketEvent.Kind.DENIED, SocketEvent.Kind.NO_HANDSHAKE);
	}

	@Test
	void connectionsThatStayHalfOpenAreGoneAfterTheDeadline() throws Exception {
		receive(context(10, DEADLINE));
		List<SteppingPeer> peers = new ArrayList<>();
		for (int i = 0; i < HALF_OPEN; i++) {
			SecurityRole role = SecurityRole.CLIENT;
			peers.add(opened(new SteppingPeer(new Socket(InetAddress.getLoopbackAddress(), this.port),
					this.keys.of("PUSH", "curve", role), role))
				.perform(SteppingPeer.Step.PART_OF_FIRST_COMMAND));
		}
		long last = System.nanoTime();
		assertThat(peers).allMatch((peer) -> peer.isClosedWithin(30_000));
		System.out.println(HALF_OPEN + " half-open connections: the last one gone "
				+ (millisSince(last) - DEADLINE.toMillis()) + " ms after its deadline");
		await().until(() -> count(SocketEvent.Kind.NO_HANDSHAKE) == HALF_OPEN);
	}

}
