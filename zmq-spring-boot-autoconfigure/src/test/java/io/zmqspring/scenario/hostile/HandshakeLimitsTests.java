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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a peer may do before its handshake is complete.
 */
@ParameterizedClass
@EnumSource
class HandshakeLimitsTests {

	private static final int CLOSE_TIMEOUT_MILLIS = 5000;

	private static final byte[] GREETING = Zmtp.greeting(3, "NULL");

	private final List<AutoCloseable> open = new ArrayList<>();

	private final TestTransport transport;

	HandshakeLimitsTests(TestTransport transport) {
		this.transport = transport;
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	@Test
	void peerThatSendsOnlyItsGreetingLosesItsConnection() throws IOException {
		RoleTarget subscriber = subscriber(timeout(Duration.ofMillis(300)), Map.of());
		connect(subscriber, GREETING).assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(subscriber, "no-handshake");
		assertThat(connectGood(subscriber).isClosedWithin(1000)).isFalse();
	}

	@Test
	void peerThatSendsNothingAfterItsHandshakeKeepsItsConnection() throws IOException {
		RoleTarget controller = closeLater(new ControllerTarget(context(timeout(Duration.ofSeconds(1))),
				PeerConnector.forBoundTarget(this.transport), false));
		connect(controller, GREETING, Zmtp.ready("PULL"));
		await().during(Duration.ofMillis(1500)).until(() -> controller.role().connectionCount() == 1);
	}

	@Test
	void greetingThatTricklesIsEndedByTheDeadline() throws Exception {
		RoleTarget subscriber = subscriber(timeout(Duration.ofMillis(500)), Map.of("socket.handshake-interval", "1h"));
		RawConnection trickling = connect(subscriber);
		await().until(() -> endsAfterAnotherByte(trickling));
		assertRejected(subscriber, "no-handshake");
	}

	@Test
	void deadlineHoldsForASocketThatConnects() throws IOException {
		PeerConnector connector = PeerConnector.forConnectingTarget(this.transport, 1);
		RoleTarget subscriber = closeLater(
				new SubscriberTarget(context(timeout(Duration.ofMillis(300))), connector, Map.of()));
		RawConnection silent = connector.connectHostilePeer();
		this.open.add(silent);
		silent.write(GREETING);
		silent.assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(subscriber, "no-handshake");
	}

	@ParameterizedTest
	@ValueSource(longs = { 2049, 64 << 20 })
	void largeFrameBeforeTheHandshakeIsCompleteIsRefused(long size) throws IOException {
		RoleTarget subscriber = subscriber(SecuritySettings.DEFAULTS, Map.of());
		connect(subscriber, GREETING, Zmtp.longHeader(Zmtp.COMMAND, size)).assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(subscriber, "oversize");
	}

	@Test
	void oldestUnfinishedHandshakeMakesRoomForANewConnection() throws IOException {
		RoleTarget subscriber = subscriber(SecuritySettings.DEFAULTS, Map.of("socket.max-connections", "3"));
		GoodPeer first = connectGood(subscriber);
		RawConnection oldest = connect(subscriber, GREETING);
		RawConnection newer = connect(subscriber, GREETING);
		GoodPeer second = connectGood(subscriber);
		oldest.assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		GoodPeer third = connectGood(subscriber);
		newer.assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		try (RawConnection refused = subscriber.connector().connectGoodPeer()) {
			refused.assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		}
		assertThat(List.of(first, second, third)).noneMatch((peer) -> peer.isClosedWithin(50));
		assertRejected(subscriber, "no-handshake");
		assertRejected(subscriber, "too-many-connections");
	}

	@Test
	void handshakesAboveTheRateWait() throws IOException {
		RoleTarget controller = closeLater(
				new ControllerTarget(context(SecuritySettings.limits(Duration.ofSeconds(10), 4, 0)),
						PeerConnector.forBoundTarget(this.transport), true));
		long start = System.nanoTime();
		List<RawConnection> peers = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			peers.add(connect(controller, GREETING, Zmtp.ready("PUSH")));
		}
		for (int i = 0; i < 6; i++) {
			StreamStep.readReady(peers.get(i).in());
			peers.get(i).write(Zmtp.frame(0, Zmtp.bytes("from " + i)));
		}
		for (int i = 0; i < 6; i++) {
			String text = "from " + i;
			await().until(() -> controller.hasReceived(text));
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(490));
		assertThat(controller.role().stats().rejected()).isEmpty();
	}

	@Test
	void connectionThatEndsWhileItsHandshakeWaitsIsClosed() throws IOException {
		RoleTarget subscriber = subscriber(SecuritySettings.limits(Duration.ofMillis(500), 1, 0), Map.of());
		connect(subscriber, GREETING, Zmtp.ready("PUB"));
		List<RawConnection> waiting = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			waiting.add(connect(subscriber, GREETING, Zmtp.ready("PUB")));
		}
		waiting.get(0).assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		waiting.get(1).assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(subscriber, "no-handshake");
	}

	private static boolean endsAfterAnotherByte(RawConnection peer) throws IOException {
		try {
			peer.out().write(0xff);
		}
		catch (IOException ex) {
			// The target has closed the connection since
			return true;
		}
		return peer.endsWithin(50);
	}

	private static SecuritySettings timeout(Duration timeout) {
		return SecuritySettings.limits(timeout, 200, 0);
	}

	private static void assertRejected(RoleTarget target, String reason) {
		await().untilAsserted(() -> assertThat(target.role().stats().rejected(reason)).isPositive());
		assertThat(target.role().faults()).isEmpty();
	}

	private RawConnection connect(RoleTarget target, byte[]... bytes) throws IOException {
		RawConnection peer = target.connector().connectHostilePeer();
		this.open.add(0, peer);
		peer.write(Zmtp.join(bytes));
		return peer;
	}

	private GoodPeer connectGood(RoleTarget target) throws IOException {
		GoodPeer peer = GoodPeer.connect(target.connector(), target.peerType());
		this.open.add(0, peer);
		return peer;
	}

	private RoleTarget subscriber(SecuritySettings security, Map<String, String> settings) {
		return closeLater(
				new SubscriberTarget(context(security), PeerConnector.forBoundTarget(this.transport), settings));
	}

	private ZmqContext context(SecuritySettings security) {
		ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS, security);
		this.open.add(context);
		return context;
	}

	private RoleTarget closeLater(RoleTarget target) {
		this.open.add(this.open.size() - 1, target);
		return target;
	}

}
