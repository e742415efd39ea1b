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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers whose IP address is not allowed, or has too many connections. Peers of ipc have
 * no IP address.
 */
class AddressLimitsTests {

	private static final int TIMEOUT_MILLIS = 5000;

	private static final byte[] GREETING = Zmtp.greeting(3, "NULL");

	private final List<AutoCloseable> open = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	private SubscriberTarget subscriber(SecuritySettings security, Map<String, String> settings) {
		ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS, security);
		SubscriberTarget target = new SubscriberTarget(context, PeerConnector.forBoundTarget(TestTransport.TCP),
				settings);
		this.open.add(target);
		this.open.add(context);
		return target;
	}

	private RawConnection connect(RoleTarget target, String to, String from) throws IOException {
		String port = target.connector().address().replaceAll(".*:", "");
		RawConnection peer = RawConnection.open("tcp://" + to + ":" + port, InetAddress.getByName(from));
		this.open.add(0, peer);
		peer.setTimeout(TIMEOUT_MILLIS);
		return peer;
	}

	private GoodPeer good(RoleTarget target) throws IOException {
		GoodPeer peer = GoodPeer.connect(target.connector(), target.peerType());
		this.open.add(0, peer);
		return peer;
	}

	private static void assertDenied(RoleTarget target, RawConnection peer) throws IOException {
		// Closed without a greeting
		assertThat(peer.in().read()).isEqualTo(-1);
		await().untilAsserted(() -> assertThat(target.role().stats().denied()).containsOnlyKeys("address-not-allowed"));
		assertThat(target.role().stats().rejected()).isEmpty();
		assertThat(target.role().faults()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1,''", "127.0.0.0/30,127.0.0.2", "'',127.0.0.2/31" })
	void peerWithAnAddressThatIsNotAllowedGetsNoByte(String allowed, String denied) throws IOException {
		SubscriberTarget target = subscriber(SecuritySettings.DEFAULTS.withAddresses(ranges(allowed), ranges(denied)),
				Map.of());
		assertDenied(target, connect(target, "127.0.0.1", "127.0.0.2"));
		target.sendOnce(good(target), "hello");
		await().until(() -> target.hasReceived("hello"));
	}

	@Test
	void oneAddressCannotTakeAllConnections() throws IOException {
		SubscriberTarget target = subscriber(SecuritySettings.limits(Duration.ofSeconds(10), 200, 2), Map.of());
		GoodPeer first = good(target);
		GoodPeer second = good(target);
		RawConnection refused = connect(target, "127.0.0.1", "127.0.0.1");
		refused.write(GREETING);
		refused.assertEndsWithin(TIMEOUT_MILLIS);
		await().untilAsserted(() -> assertThat(target.role().stats().rejected("too-many-connections")).isPositive());
		assertThat(target.role().faults()).isEmpty();
		InetAddress other = InetAddress.getByName("127.0.0.2");
		GoodPeer third = GoodPeer.connect(() -> RawConnection.open(target.connector().address(), other), "PUB");
		this.open.add(0, third);
		assertThat(List.of(first, second, third)).noneMatch((peer) -> peer.isClosedWithin(50));
	}

	private static List<String> ranges(String text) {
		return text.isEmpty() ? List.of() : List.of(text);
	}

	@Test
	void deniedPeersTakeNoRoomFromOthers() throws IOException {
		SubscriberTarget target = subscriber(SecuritySettings.DEFAULTS.withAddresses(List.of("127.0.0.1"), List.of()),
				Map.of("socket.max-connections", "2"));
		RawConnection unfinished = connect(target, "127.0.0.1", "127.0.0.1");
		unfinished.write(GREETING);
		GoodPeer good = good(target);
		for (int i = 0; i < 5; i++) {
			assertDenied(target, connect(target, "127.0.0.1", "127.0.0.2"));
		}
		assertThat(unfinished.in().readNBytes(Zmtp.GREETING_SIZE)).hasSize(Zmtp.GREETING_SIZE);
		assertThat(good.isClosedWithin(50)).isFalse();
	}

	@Test
	void rangesOfASectionHoldForItsSocketsOnly() throws IOException {
		SecuritySettings security = SecuritySettings.DEFAULTS.withPlain("legacy",
				new PlainSettings(null, null, Map.of("bob", "secret"), List.of(), List.of("127.0.0.2")));
		SubscriberTarget secured = subscriber(security,
				Map.of("security", "legacy", "security-role", SecurityRole.SERVER.name()));
		assertDenied(secured, connect(secured, "127.0.0.1", "127.0.0.2"));
		SubscriberTarget other = subscriber(security, Map.of());
		RawConnection peer = connect(other, "127.0.0.1", "127.0.0.2");
		peer.write(GREETING);
		assertThat(peer.in().readNBytes(Zmtp.GREETING_SIZE)).hasSize(Zmtp.GREETING_SIZE);
	}

	@Test
	void ipv4PeerOfAnIpv6SocketHasItsIpv4Address() throws IOException {
		assumeThat(hasIpv6()).as("IPv6").isTrue();
		SecuritySettings security = SecuritySettings.DEFAULTS.withAddresses(List.of("127.0.0.1"), List.of());
		ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS, security);
		PeerConnector everywhere = PeerConnector.onEveryInterface();
		SubscriberTarget target = new SubscriberTarget(context, everywhere, Map.of("socket.ipv6", "true"));
		this.open.add(target);
		this.open.add(context);
		assertDenied(target, connect(target, "[::1]", "::1"));
		target.sendOnce(good(target), "hello");
		await().until(() -> target.hasReceived("hello"));
	}

	private static boolean hasIpv6() {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
			return server.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
