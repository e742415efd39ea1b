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

package io.zmqspring.socket;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.access.Authorizers;
import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Host names that do not resolve yet, that change, and whose name server does not answer.
 */
@ParameterizedClass
@EnumSource
class HostNameTests {

	// A subscription as XPUB receives it
	private static final String ALL_TOPICS = "\u0001";

	private final Map<String, String> hosts = new ConcurrentHashMap<>();

	private final AtomicInteger lookups = new AtomicInteger();

	private final CountDownLatch answer = new CountDownLatch(1);

	private final TestSecurity security;

	private final ZmqContext context;

	HostNameTests(TestSecurity security) {
		this.security = security;
		this.context = new ZmqContext(ContextSettings.DEFAULTS, security.settings(), Authorizers.NONE, this::lookUp);
	}

	@AfterEach
	void close() {
		this.answer.countDown();
		this.context.close();
	}

	private InetAddress[] lookUp(String host) throws UnknownHostException {
		this.lookups.incrementAndGet();
		if (host.equals("hanging.test")) {
			awaitAnswer();
		}
		String address = this.hosts.get(host);
		if (address == null) {
			throw new UnknownHostException(host);
		}
		List<InetAddress> addresses = new ArrayList<>();
		for (String each : address.split(",")) {
			addresses.add(InetAddress.getByName(each));
		}
		return addresses.toArray(InetAddress[]::new);
	}

	private void awaitAnswer() {
		try {
			this.answer.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void hostThatDoesNotResolveIsAFaultUntilItResolvesAndIsConnected() {
		try (RawPeer peer = publisherAt("127.0.0.1", 0)) {
			String address = "tcp://camera.test:" + peer.port();
			ReceivingSocket subscriber = subscriber(address);
			await().until(() -> !subscriber.faults().isEmpty());
			assertThat(subscriber.faults())
				.containsExactly("host 'camera.test' does not resolve (" + address + "), tried again");
			await().untilAsserted(() -> assertThat(subscriber.connections().snapshot()).singleElement()
				.returns(address, Connection::address)
				.returns(false, Connection::connected)
				.satisfies((connection) -> assertThat(connection.reconnectAttempts()).isGreaterThanOrEqualTo(3)));
			this.hosts.put("camera.test", "127.0.0.1");
			await().until(() -> subscriber.connections().count() == 1);
			assertThat(subscriber.connections().snapshot()).singleElement()
				.returns(address, Connection::address)
				.returns(peer.address(), Connection::remote);
			assertThat(subscriber.faults()).isEmpty();
			subscriber.close(Duration.ofSeconds(5));
		}
	}

	@Test
	void hostWithANewAddressIsReconnectedAfterItsOldConnectionIsLost() {
		this.hosts.put("camera.test", "127.0.0.2");
		RawPeer old = publisherAt("127.0.0.2", 0);
		String address = "tcp://camera.test:" + old.port();
		ReceivingSocket subscriber = subscriber(address);
		await().until(() -> subscriber.connections().count() == 1);
		this.hosts.put("camera.test", "127.0.0.1");
		try (RawPeer moved = publisherAt("127.0.0.1", old.port())) {
			old.close();
			await().until(() -> moved.accepted() == 1 && subscriber.connections().count() == 1);
			assertThat(moved.receive()).isEqualTo(ALL_TOPICS);
			assertThat(subscriber.connections().snapshot()).singleElement()
				.returns(address, Connection::address)
				.returns(moved.address(), Connection::remote)
				.returns(1L, Connection::disconnects);
		}
		subscriber.close(Duration.ofSeconds(5));
	}

	@Test
	void nameServerThatDoesNotAnswerDelaysNeitherTheStartNorOtherSockets() {
		try (RawPeer peer = publisherAt("127.0.0.1", 0)) {
			this.hosts.put("camera.test", "127.0.0.1");
			ReceivingSocket hanging = subscriber("tcp://hanging.test:" + peer.port());
			ReceivingSocket other = subscriber("tcp://camera.test:" + peer.port());
			await().until(() -> other.connections().count() == 1);
			assertThat(hanging.connections().count()).isZero();
			this.hosts.put("hanging.test", "127.0.0.1");
			this.answer.countDown();
			await().until(() -> hanging.connections().count() == 1);
			hanging.close(Duration.ofSeconds(5));
			other.close(Duration.ofSeconds(5));
		}
	}

	@Test
	void engineGetsNoHostNames() {
		this.hosts.put("camera.test", "127.0.0.1");
		PublishingSocket publisher = PublishingSocket.open(this.context,
				settings("tcp://camera.test:" + FreePort.find()), Overflow.DROP, (event) -> {
				});
		await().until(() -> publisher.connections()
			.snapshot()
			.stream()
			.anyMatch((connection) -> connection.reconnectAttempts() >= 5));
		assertThat(this.lookups).hasValueGreaterThan(1);
		publisher.close();
	}

	@Test
	void twoNamesOfOneAddressAreConnectedOnce() {
		this.hosts.put("a.test", "127.0.0.1");
		this.hosts.put("b.test", "127.0.0.1");
		try (RawPeer peer = RawPeer.binding(SocketType.SUB, "tcp://127.0.0.1:*", this.security)) {
			SocketSettings settings = new SocketSettings(
					List.of(Endpoint.parse("tcp://a.test:" + peer.port(), null),
							Endpoint.parse("tcp://b.test:" + peer.port(), null)),
					false, 1000, Duration.ZERO, Duration.ofSeconds(1), SocketTuning.DEFAULTS, this.security.of(false));
			PublishingSocket publisher = PublishingSocket.open(this.context, settings, Overflow.DROP, (event) -> {
			});
			await().until(() -> publisher.connections().count() == 1);
			await().during(Duration.ofMillis(300)).until(() -> peer.accepted() == 1);
			publisher.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1;::1, ::1", "127.0.0.1;::1, 127.0.0.1", "::1;127.0.0.1, 127.0.0.1",
			"127.0.0.2;127.0.0.3;127.0.0.4, 127.0.0.4", "::1, ::1" })
	void addressThatAcceptsConnectionsIsFound(String addresses, String listening) {
		this.hosts.put("camera.test", addresses.replace(';', ','));
		try (RawPeer peer = publisherAt(listening, 0)) {
			String address = "tcp://camera.test:" + peer.port();
			ReceivingSocket subscriber = subscriber(address);
			await().until(() -> subscriber.connections().count() == 1);
			assertThat(subscriber.connections().snapshot()).singleElement().returns(address, Connection::address);
			assertThat(subscriber.faults()).isEmpty();
			subscriber.close(Duration.ofSeconds(5));
		}
	}

	@Test
	void allAddressesAreTriedUntilOneAcceptsAndAreNamedMeanwhile() {
		this.hosts.put("camera.test", "127.0.0.2,::1");
		int port = FreePort.find();
		String address = "tcp://camera.test:" + port;
		ReceivingSocket subscriber = subscriber(address);
		await().until(() -> subscriber.connections()
			.snapshot()
			.stream()
			.anyMatch((connection) -> connection.reconnectAttempts() >= 2));
		assertThat(subscriber.absentPeers()).singleElement()
			.returns(address, AbsentPeer::address)
			.returns("127.0.0.2, 0:0:0:0:0:0:0:1", AbsentPeer::tried);
		assertThat(subscriber.faults()).isEmpty();
		try (RawPeer peer = publisherAt("::1", port)) {
			await().until(() -> subscriber.connections().count() == 1);
			assertThat(peer.receive()).isEqualTo(ALL_TOPICS);
		}
		subscriber.close(Duration.ofSeconds(5));
	}

	@Test
	void otherAddressOfAHostTakesOverWhenTheConnectedOneIsLost() {
		this.hosts.put("camera.test", "127.0.0.2,127.0.0.3");
		RawPeer first = publisherAt("127.0.0.2", 0);
		ReceivingSocket subscriber = subscriber("tcp://camera.test:" + first.port());
		await().until(() -> subscriber.connections().count() == 1);
		try (RawPeer second = publisherAt("127.0.0.3", first.port())) {
			first.close();
			await().until(() -> subscriber.connections().count() == 1);
			assertThat(second.receive()).isEqualTo(ALL_TOPICS);
		}
		subscriber.close(Duration.ofSeconds(5));
	}

	private RawPeer publisherAt(String host, int port) {
		String literal = host.contains(":") ? "[" + host + "]" : host;
		return RawPeer.binding(SocketType.XPUB, "tcp://" + literal + ":" + ((port > 0) ? port : "*"), this.security);
	}

	private ReceivingSocket subscriber(String address) {
		ReceivingSocket subscriber = ReceivingSocket.subscribing(this.context, settings(address), "named",
				new ReconnectAfterProtocolErrorTests.IgnoringSink(), (event) -> {
				});
		subscriber.subscribe(new byte[0]);
		subscriber.start();
		return subscriber;
	}

	private SocketSettings settings(String address) {
		return new SocketSettings(List.of(Endpoint.parse(address, null)), false, 1000, Duration.ZERO,
				Duration.ofSeconds(1), SocketTuning.DEFAULTS, this.security.of(false));
	}

}
