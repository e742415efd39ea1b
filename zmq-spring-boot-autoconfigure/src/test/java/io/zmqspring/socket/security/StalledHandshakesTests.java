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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.RawListener;
import io.zmqspring.testsupport.SecurityKeys;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A peer that stops in the middle of a handshake of CURVE or PLAIN loses its connection
 * at the deadline, and nobody else does.
 */
@ParameterizedClass
@EnumSource
class StalledHandshakesTests {

	private static final int CLOSED_MILLIS = 10_000;

	private static final List<SteppingPeer.Step> STALLS = Arrays.stream(SteppingPeer.Step.values())
		.filter((step) -> step != SteppingPeer.Step.SECOND_COMMAND)
		.toList();

	private final RecordedReceivers receivers = new RecordedReceivers();

	private final SecurityKeys keys = new SecurityKeys();

	private final TestTransport transport;

	StalledHandshakesTests(TestTransport transport) {
		this.transport = transport;
	}

	@AfterEach
	void close() throws Exception {
		this.receivers.close();
	}

	private ZmqContext context(Duration timeout, int perSecond) {
		return this.receivers.opened(new ZmqContext(ContextSettings.DEFAULTS,
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
		return this.receivers.start(context, settings, "stalled");
	}

	private SteppingPeer connect(String address, String section, SteppingPeer.Step last) throws IOException {
		return peer(RawConnection.open(address), section, SecurityRole.CLIENT).perform(last);
	}

	private SteppingPeer peer(RawConnection connection, String section, SecurityRole role) throws IOException {
		return this.receivers.opened(new SteppingPeer(connection, this.keys.of("PUSH", section, role), role));
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
		String address = this.transport.address();
		receiver(context(Duration.ofMillis(500), 0),
				settings(address, true, tuning().build(), section, SecurityRole.SERVER));
		Connection connection = () -> RawConnection.open(address);
		SteppingPeer good = complete(connection, section, SecurityRole.CLIENT);
		List<SteppingPeer> stalled = new ArrayList<>();
		for (SteppingPeer.Step step : STALLS) {
			stalled.add(connect(address, section, step));
		}
		assertThat(stalled).allMatch((peer) -> peer.isClosedWithin(CLOSED_MILLIS));
		await().until(() -> this.receivers.count(SocketEvent.Kind.NO_HANDSHAKE) >= STALLS.size());
		assertThat(this.receivers.events()).doesNotContain(SocketEvent.Kind.DENIED, SocketEvent.Kind.MALFORMED);
		good.send("from the good peer");
		complete(connection, section, SecurityRole.CLIENT).send("from a later one");
		await().untilAsserted(() -> assertThat(this.receivers.received())
			.containsExactlyInAnyOrder("from the good peer", "from a later one"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "curve", "plain" })
	void serverThatStallsInAnyStateIsLeftAndTriedAgain(String section) throws IOException {
		List<RawListener> servers = new ArrayList<>();
		for (int i = 0; i < STALLS.size(); i++) {
			servers.add(this.receivers.opened(RawListener.open(this.transport)));
		}
		String addresses = servers.stream().map(RawListener::address).collect(Collectors.joining(","));
		ReceivingSocket receiver = receiver(context(Duration.ofMillis(500), 0),
				settings(addresses, false, tuning().build(), section, SecurityRole.CLIENT));
		for (int attempt = 0; attempt < 2; attempt++) {
			List<SteppingPeer> stalled = new ArrayList<>();
			for (RawListener server : servers) {
				stalled.add(peer(server.accept(), section, SecurityRole.SERVER));
			}
			for (int i = 0; i < STALLS.size(); i++) {
				stalled.get(i).performIfOpen(STALLS.get(i));
			}
			assertThat(stalled).allMatch((peer) -> peer.isClosedWithin(CLOSED_MILLIS));
		}
		await().untilAsserted(() -> assertThat(receiver.faults()).hasSize(STALLS.size())
			.allSatisfy((fault) -> assertThat(fault).contains("has not finished the handshake in time")));
		assertThat(this.receivers.events()).doesNotContain(SocketEvent.Kind.DENIED, SocketEvent.Kind.MALFORMED);
		for (RawListener server : servers) {
			complete(server::accept, section, SecurityRole.SERVER).send("hello");
		}
		await().until(() -> this.receivers.received().size() == STALLS.size());
		assertThat(receiver.faults()).isEmpty();
	}

	@Test
	void greetingMayTakeAsLongAsTheHandshake() throws IOException {
		RawListener server = this.receivers.opened(RawListener.open(this.transport));
		receiver(context(Duration.ofSeconds(10), 0),
				settings(server.address(), false,
						SocketTuning.builder().handshakeInterval(Duration.ofMillis(100)).build(), "curve",
						SecurityRole.CLIENT));
		SteppingPeer slow = peer(server.accept(), "curve", SecurityRole.SERVER);
		await().during(Duration.ofMillis(500))
			.until(() -> !this.receivers.events().contains(SocketEvent.Kind.DISCONNECTED));
		slow.perform(SteppingPeer.Step.SECOND_COMMAND).send("hello");
		await().untilAsserted(() -> assertThat(this.receivers.received()).containsExactly("hello"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "curve", "plain" })
	void twoServersThatWaitForEachOtherAreDisconnected(String section) {
		String address = this.transport.address();
		ZmqContext context = context(Duration.ofMillis(300), 0);
		ReceivingSocket receiver = receiver(context,
				settings(address, true, tuning().build(), section, SecurityRole.SERVER));
		List<SocketEvent.Kind> atSender = new CopyOnWriteArrayList<>();
		SendingSocket sender = SendingSocket.pushing(context,
				settings(address, false, tuning().build(), section, SecurityRole.SERVER), false,
				(event) -> atSender.add(event.kind()));
		this.receivers.opened(sender::close);
		await().until(() -> this.receivers.count(SocketEvent.Kind.NO_HANDSHAKE)
				+ atSender.stream().filter(SocketEvent.Kind.NO_HANDSHAKE::equals).count() >= 2);
		assertThat(receiver.connections().count()).isZero();
		assertThat(sender.connections().count()).isZero();
	}

	@Test
	void oldestUnfinishedHandshakeMakesRoomForANewClient() throws IOException {
		String address = this.transport.address();
		receiver(context(Duration.ofSeconds(60), 0),
				settings(address, true, tuning().maxConnections(3).build(), "curve", SecurityRole.SERVER));
		SteppingPeer first = connect(address, "curve", SteppingPeer.Step.SECOND_COMMAND);
		SteppingPeer oldest = connect(address, "curve", SteppingPeer.Step.FIRST_COMMAND);
		SteppingPeer newer = connect(address, "curve", SteppingPeer.Step.FIRST_COMMAND);
		SteppingPeer second = connect(address, "curve", SteppingPeer.Step.SECOND_COMMAND);
		assertThat(oldest.isClosedWithin(CLOSED_MILLIS)).isTrue();
		assertThat(newer.isClosedWithin(100)).isFalse();
		SteppingPeer third = connect(address, "curve", SteppingPeer.Step.SECOND_COMMAND);
		assertThat(newer.isClosedWithin(CLOSED_MILLIS)).isTrue();
		assertThat(connect(address, "curve", SteppingPeer.Step.NOTHING).isClosedWithin(CLOSED_MILLIS)).isTrue();
		// The event of a refused connection comes after its end
		await().untilAsserted(() -> assertThat(this.receivers.events()).contains(SocketEvent.Kind.NO_HANDSHAKE,
				SocketEvent.Kind.TOO_MANY_CONNECTIONS));
		for (SteppingPeer good : List.of(first, second, third)) {
			good.send("hello");
		}
		await().until(() -> this.receivers.received().size() == 3);
	}

	@Test
	void handshakesAboveTheRateWait() throws IOException {
		String address = this.transport.address();
		receiver(context(Duration.ofSeconds(60), 4),
				settings(address, true, tuning().build(), "curve", SecurityRole.SERVER));
		long start = System.nanoTime();
		for (int i = 0; i < 6; i++) {
			connect(address, "curve", SteppingPeer.Step.SECOND_COMMAND).send("hello");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(490));
		await().until(() -> this.receivers.received().size() == 6);
		assertThat(this.receivers.events()).doesNotContain(SocketEvent.Kind.NO_HANDSHAKE, SocketEvent.Kind.DENIED);
	}

	/**
	 * Opens a connection.
	 */
	private interface Connection {

		RawConnection open() throws IOException;

	}

}
