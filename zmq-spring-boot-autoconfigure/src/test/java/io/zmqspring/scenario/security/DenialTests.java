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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqDeniedEvent;
import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What both sides of a denial report.
 */
@ParameterizedClass
@CsvSource({ "TCP, tcp://127.0.0.1:", "IPC, ipc peer " })
class DenialTests {

	@TempDir
	static Path certificates;

	private final List<ZmqDeniedEvent> events = new CopyOnWriteArrayList<>();

	private final List<byte[]> received = new CopyOnWriteArrayList<>();

	private final String address;

	private final String remote;

	DenialTests(TestTransport transport, String remote) {
		this.address = transport.address();
		this.remote = remote;
	}

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	private ZmqPublisher publisher(SecureLink link, @Nullable String security) {
		PublisherSettings settings = PublisherSettings.builder(this.address).security(security).build();
		ZmqPublisher publisher = new ZmqPublisher("out", settings, link.context(), PubSubRoles.JSON, (event) -> {
			if (event instanceof ZmqDeniedEvent denied) {
				this.events.add(denied);
			}
		});
		publisher.start();
		return publisher;
	}

	private ZmqSubscriber subscriber(SecureLink link, @Nullable String security) {
		SubscriberSettings settings = SubscriberSettings.builder(this.address).security(security).build();
		ZmqSubscriber subscriber = new ZmqSubscriber("in", settings, link.context(), PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		subscriber.addHandler("t", (topic, payload) -> this.received.add(payload));
		subscriber.start();
		return subscriber;
	}

	@Test
	void strangerIsDeniedAndReceivesNothing() {
		try (SecureLink link = new SecureLink(certificates)) {
			ZmqPublisher publisher = publisher(link, "server");
			ZmqSubscriber stranger = subscriber(link, "stranger");
			await().until(() -> this.events.size() >= 2);
			for (int i = 0; i < 20; i++) {
				publisher.publish("secret", "t");
			}
			assertThat(publisher.connectionCount()).isZero();
			assertThat(publisher.faults()).isEmpty();
			assertThat(publisher.stats().denied().get("unknown-client")).isGreaterThanOrEqualTo(2);
			assertThat(this.events.get(0)).returns(DenialReason.UNKNOWN_CLIENT, ZmqDeniedEvent::reason)
				.satisfies((event) -> assertThat(event.fingerprint()).startsWith("SHA256:"))
				.satisfies((event) -> assertThat(event.remote()).startsWith(this.remote));
			await().untilAsserted(() -> assertThat(stranger.faults()).singleElement()
				.asString()
				.contains(this.address, "does not let our key in"));
			assertThat(stranger.connectionCount()).isZero();
			assertThat(this.received).isEmpty();
			stranger.stop();
			publisher.stop();
		}
	}

	@Test
	void clientThatIsAllowedIsServedBesideADeniedOne() {
		try (SecureLink link = new SecureLink(certificates)) {
			ZmqPublisher publisher = publisher(link, "server");
			ZmqSubscriber stranger = subscriber(link, "stranger");
			ZmqSubscriber client = subscriber(link, "client");
			await().until(() -> publisher.hasSubscriber("t"));
			publisher.publish("hello", "t");
			await().until(() -> this.received.size() == 1);
			await().until(() -> client.connectionCount() == 1 && publisher.connectionCount() == 1);
			assertThat(client.faults()).isEmpty();
			assertThat(publisher.connections()).filteredOn(Connection::handshakeDone)
				.extracting(Connection::user)
				.containsExactly("client");
			assertThat(publisher.connections()).filteredOn((connection) -> !connection.handshakeDone())
				.extracting(Connection::user)
				.containsOnlyNulls();
			client.stop();
			stranger.stop();
			publisher.stop();
		}
	}

	@Test
	void clientWithAnotherServerKeySaysSo() {
		try (SecureLink link = new SecureLink(certificates)) {
			ZmqPublisher publisher = publisher(link, "server");
			ZmqSubscriber client = subscriber(link, "mistaken");
			await().untilAsserted(() -> assertThat(client.faults()).singleElement()
				.asString()
				.contains("the server does not have the key configured"));
			await().untilAsserted(() -> assertThat(publisher.stats().denied()).containsOnlyKeys("wrong-server-key"));
			client.stop();
			publisher.stop();
		}
	}

	@Test
	void otherMechanismIsSuspectedWhenTheServerEndsTheGreeting() {
		try (SecureLink link = new SecureLink(certificates)) {
			ZmqPublisher publisher = publisher(link, "users");
			ZmqSubscriber client = subscriber(link, "client");
			await().untilAsserted(() -> assertThat(client.faults()).singleElement()
				.asString()
				.contains("probably requires another mechanism"));
			client.stop();
			publisher.stop();
		}
	}

	@ParameterizedTest
	@CsvSource({ "server,", "users,", "server,users", ",client" })
	void clientWithAnotherMechanismIsDeniedByTheServerWithThatReason(@Nullable String server, @Nullable String client) {
		try (SecureLink link = new SecureLink(certificates)) {
			ZmqPublisher publisher = publisher(link, server);
			ZmqSubscriber subscriber = subscriber(link, client);
			await().until(() -> this.events.size() >= 2);
			assertThat(this.events).extracting(ZmqDeniedEvent::reason).containsOnly(DenialReason.WRONG_MECHANISM);
			assertThat(this.events.get(0).remote()).startsWith(this.remote);
			assertThat(publisher.stats().denied()).containsOnlyKeys("wrong-mechanism");
			assertThat(publisher.connectionCount()).isZero();
			assertThat(publisher.faults()).isEmpty();
			subscriber.stop();
			publisher.stop();
		}
	}

	@Test
	void pythonWithoutKeysIsDeniedWithTheReason() {
		try (SecureLink link = new SecureLink(certificates)) {
			ZmqPublisher publisher = publisher(link, "server");
			PythonPeer python = PythonPeer.subscriber(WireFormat.MULTIPART, this.address, "t");
			await().untilAsserted(() -> assertThat(publisher.stats().denied()).containsOnlyKeys("wrong-mechanism"));
			python.close();
			publisher.stop();
		}
	}

	@Test
	void twoClientsDoNotConnectToEachOther() {
		try (SecureLink link = new SecureLink(certificates)) {
			PublisherSettings settings = PublisherSettings.builder(this.address)
				.security("client")
				.securityRole(SecurityRole.CLIENT)
				.build();
			ZmqPublisher publisher = new ZmqPublisher("out", settings, link.context(), PubSubRoles.JSON, (event) -> {
			});
			publisher.start();
			ZmqSubscriber subscriber = subscriber(link, "client");
			await().until(() -> !publisher.stats().denied().isEmpty() || !subscriber.stats().denied().isEmpty());
			assertThat(publisher.connectionCount()).isZero();
			assertThat(subscriber.connectionCount()).isZero();
			subscriber.stop();
			publisher.stop();
		}
	}

}
