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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The connections that a role reports.
 */
class ConnectionTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private @Nullable ZmqPublisher started;

	@AfterEach
	void close() {
		if (this.started != null) {
			this.started.stop();
		}
		this.context.close();
	}

	private ZmqPublisher startPublisher(String address, SocketTuning tuning) {
		ZmqPublisher publisher = new ZmqPublisher("camera", PublisherSettings.builder(address).socket(tuning).build(),
				this.context, PubSubRoles.JSON, this.events::add);
		publisher.start();
		this.started = publisher;
		return publisher;
	}

	private List<ZmqConnectionEvent.Change> changes() {
		return this.events.stream()
			.filter(ZmqConnectionEvent.class::isInstance)
			.map((event) -> ((ZmqConnectionEvent) event).change())
			.toList();
	}

	@ParameterizedTest
	@CsvSource({ "TCP, tcp://127\\.0\\.0\\.1:\\d+", "IPC, ipc peer \\d+.*" })
	void bothSidesReportTheConnectionAndItsEnd(TestTransport transport, String remote) {
		String address = transport.address();
		ZmqPublisher publisher = startPublisher(address, SocketTuning.DEFAULTS);
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, address, "t");
		subscriber.start();
		await().until(() -> publisher.connectionCount() == 1 && subscriber.connectionCount() == 1);
		assertThat(publisher.connections()).singleElement()
			.returns(true, Connection::connected)
			.returns(true, Connection::handshakeDone)
			.satisfies((connection) -> assertThat(connection.remote()).matches(remote))
			.satisfies((connection) -> assertThat(connection.since()).isNotNull());
		assertThat(subscriber.connections()).singleElement()
			.returns(address, Connection::address)
			.satisfies((connection) -> assertThat(connection.remote())
				.matches((transport == TestTransport.TCP) ? Pattern.quote(address) : remote))
			.returns(true, Connection::handshakeDone)
			.returns(0L, Connection::disconnects);
		await().untilAsserted(() -> assertThat(changes()).containsExactly(ZmqConnectionEvent.Change.CONNECTED));
		subscriber.stop();
		await().until(() -> publisher.connectionCount() == 0);
		assertThat(publisher.connections()).singleElement()
			.returns(false, Connection::connected)
			.returns(1L, Connection::disconnects);
		await().untilAsserted(() -> assertThat(changes()).containsExactly(ZmqConnectionEvent.Change.CONNECTED,
				ZmqConnectionEvent.Change.DISCONNECTED));
	}

	@ParameterizedTest
	@CsvSource({ "TCP, tcp://127\\.0\\.0\\.1:\\d+", "IPC, ipc peer \\d+" })
	void eventsNameAPeerInTheSameWayFromTheBeginningToTheEnd(TestTransport transport, String remote) {
		String address = transport.address();
		ZmqPublisher publisher = startPublisher(address, SocketTuning.DEFAULTS);
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, address, "t");
		subscriber.start();
		await().until(() -> publisher.connectionCount() == 1
				&& (transport == TestTransport.TCP || publisher.connections().get(0).remote().contains("(uid ")));
		subscriber.stop();
		await().until(() -> changes().size() == 2);
		List<@Nullable String> remotes = this.events.stream()
			.filter(ZmqConnectionEvent.class::isInstance)
			.map((event) -> ((ZmqConnectionEvent) event).remote())
			.toList();
		assertThat(remotes.get(0)).matches(remote).isEqualTo(remotes.get(1));
	}

	@ParameterizedTest
	@EnumSource
	void connectionDoesNotCountUntilItsHandshakeIsDone(TestTransport transport) throws IOException {
		String address = transport.address();
		ZmqPublisher waiting = startPublisher(address,
				SocketTuning.builder().handshakeInterval(Duration.ofMinutes(1)).build());
		try (RawConnection silent = RawConnection.open(address)) {
			await().until(() -> !waiting.connections().isEmpty());
			assertThat(silent.isClosed()).isFalse();
			assertThat(waiting.connections()).singleElement()
				.returns(true, Connection::connected)
				.returns(false, Connection::handshakeDone);
			assertThat(waiting.connectionCount()).isZero();
		}
		await().until(() -> !waiting.connections().get(0).connected());
		assertThat(changes()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void attemptsToConnectToAnAbsentPeerAreCounted(TestTransport transport) {
		String address = transport.address();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, address, this.events::add, "t");
		subscriber.start();
		await().until(
				() -> subscriber.connections().size() == 1 && subscriber.connections().get(0).reconnectAttempts() >= 2);
		assertThat(subscriber.connections()).singleElement()
			.returns(address, Connection::address)
			.returns(false, Connection::connected);
		await().until(() -> changes().contains(ZmqConnectionEvent.Change.RETRYING));
		ZmqPublisher late = PubSubRoles.publisher(this.context, address);
		late.start();
		await().until(() -> subscriber.connectionCount() == 1);
		late.stop();
		await().until(() -> subscriber.connections().get(0).disconnects() == 1);
		assertThat(subscriber.connections()).hasSize(1);
		subscriber.stop();
	}

	@Test
	void connectionByHostNameIsReportedAsOneAfterAReconnect() {
		// Not an ephemeral port: a subscriber that reconnects could connect to itself
		int port = FreePort.find();
		ZmqPublisher publisher = startPublisher("tcp://127.0.0.1:" + port, SocketTuning.DEFAULTS);
		String address = "tcp://localhost:" + port;
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, address, "t");
		subscriber.start();
		await().until(() -> subscriber.connectionCount() == 1);
		ZmqPublisher again = PubSubRoles.publisher(this.context, publisher.boundAddresses().get(0));
		publisher.stop();
		await().until(() -> subscriber.connections().stream().anyMatch((found) -> found.reconnectAttempts() > 0));
		again.start();
		await().until(() -> subscriber.connectionCount() == 1);
		assertThat(subscriber.connections()).singleElement()
			.returns(1L, Connection::disconnects)
			.returns(true, Connection::handshakeDone);
		again.stop();
		subscriber.stop();
	}

	@ParameterizedTest
	@EnumSource
	void lastHundredEndedConnectionsAreKept(TestTransport transport) throws IOException {
		String address = transport.address();
		ZmqPublisher publisher = startPublisher(address, SocketTuning.DEFAULTS);
		for (int i = 0; i < 120; i++) {
			RawConnection.open(address).close();
		}
		await().until(() -> publisher.connections().stream().noneMatch(Connection::connected)
				&& publisher.connections().size() == 100);
	}

}
