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

package io.zmqspring.role;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The connections that a role reports.
 */
class ConnectionTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<Object> events = new CopyOnWriteArrayList<>();

	// Not an ephemeral port: a subscriber that reconnects could connect to itself
	private final int port = FreePort.find();

	private final ZmqPublisher publisher = new ZmqPublisher("camera",
			PublisherSettings.of("tcp://127.0.0.1:" + this.port), this.context, PubSubRoles.JSON, this.events::add);

	@AfterEach
	void close() {
		this.publisher.stop();
		this.context.close();
	}

	private List<ZmqConnectionEvent.Change> changes() {
		return this.events.stream()
			.filter(ZmqConnectionEvent.class::isInstance)
			.map((event) -> ((ZmqConnectionEvent) event).change())
			.toList();
	}

	@Test
	void bothSidesReportTheConnectionAndItsEnd() {
		this.publisher.start();
		String address = PubSubRoles.addressOf(this.publisher);
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, address, "t");
		subscriber.start();
		await().until(() -> this.publisher.connectionCount() == 1 && subscriber.connectionCount() == 1);
		assertThat(this.publisher.connections()).singleElement()
			.returns(true, Connection::connected)
			.returns(true, Connection::handshakeDone)
			.satisfies((connection) -> assertThat(connection.remote()).startsWith("tcp://127.0.0.1:"))
			.satisfies((connection) -> assertThat(connection.since()).isNotNull());
		assertThat(subscriber.connections()).singleElement()
			.returns(address, Connection::remote)
			.returns(true, Connection::handshakeDone)
			.returns(0L, Connection::disconnects);
		await().untilAsserted(() -> assertThat(changes()).containsExactly(ZmqConnectionEvent.Change.CONNECTED));
		subscriber.stop();
		await().until(() -> this.publisher.connectionCount() == 0);
		assertThat(this.publisher.connections()).singleElement()
			.returns(false, Connection::connected)
			.returns(1L, Connection::disconnects);
		await().untilAsserted(() -> assertThat(changes()).containsExactly(ZmqConnectionEvent.Change.CONNECTED,
				ZmqConnectionEvent.Change.DISCONNECTED));
	}

	@Test
	void connectionDoesNotCountUntilItsHandshakeIsDone() throws IOException {
		SocketTuning patient = SocketTuning.builder().handshakeInterval(Duration.ofMinutes(1)).build();
		ZmqPublisher waiting = new ZmqPublisher("camera",
				PublisherSettings.builder("tcp://127.0.0.1:" + this.port).socket(patient).build(), this.context,
				PubSubRoles.JSON, this.events::add);
		waiting.start();
		try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			await().until(() -> !waiting.connections().isEmpty());
			assertThat(silent.isConnected()).isTrue();
			assertThat(waiting.connections()).singleElement()
				.returns(true, Connection::connected)
				.returns(false, Connection::handshakeDone);
			assertThat(waiting.connectionCount()).isZero();
		}
		await().until(() -> !waiting.connections().get(0).connected());
		assertThat(changes()).isEmpty();
		waiting.stop();
	}

	@Test
	void attemptsToConnectToAnAbsentPeerAreCounted() {
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "tcp://127.0.0.1:" + this.port,
				this.events::add, "t");
		subscriber.start();
		await().until(
				() -> subscriber.connections().size() == 1 && subscriber.connections().get(0).reconnectAttempts() >= 2);
		assertThat(subscriber.connections()).singleElement()
			.returns("tcp://127.0.0.1:" + this.port, Connection::address)
			.returns(false, Connection::connected);
		await().until(() -> changes().contains(ZmqConnectionEvent.Change.RETRYING));
		ZmqPublisher late = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:" + this.port);
		late.start();
		await().until(() -> subscriber.connectionCount() == 1);
		late.stop();
		await().until(() -> subscriber.connections().get(0).disconnects() == 1);
		assertThat(subscriber.connections()).hasSize(1);
		subscriber.stop();
	}

	@Test
	void connectionByHostNameIsReportedAsOneAfterAReconnect() {
		this.publisher.start();
		String address = "tcp://localhost:" + this.port;
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, address, "t");
		subscriber.start();
		await().until(() -> subscriber.connectionCount() == 1);
		ZmqPublisher again = PubSubRoles.publisher(this.context, this.publisher.boundAddresses().get(0));
		this.publisher.stop();
		await().until(() -> subscriber.connections().stream().anyMatch((found) -> found.reconnectAttempts() > 0));
		again.start();
		await().until(() -> subscriber.connectionCount() == 1);
		assertThat(subscriber.connections()).singleElement()
			.returns(1L, Connection::disconnects)
			.returns(true, Connection::handshakeDone);
		again.stop();
		subscriber.stop();
	}

	@Test
	void lastHundredEndedConnectionsAreKept() throws IOException {
		this.publisher.start();
		for (int i = 0; i < 120; i++) {
			new Socket(InetAddress.getLoopbackAddress(), this.port).close();
		}
		await().until(() -> this.publisher.connections().stream().noneMatch(Connection::connected)
				&& this.publisher.connections().size() == 100);
	}

}
