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

package io.zmqspring.scenario.security;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.security.CurveKeys;
import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.security.CurveSettings.OnDenied;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PythonPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys that are replaced while messages flow.
 */
class RotationTests {

	private static final int MESSAGES = 400;

	private static final byte[] ALL = new byte[0];

	@TempDir
	private Path directory;

	private final String address = "tcp://127.0.0.1:" + FreePort.find();

	private KeyDirectory keys;

	private int sent;

	@BeforeEach
	void createKeys() {
		this.keys = new KeyDirectory(this.directory);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
	}

	private void send(int upTo, PublishingSocket... publishers) {
		for (; this.sent < upTo; this.sent++) {
			for (PublishingSocket publisher : publishers) {
				assertThat(publisher.send(null, NumberedMessages.topic(), NumberedMessages.body(this.sent), null, null))
					.isZero();
			}
		}
	}

	private static void awaitReload(SecureSockets sockets, String section, int count) {
		await().until(() -> KeyDirectory.reloads(sockets.context(), section) == count);
	}

	private PythonPeer python(int messages) {
		return PythonPeer.secure(this.keys.path(), "sub", "connect", this.address, "curve-client", "" + messages);
	}

	private static void awaitClients(PublishingSocket publisher, int count) {
		await().until(() -> publisher.connections().count() == count && publisher.hasSubscriber(ALL));
	}

	@Test
	void serverKeyIsReplacedWithoutLosingAMessage() {
		NumberedMessages messages = new NumberedMessages(0);
		List<SocketEvent> events = new CopyOnWriteArrayList<>();
		CurveKeys next = this.keys.create("server-2");
		String other = "tcp://127.0.0.1:" + FreePort.find();
		try (SecureSockets servers = new SecureSockets(this.keys.context(OnDenied.CLOSE));
				SecureSockets clients = new SecureSockets(this.keys.context(OnDenied.CLOSE));
				PythonPeer early = python(MESSAGES)) {
			PublishingSocket toPython = servers.publisher(this.address);
			PublishingSocket toOurs = servers.publisher(other);
			clients.receiver("sub", other, messages, events::add);
			awaitClients(toPython, 1);
			awaitClients(toOurs, 1);
			send(MESSAGES / 4, toPython, toOurs);
			this.keys.install(this.directory.resolve("server.key_secret"), "previous.key_secret");
			this.keys.install(next.secretFile(), "server.key_secret");
			await().until(() -> KeyDirectory.reloads(servers.context(), "server") >= 1);
			send(MESSAGES / 2, toPython, toOurs);
			// A client that knows only the old key still gets in
			PythonPeer late = python(1_000_000);
			awaitClients(toPython, 2);
			late.close();
			this.keys.install(next.publicFile(), "server.key");
			awaitReload(clients, "client", 1);
			clients.receiver("sub", other, new NumberedMessages(0), (event) -> {
			});
			awaitClients(toOurs, 2);
			send(3 * MESSAGES / 4, toPython, toOurs);
			long before = KeyDirectory.reloads(servers.context(), "server");
			this.keys.delete("previous.key_secret");
			await().until(() -> KeyDirectory.reloads(servers.context(), "server") == before + 1);
			send(MESSAGES, toPython, toOurs);
			assertThat(early.answer()).isEqualTo(MESSAGES + " 0 0");
			await().until(() -> messages.received() == MESSAGES);
			assertThat(messages.summary()).isEqualTo(MESSAGES + " 0 0");
			assertThat(events).extracting(SocketEvent::kind)
				.containsOnlyOnce(SocketEvent.Kind.HANDSHAKEN)
				.doesNotContain(SocketEvent.Kind.DISCONNECTED, SocketEvent.Kind.DENIED);
		}
	}

	@Test
	void previousServerKeyIsRefusedOnceItsFileIsGone() {
		CurveKeys next = this.keys.create("server-2");
		List<SocketEvent> events = new CopyOnWriteArrayList<>();
		try (SecureSockets servers = new SecureSockets(this.keys.context(OnDenied.CLOSE));
				SecureSockets clients = new SecureSockets(this.keys.context(OnDenied.CLOSE))) {
			PublishingSocket publisher = servers.publisher(this.address);
			this.keys.install(next.secretFile(), "server.key_secret");
			awaitReload(servers, "server", 1);
			clients.receiver("sub", this.address, new NumberedMessages(0), events::add);
			await().until(() -> events.stream()
				.anyMatch((event) -> event.denial() != null
						&& event.denial().reason() == DenialReason.SERVER_KEY_UNPROVED));
			// It dials by itself until it has the new key
			this.keys.install(next.publicFile(), "server.key");
			awaitClients(publisher, 1);
		}
	}

	@Test
	void clientTriesTheNextKeyOfTheServerAtEachAddress() {
		CurveKeys old = this.keys.create("server-2");
		CurveKeys next = this.keys.create("server-3");
		String other = "tcp://127.0.0.1:" + FreePort.find();
		this.keys.useForServer(old);
		try (SecureSockets first = new SecureSockets(this.keys.context(OnDenied.CLOSE, Duration.ZERO));
				SecureSockets clients = new SecureSockets(
						this.keys.context(OnDenied.CLOSE, old.publicKey(), next.publicKey()))) {
			PublishingSocket withOldKey = first.publisher(this.address);
			this.keys.useForServer(next);
			try (SecureSockets second = new SecureSockets(this.keys.context(OnDenied.CLOSE, Duration.ZERO))) {
				PublishingSocket withNewKey = second.publisher(other);
				clients.receiver("sub", this.address, new NumberedMessages(0), (event) -> {
				});
				clients.receiver("sub", other, new NumberedMessages(0), (event) -> {
				});
				awaitClients(withOldKey, 1);
				awaitClients(withNewKey, 1);
			}
		}
	}

	@Test
	void clientTriesTheNextKeyOfAServerInPython() {
		NumberedMessages messages = new NumberedMessages(0);
		CurveKeys next = this.keys.create("server-2");
		CurveKeys unused = this.keys.create("server-3");
		this.keys.useForServer(next);
		try (SecureSockets clients = new SecureSockets(
				this.keys.context(OnDenied.CLOSE, unused.publicKey(), next.publicKey()));
				PythonPeer python = PythonPeer.secure(this.keys.path(), "pub", "bind", this.address, "curve-server",
						"50")) {
			python.answer();
			ReceivingSocket receiver = clients.receiver("sub", this.address, messages, (event) -> {
			});
			await().until(() -> receiver.connections().count() == 1);
			python.writeLine("");
			await().until(() -> messages.received() == 50);
			assertThat(messages.summary()).isEqualTo("50 0 0");
		}
	}

	@Test
	void clientKeyIsReplacedUnderTheSameName() {
		NumberedMessages messages = new NumberedMessages(0);
		List<SocketEvent> events = new CopyOnWriteArrayList<>();
		CurveKeys next = this.keys.create("client-2");
		try (SecureSockets servers = new SecureSockets(this.keys.context(OnDenied.CLOSE));
				SecureSockets clients = new SecureSockets(this.keys.context(OnDenied.CLOSE))) {
			PublishingSocket publisher = servers.publisher(this.address);
			clients.receiver("sub", this.address, messages, events::add);
			awaitClients(publisher, 1);
			send(MESSAGES / 4, publisher);
			this.keys.install(this.directory.resolve("allowed/client.key"), "allowed/client.previous.key");
			this.keys.allow("client", next);
			await().until(() -> KeyDirectory.reloads(servers.context(), "server") >= 1);
			send(MESSAGES / 2, publisher);
			this.keys.useForClient(next);
			awaitReload(clients, "client", 1);
			// A new connection uses the new key, the present one stays
			PythonPeer python = python(1_000_000);
			awaitClients(publisher, 2);
			assertThat(users(publisher)).containsExactly("client", "client");
			python.close();
			awaitClients(publisher, 1);
			send(MESSAGES, publisher);
			await().until(() -> messages.received() == MESSAGES);
			assertThat(messages.summary()).isEqualTo(MESSAGES + " 0 0");
			assertThat(events).extracting(SocketEvent::kind)
				.containsOnlyOnce(SocketEvent.Kind.HANDSHAKEN)
				.doesNotContain(SocketEvent.Kind.DISCONNECTED, SocketEvent.Kind.DENIED);
			this.keys.delete("allowed/client.previous.key");
			await().until(
					() -> events.stream().filter((event) -> event.kind() == SocketEvent.Kind.HANDSHAKEN).count() == 2);
			awaitClients(publisher, 1);
			assertThat(events).noneMatch((event) -> event.denial() != null);
		}
	}

	private static List<String> users(PublishingSocket publisher) {
		return publisher.connections()
			.snapshot()
			.stream()
			.filter((connection) -> connection.handshakeDone())
			.map((connection) -> String.valueOf(connection.user()))
			.toList();
	}

}
