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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zmq.Msg;

import io.zmqspring.security.CurveKey;
import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.access.Access;
import io.zmqspring.socket.crypto.AllowedClients;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.CurveLibrary;
import io.zmqspring.socket.frame.SealedFrame;
import io.zmqspring.socket.guard.FrameDecoder;
import io.zmqspring.socket.guard.SealedFrameDecoder;
import io.zmqspring.socket.keys.ServerKeys;
import io.zmqspring.testsupport.LowOrderPoints;
import io.zmqspring.testsupport.OpenIntake;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both sides of CURVE, against each other and against a peer that cheats.
 */
class CurveHandshakeTests {

	private final RecordingListener atServer = new RecordingListener();

	private final RecordingListener atClient = new RecordingListener();

	private final LiveClients live = new LiveClients();

	private AllowedClients allowed = new AllowedClients(Map.of(), false);

	private CurveKeyPair serverPair;

	private CurveKeyPair clientPair;

	private CurveServer server;

	private CurveClient client;

	@BeforeEach
	void create() throws Exception {
		this.serverPair = CurveKeyPair.random();
		this.clientPair = CurveKeyPair.random();
		this.server = server(Map.of(CurveKey.of(this.clientPair.publicKey()), "pump-7"), false);
		this.client = client(this.clientPair, this.serverPair.publicKey(), CurveLibrary.JNACL);
	}

	private CurveServer server(Map<CurveKey, String> clients, boolean error) {
		this.allowed = new AllowedClients(clients, false);
		return new CurveServer(new CurveServerMechanism(() -> new ServerKeys(List.of(this.serverPair), this.allowed),
				this.live, error, CurveLibrary.BOUNCYCASTLE, Access.BY_LISTS), "PUB", this.atServer);
	}

	private CurveClient client(CurveKeyPair own, byte[] serverKey, CurveLibrary library) {
		return new CurveClient("a", own, serverKey, library, "SUB", this.atClient);
	}

	@ParameterizedTest
	@EnumSource(CurveLibrary.class)
	void clientThatIsAllowedIsNamed(CurveLibrary library) {
		this.client = client(this.clientPair, this.serverPair.publicKey(), library);
		assertThat(this.server.next()).isNull();
		HandshakeExchange.complete(this.client, this.server);
		assertThat(this.server.isReady()).isTrue();
		assertThat(this.client.isReady()).isTrue();
		assertThat(this.server.userId()).isEqualTo("pump-7");
		assertThat(this.atServer.ready).isEqualTo(1);
		assertThat(this.atClient.ready).isEqualTo(1);
		assertThat(exchange(this.client, this.server, "hello", Msg.MORE)).containsExactly("hello", true, false);
		assertThat(exchange(this.server, this.client, "", 0)).containsExactly("", false, false);
		assertThat(exchange(this.server, this.client, "\4PING\0\0", Msg.COMMAND)).containsExactly("\4PING\0\0", false,
				true);
	}

	private static FrameDecoder decoder() {
		return new SealedFrameDecoder(ByteBuffer.allocate(100), 100, new OpenIntake());
	}

	private static @Nullable Msg decrypted(Handshake side, byte[] frame, FrameDecoder decoder) {
		return side.decrypt(frame.clone(), frame.length, decoder);
	}

	private static List<Object> exchange(Handshake from, Handshake to, String text, int flags) {
		Msg message = new Msg(text.getBytes(StandardCharsets.ISO_8859_1));
		message.setFlags(flags);
		FrameDecoder decoder = decoder();
		Msg settled = decrypted(to, HandshakeExchange.encrypted(from, message), decoder);
		assertThat(settled).isNotNull().isSameAs(decoder.msg());
		return List.of(new String(settled.data(), StandardCharsets.ISO_8859_1), settled.hasMore(), settled.isCommand());
	}

	@Test
	void clientThatIsNotAllowedIsDeniedWithItsFingerprint() {
		this.server = server(Map.of(), false);
		assertThat(this.server.receive(HandshakeExchange.command(this.client))).isTrue();
		assertThat(this.client.receive(HandshakeExchange.command(this.server))).isTrue();
		assertThat(this.server.receive(HandshakeExchange.command(this.client))).isFalse();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.UNKNOWN_CLIENT);
		assertThat(this.atServer.denials.get(0).fingerprint())
			.isEqualTo(CurveKey.of(this.clientPair.publicKey()).fingerprint());
		assertThat(this.server.next()).isNull();
		this.client.close();
		assertThat(this.atClient.reasons()).containsExactly(DenialReason.NOT_ALLOWED);
	}

	@Test
	void clientGetsAnErrorIfTheServerSendsOne() {
		this.server = server(Map.of(), true);
		this.server.receive(HandshakeExchange.command(this.client));
		this.client.receive(HandshakeExchange.command(this.server));
		assertThat(this.server.receive(HandshakeExchange.command(this.client))).isTrue();
		assertThat(this.atServer.denials).isEmpty();
		assertThat(this.client.receive(HandshakeExchange.command(this.server))).isFalse();
		assertThat(this.server.hasFailed()).isTrue();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.UNKNOWN_CLIENT);
		assertThat(this.atClient.reasons()).containsExactly(DenialReason.NOT_ALLOWED);
	}

	@Test
	void helloForAnotherServerIsDenied() throws Exception {
		this.client = client(this.clientPair, CurveKeyPair.random().publicKey(), CurveLibrary.JNACL);
		assertThat(this.server.receive(HandshakeExchange.command(this.client))).isFalse();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.WRONG_SERVER_KEY);
		this.client.close();
		assertThat(this.atClient.reasons()).containsExactly(DenialReason.SERVER_KEY_UNPROVED);
	}

	@Test
	void changedBitOfAnyCommandEndsTheHandshake() throws Exception {
		for (int step = 0; step < 4; step++) {
			for (int bit = 0; bit < 257 * 8; bit += 61) {
				this.server = server(Map.of(CurveKey.of(this.clientPair.publicKey()), "pump-7"), false);
				this.client = client(this.clientPair, this.serverPair.publicKey(), CurveLibrary.JNACL);
				if (isAcceptedWithChangedBit(step, bit)) {
					// Padding of the HELLO, which has no meaning
					assertThat(step).as("bit " + bit).isZero();
					assertThat(bit / 8).isBetween(8, 79);
				}
			}
		}
	}

	private boolean isAcceptedWithChangedBit(int step, int bit) {
		Handshake from = this.client;
		Handshake to = this.server;
		for (int i = 0; i < step; i++) {
			assertThat(to.receive(HandshakeExchange.command(from))).isTrue();
			Handshake other = from;
			from = to;
			to = other;
		}
		byte[] command = HandshakeExchange.command(from);
		if (bit / 8 >= command.length) {
			return false;
		}
		command[bit / 8] ^= (byte) (1 << bit % 8);
		return to.receive(command);
	}

	@Test
	void commandsOutOfPlaceEndTheHandshake() {
		List<byte[]> commands = new ArrayList<>();
		commands.add(Command.of("READY", new byte[40]));
		commands.add(Command.of("ERROR", Command.ascii("\003400")));
		commands.add(Command.of("INITIATE", new byte[300]));
		commands.add(Command.of("WELCOME", new byte[160]));
		commands.add(Command.of("HELLP", new byte[194]));
		commands.add(new byte[0]);
		commands.add(new byte[] { 5 });
		for (byte[] command : commands) {
			CurveServer fresh = server(Map.of(), false);
			assertThat(fresh.receive(command)).isFalse();
			assertThat(fresh.hasFailed()).isTrue();
			CurveClient early = client(this.clientPair, this.serverPair.publicKey(), CurveLibrary.JNACL);
			assertThat(early.receive(command)).isFalse();
			assertThat(early.hasFailed()).isTrue();
			assertThat(early.next()).isNull();
		}
	}

	@Test
	void replayedInitiateOfAnotherConnectionIsForged() {
		this.server.receive(HandshakeExchange.command(this.client));
		this.client.receive(HandshakeExchange.command(this.server));
		byte[] initiate = HandshakeExchange.command(this.client);
		CurveServer other = server(Map.of(CurveKey.of(this.clientPair.publicKey()), "pump-7"), false);
		other.receive(
				HandshakeExchange.command(client(this.clientPair, this.serverPair.publicKey(), CurveLibrary.JNACL)));
		HandshakeExchange.command(other);
		assertThat(other.receive(initiate)).isFalse();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.FORGED);
	}

	@Test
	void socketTypesMustFit() {
		this.client = new CurveClient("a", this.clientPair, this.serverPair.publicKey(), CurveLibrary.JNACL, "PULL",
				this.atClient);
		this.server.receive(HandshakeExchange.command(this.client));
		this.client.receive(HandshakeExchange.command(this.server));
		assertThat(this.server.receive(HandshakeExchange.command(this.client))).isFalse();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.WRONG_SOCKET_TYPE);
	}

	@Test
	void nothingIsEncryptedOrDecryptedBeforeTheHandshakeIsComplete() {
		assertThat(this.client.encrypt(new Msg(new byte[3]), new SealedFrame())).isFalse();
		assertThat(this.client.hasFailed()).isTrue();
		assertThat(decrypted(this.server, new byte[40], decoder())).isNull();
		assertThat(this.server.hasFailed()).isTrue();
	}

	@Test
	void messageThatIsSentAgainEndsTheConnection() {
		HandshakeExchange.complete(this.client, this.server);
		byte[] message = HandshakeExchange.encrypted(this.client, new Msg(new byte[3]));
		FrameDecoder decoder = decoder();
		assertThat(decrypted(this.server, message, decoder)).isNotNull();
		assertThat(decrypted(this.server, message, decoder)).isNull();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.FORGED);
		assertThat(decrypted(this.server, HandshakeExchange.encrypted(this.client, new Msg(new byte[3])), decoder))
			.isNull();
	}

	@Test
	void ownMessagesThatComeBackAreForged() {
		HandshakeExchange.complete(this.client, this.server);
		byte[] message = HandshakeExchange.encrypted(this.client, new Msg(new byte[3]));
		FrameDecoder decoder = decoder();
		assertThat(decrypted(this.client, message, decoder)).isNull();
		assertThat(this.atClient.reasons()).containsExactly(DenialReason.FORGED);
	}

	@Test
	void publicKeysOfLowOrderAreForged() throws Exception {
		for (byte[] point : LowOrderPoints.all()) {
			this.server = server(Map.of(CurveKey.of(this.clientPair.publicKey()), "pump-7"), false);
			byte[] box = CurveLibrary.JNACL.seal(LowOrderPoints.sharedKey(),
					Command.join(Command.ascii("CurveZMQHELLO---"), new byte[] { 0, 0, 0, 0, 0, 0, 0, 1 }),
					new byte[64]);
			byte[] hello = Command.of("HELLO", new byte[] { 1, 0 }, new byte[72], point,
					new byte[] { 0, 0, 0, 0, 0, 0, 0, 1 }, box);
			assertThat(this.server.receive(hello)).isFalse();
		}
		assertThat(this.atServer.reasons()).containsOnly(DenialReason.FORGED);
	}

}
