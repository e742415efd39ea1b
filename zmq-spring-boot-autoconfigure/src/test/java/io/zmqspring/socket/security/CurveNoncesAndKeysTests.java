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

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.ReflectionUtils;
import zmq.Msg;

import io.zmqspring.security.CurveKey;
import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.access.Access;
import io.zmqspring.socket.crypto.AllowedClients;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.CurveLibrary;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.frame.SealedFrame;
import io.zmqspring.socket.guard.SealedFrameDecoder;
import io.zmqspring.socket.keys.ClientKeys;
import io.zmqspring.socket.keys.ReloadedKeys;
import io.zmqspring.socket.keys.ServerKeys;
import io.zmqspring.testsupport.OpenIntake;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No nonce is used twice with the same key, in both directions and on every connection,
 * and keys do not stay in memory.
 */
class CurveNoncesAndKeysTests {

	private final RecordingListener atServer = new RecordingListener();

	private final RecordingListener atClient = new RecordingListener();

	private CurveServer server;

	private CurveClient client;

	@BeforeEach
	void create() throws Exception {
		CurveKeyPair own = CurveKeyPair.random();
		AllowedClients anyClient = new AllowedClients(Map.of(), true);
		this.server = new CurveServer(new CurveServerMechanism(() -> new ServerKeys(List.of(own), anyClient),
				new LiveClients(), false, CurveLibrary.BOUNCYCASTLE, Access.BY_LISTS), "PUB", this.atServer);
		this.client = new CurveClient("a", CurveKeyPair.random(), own.publicKey(), CurveLibrary.JNACL, "SUB",
				this.atClient);
	}

	@Test
	void connectionEndsAfterTheLastNonceInBothDirections() throws Exception {
		for (boolean fromClient : new boolean[] { true, false }) {
			create();
			Handshake from = fromClient ? this.client : this.server;
			Handshake to = fromClient ? this.server : this.client;
			// HELLO and INITIATE, or READY, use nonces of the same counter
			((CurveHandshake) from).sendNonce = fromClient ? -3 : -2;
			HandshakeExchange.complete(this.client, this.server);
			byte[] last = sealed(from);
			assertThat(to.decrypt(last, last.length,
					new SealedFrameDecoder(ByteBuffer.allocate(100), 100, new OpenIntake())))
				.isNotNull();
			assertThat(from.encrypt(new Msg(3), new SealedFrame())).isFalse();
			assertThat(from.hasFailed()).isTrue();
			assertThat((fromClient ? this.atClient : this.atServer).reasons()).contains(DenialReason.FAILURE);
			assertThat(from.encrypt(new Msg(3), new SealedFrame())).isFalse();
		}
	}

	@Test
	void nothingIsAcceptedAfterTheLastNonce() {
		byte[] key = X25519.random(32);
		CurveTraffic sender = new CurveTraffic(CurveLibrary.JNACL.box(key), CurveLibrary.JNACL.box(key), true, -1, 0);
		CurveTraffic receiver = new CurveTraffic(CurveLibrary.JNACL.box(key), CurveLibrary.JNACL.box(key), false, 1, 0);
		assertThat(opens(receiver, sender)).isTrue();
		for (long nonce : new long[] { 1, Long.MAX_VALUE, Long.MIN_VALUE, -1 }) {
			CurveTraffic other = new CurveTraffic(CurveLibrary.JNACL.box(key), CurveLibrary.JNACL.box(key), true, nonce,
					0);
			assertThat(opens(receiver, other)).isFalse();
		}
	}

	@Test
	void everyConnectionHasKeysOfItsOwn() throws Exception {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 20; i++) {
			create();
			byte[] hello = HandshakeExchange.command(this.client);
			this.server.receive(hello.clone());
			byte[] welcome = HandshakeExchange.command(this.server);
			this.client.receive(welcome.clone());
			this.server.receive(HandshakeExchange.command(this.client));
			this.client.receive(HandshakeExchange.command(this.server));
			byte[] message = sealed(this.client);
			assertThat(seen.add(CurveKey.of(Command.part(hello, 80, 32)).z85())).isTrue();
			assertThat(seen.add(HexFormat.of().formatHex(Command.part(welcome, 8, 16)))).isTrue();
			assertThat(seen.add(HexFormat.of().formatHex(message))).isTrue();
		}
	}

	@Test
	void keysAreWipedWhenTheHandshakeIsCompleteAndWhenTheConnectionIsClosed() throws Exception {
		HandshakeExchange.complete(this.client, this.server);
		for (Handshake side : List.of(this.server, this.client)) {
			assertThat((byte[]) field(side, "sessionKey")).containsOnly(0);
			assertThat((byte[]) field(side, "helloKey")).containsOnly(0);
			assertThat((byte[]) field(field(side, "shortTerm"), "secretKey")).containsOnly(0);
			Object traffic = field(side, "traffic");
			assertThat(key(traffic, "outgoing")).isNotEqualTo(new byte[32]);
			side.close();
			for (String box : List.of("outgoing", "incoming")) {
				assertThat(key(traffic, box)).containsOnly(0);
			}
		}
		create();
		this.server.receive(HandshakeExchange.command(this.client));
		HandshakeExchange.command(this.server);
		this.server.close();
		this.client.close();
		assertThat((byte[]) field(this.server, "sessionKey")).hasSize(32).containsOnly(0);
		assertThat((byte[]) field(field(this.server, "shortTerm"), "secretKey")).containsOnly(0);
		assertThat((byte[]) field(this.client, "helloKey")).hasSize(32).containsOnly(0);
	}

	@Test
	void ownKeysAreWipedWhenTheContextIsClosed() {
		Map<String, String> settings = Map.of("s.curve.x.secret-key", CurveKey.of(X25519.random(32)).z85(),
				"s.curve.x.any-client", "true", "s.curve.x.server-key", CurveKey.of(X25519.random(32)).z85());
		ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS,
				new Binder(new MapConfigurationPropertySource(settings)).bind("s", SecuritySettings.class).get());
		for (SecurityRole role : SecurityRole.values()) {
			context.sections().check(new SocketSettings.Security("x", role));
		}
		List<byte[]> secrets = new ArrayList<>();
		for (Object keys : ((Map<?, ?>) field(context.sections(), "reloaded")).values()) {
			Object own = ((ReloadedKeys<?>) keys).get();
			CurveKeyPair pair = (own instanceof ServerKeys serverKeys) ? serverKeys.accepted().get(0)
					: ((ClientKeys) own).own();
			secrets.add((byte[]) field(pair, "secretKey"));
		}
		assertThat(secrets).hasSize(2).noneMatch((secret) -> Arrays.equals(secret, new byte[32]));
		context.close();
		assertThat(secrets).allMatch((secret) -> Arrays.equals(secret, new byte[32]));
	}

	@Test
	void nonceIsNeverUsedTwice() {
		byte[] key = X25519.random(32);
		CurveTraffic traffic = new CurveTraffic(CurveLibrary.JNACL.box(key), CurveLibrary.JNACL.box(key), true, -2, 0);
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 2; i++) {
			SealedFrame sealed = new SealedFrame();
			assertThat(traffic.seal(new Msg(3), sealed)).isTrue();
			assertThat(seen.add(HexFormat.of().formatHex(HandshakeExchange.bytes(sealed)))).isTrue();
		}
		assertThat(traffic.seal(new Msg(3), new SealedFrame())).isFalse();
		assertThat(traffic.seal(new Msg(3), new SealedFrame())).isFalse();
	}

	private static byte[] sealed(Handshake side) {
		return HandshakeExchange.encrypted(side, new Msg("same".getBytes()));
	}

	private static boolean opens(CurveTraffic receiver, CurveTraffic sender) {
		SealedFrame sealed = new SealedFrame();
		assertThat(sender.seal(new Msg(3), sealed)).isTrue();
		byte[] message = HandshakeExchange.bytes(sealed);
		return receiver.open(message, message.length);
	}

	private static byte[] key(Object traffic, String box) {
		return (byte[]) field(field(field(traffic, box), "key"), "key");
	}

	private static Object field(Object owner, String name) {
		Field field = Objects.requireNonNull(ReflectionUtils.findField(owner.getClass(), name));
		ReflectionUtils.makeAccessible(field);
		return Objects.requireNonNull(ReflectionUtils.getField(field, owner));
	}

}
