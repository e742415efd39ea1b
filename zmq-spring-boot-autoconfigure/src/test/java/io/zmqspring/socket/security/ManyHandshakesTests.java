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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.SecurityKeys;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many clients of CURVE at once, with the default limit of handshakes per second.
 */
@ParameterizedClass
@EnumSource
class ManyHandshakesTests {

	private static final int CLIENTS = TestSize.of(50, 500);

	private static final int HALF_OPEN = TestSize.of(100, 1000);

	private static final Duration DEADLINE = Duration.ofSeconds(1);

	private final RecordedReceivers receivers = new RecordedReceivers();

	private final SecurityKeys keys = new SecurityKeys();

	private final String address;

	ManyHandshakesTests(TestTransport transport) {
		this.address = transport.address();
	}

	@AfterEach
	void close() throws Exception {
		this.receivers.close();
	}

	private ZmqContext context(int sockets, Duration timeout) {
		return this.receivers.opened(new ZmqContext(new ContextSettings(1, sockets, false),
				this.keys.settings(SecuritySettings.limits(timeout, 200, 0))));
	}

	private SocketSettings settings(SecurityRole role) {
		return new SocketSettings(List.of(Endpoint.parse(this.address, null)), role == SecurityRole.SERVER, 100,
				Duration.ZERO, Duration.ofSeconds(60), SocketTuning.DEFAULTS,
				new SocketSettings.Security("curve", role));
	}

	private void receive(ZmqContext context) {
		this.receivers.start(context, settings(SecurityRole.SERVER), "many");
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
			this.receivers.opened(sender::close);
			senders.add(sender);
		}
		await().atMost(Duration.ofSeconds(60))
			.until(() -> this.receivers.count(SocketEvent.Kind.HANDSHAKEN) >= CLIENTS);
		System.out.println(CLIENTS + " clients of CURVE: all let in after " + millisSince(start) + " ms, "
				+ this.receivers.count(SocketEvent.Kind.ACCEPTED) + " connections, "
				+ this.receivers.count(SocketEvent.Kind.HANDSHAKEN) + " handshakes");
		for (int i = 0; i < CLIENTS; i++) {
			assertThat(senders.get(i).send("from %d".formatted(i).getBytes(), null, Duration.ofSeconds(30))).isTrue();
		}
		await().atMost(Duration.ofSeconds(60)).until(() -> this.receivers.received().size() >= CLIENTS);
		assertThat(this.receivers.received()).hasSize(CLIENTS).doesNotHaveDuplicates();
		assertThat(this.receivers.count(SocketEvent.Kind.HANDSHAKEN)).isLessThanOrEqualTo(CLIENTS * 11 / 10);
		assertThat(this.receivers.count(SocketEvent.Kind.ACCEPTED)).isLessThanOrEqualTo(CLIENTS * 11 / 10);
		assertThat(this.receivers.events()).doesNotContain(SocketEvent.Kind.DENIED, SocketEvent.Kind.NO_HANDSHAKE);
	}

	@Test
	void connectionsThatStayHalfOpenAreGoneAfterTheDeadline() throws Exception {
		receive(context(10, DEADLINE));
		List<SteppingPeer> peers = new ArrayList<>();
		for (int i = 0; i < HALF_OPEN; i++) {
			SecurityRole role = SecurityRole.CLIENT;
			peers.add(this.receivers
				.opened(new SteppingPeer(RawConnection.open(this.address), this.keys.of("PUSH", "curve", role), role))
				.perform(SteppingPeer.Step.PART_OF_FIRST_COMMAND));
		}
		long last = System.nanoTime();
		assertThat(peers).allMatch((peer) -> peer.isClosedWithin(30_000));
		System.out.println(HALF_OPEN + " half-open connections: the last one gone "
				+ (millisSince(last) - DEADLINE.toMillis()) + " ms after its deadline");
		await().until(() -> this.receivers.count(SocketEvent.Kind.NO_HANDSHAKE) == HALF_OPEN);
	}

}
