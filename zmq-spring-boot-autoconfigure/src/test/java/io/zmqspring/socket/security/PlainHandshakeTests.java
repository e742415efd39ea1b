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

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.access.Access;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both sides of PLAIN, and NULL.
 */
class PlainHandshakeTests {

	private static final String LONG_USER = "u".repeat(200);

	private final RecordingListener atServer = new RecordingListener();

	private final RecordingListener atClient = new RecordingListener();

	private final PlainServer server = new PlainServer(new PlainUsers(Map.of("bob", "secret", LONG_USER, "p")),
			Access.BY_LISTS, "PULL", this.atServer);

	private PlainClient client(String username, String password) {
		return new PlainClient("a", username, password, "PUSH", this.atClient);
	}

	@Test
	void knownUsersAreLetIn() {
		for (String[] user : new String[][] { { "bob", "secret" }, { LONG_USER, "p" } }) {
			PlainServer fresh = new PlainServer(new PlainUsers(Map.of(user[0], user[1])), Access.BY_LISTS, "PULL",
					this.atServer);
			PlainClient client = client(user[0], user[1]);
			HandshakeExchange.complete(client, fresh);
			assertThat(fresh.isReady()).isTrue();
			assertThat(client.isReady()).isTrue();
			assertThat(fresh.userId()).isEqualTo(user[0]);
			assertThat(fresh.encrypts()).isFalse();
		}
		assertThat(this.atServer.denials).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "bob,wrong", "bob,''", "eve,secret", "'',''", "bo,bsecret" })
	void othersAreDenied(String username, String password) {
		PlainClient client = client(username, password);
		assertThat(this.server.receive(HandshakeExchange.command(client))).isFalse();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.WRONG_CREDENTIALS);
		client.close();
		assertThat(this.atClient.reasons()).containsExactly(DenialReason.CREDENTIALS_REFUSED);
	}

	@ParameterizedTest
	@CsvSource({ "4,''", "200,bob", "3,bob", "3,bob\u00ffx" })
	void wrongLengthsAreMalformed(int length, String rest) {
		byte[] hello = Command.of("HELLO", new byte[] { (byte) length }, rest.getBytes(StandardCharsets.ISO_8859_1));
		assertThat(this.server.receive(hello)).isFalse();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.MALFORMED);
	}

	@Test
	void readyBeforeTheUserIsKnownIsMalformed() {
		assertThat(this.server.receive(Command.of("INITIATE", ZmtpProperties.of("PUSH")))).isFalse();
		assertThat(this.server.isReady()).isFalse();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.MALFORMED);
	}

	@Test
	void readyOfBothSidesCompletesNull() {
		NullHandshake one = new NullHandshake("PULL", this.atServer);
		NullHandshake other = new NullHandshake("PUSH", this.atClient);
		assertThat(one.receive(HandshakeExchange.command(other))).isTrue();
		assertThat(one.isReady()).isFalse();
		assertThat(other.receive(HandshakeExchange.command(one))).isTrue();
		assertThat(one.isReady()).isTrue();
		assertThat(other.isReady()).isTrue();
		assertThat(one.next()).isNull();
		NullHandshake wrong = new NullHandshake("SUB", this.atClient);
		assertThat(wrong.receive(Command.of("READY", ZmtpProperties.of("PUSH")))).isFalse();
		assertThat(this.atClient.reasons()).containsExactly(DenialReason.WRONG_SOCKET_TYPE);
	}

	@Test
	void typesThatDoNotFitAreNamedUnlessThePeerHasInventedItsOwn() {
		NullHandshake backend = new NullHandshake("XPUB", this.atServer);
		assertThat(backend.receive(Command.of("READY", ZmtpProperties.of("PUB")))).isFalse();
		NullHandshake other = new NullHandshake("XPUB", this.atServer);
		assertThat(other.receive(Command.of("READY", ZmtpProperties.of("<b>")))).isFalse();
		assertThat(this.atServer.denials).extracting(Denial::sentence)
			.containsExactly(
					"the type of its socket does not fit; its type is PUB, that of this socket is XPUB: compare the ports of both sides",
					"the type of its socket does not fit; it names no type of ZeroMQ, that of this socket is XPUB: compare the ports of both sides");
	}

}
