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
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Malformed commands end their own connection, are counted, and raise no exception in the
 * I/O thread.
 */
@ParameterizedClass
@EnumSource
class MalformedCommandTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final ResourceUsage usage = new ResourceUsage();

	private final TestTransport transport;

	private RoleTarget target;

	MalformedCommandTests(TestTransport transport) {
		this.transport = transport;
	}

	@AfterEach
	void close() throws IOException {
		this.target.close();
		this.context.close();
		this.usage.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\4PING", "\4PING\0", "\4PINX\0\0", "\11SUBSCRIB", "\377CANCEL", "\5READY",
			"\5ERROR\3", "\10NONSENSE" })
	void malformedCommandAfterTheHandshakeEndsItsConnection(String command) throws IOException {
		this.target = new SubscriberTarget(this.context, PeerConnector.forBoundTarget(this.transport), Map.of());
		try (GoodPeer peer = GoodPeer.connect(this.target.connector(), "PUB")) {
			peer.write(Zmtp.repeated(Zmtp.frame(Zmtp.COMMAND, bytes(command)), 100));
			peer.assertClosedWithin(5000);
		}
		assertRefused();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\5READX", "\5READY\377", "\5READY\13Socket-Type\177\377\377\377PUB", "\5ERROR\3",
			"\4PING", "\5HELLO" })
	void malformedCommandDuringTheHandshakeEndsItsConnection(String command) throws IOException {
		this.target = new PublisherTarget(this.context, PeerConnector.forBoundTarget(this.transport), Map.of());
		try (RawConnection peer = this.target.connector().connectHostilePeer()) {
			peer.write(Zmtp.join(Zmtp.greeting(3, "NULL"), Zmtp.frame(Zmtp.COMMAND, bytes(command))));
			peer.assertEndsWithin(5000);
		}
		assertRefused();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\4PING\0\0", "\4PING\0\12context", "\4PONGcontext", "\11SUBSCRIBEtopic", "\6CANCELtopic" })
	void wellFormedCommandDoesNotEndItsConnection(String command) throws IOException {
		this.target = new SubscriberTarget(this.context, PeerConnector.forBoundTarget(this.transport), Map.of());
		try (GoodPeer peer = GoodPeer.connect(this.target.connector(), "PUB")) {
			peer.write(Zmtp.repeated(Zmtp.frame(Zmtp.COMMAND, bytes(command)), 100));
			peer.send(Target.TOPIC, "after it");
			await().until(() -> this.target.hasReceived("after it"));
		}
		assertThat(this.target.role().stats().rejected()).isEmpty();
	}

	private void assertRefused() throws IOException {
		await().untilAsserted(() -> assertThat(this.target.role().stats().rejected("malformed")).isEqualTo(1));
		assertThat(this.target.role().faults()).isEmpty();
		assertThat(this.usage.warnings()).noneMatch((warning) -> warning.contains("exception"));
		this.target.exchangeMessage();
	}

	private static byte[] bytes(String command) {
		return command.getBytes(StandardCharsets.ISO_8859_1);
	}

}
