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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.security.CurveKey;
import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.access.Access;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.crypto.AllowedClients;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.CurveLibrary;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.socket.guard.FrameMemory;
import io.zmqspring.socket.guard.PeerGuard;
import io.zmqspring.socket.keys.ServerKeys;
import io.zmqspring.support.Housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The register of clients that are connected, and their end when their keys are removed.
 */
class LiveClientsTests {

	private final LiveClients live = new LiveClients();

	private final RecordingListener atServer = new RecordingListener();

	private final byte[] clientSecret = X25519.random(32);

	private volatile ServerKeys keys;

	private CurveServerMechanism mechanism;

	private CurveKeyPair server;

	private CurveKeyPair client;

	@BeforeEach
	void createKeys() throws Exception {
		this.server = CurveKeyPair.random();
		this.client = CurveKeyPair.of(this.clientSecret.clone());
		allow(Map.of(CurveKey.of(this.client.publicKey()), "pump-7"));
		this.mechanism = new CurveServerMechanism(() -> this.keys, this.live, false, CurveLibrary.JNACL,
				Access.BY_LISTS);
	}

	private void allow(Map<CurveKey, String> clients) {
		this.keys = new ServerKeys(List.of(this.server), new AllowedClients(clients, false));
	}

	private static byte[] command(Handshake side) {
		return Objects.requireNonNull(side.next());
	}

	private CurveServer initiated() {
		CurveServer started = new CurveServer(this.mechanism, "PUB", this.atServer);
		CurveClient peer = new CurveClient("a", this.client, this.server.publicKey(), CurveLibrary.JNACL, "SUB",
				new RecordingListener());
		started.receive(command(peer));
		peer.receive(command(started));
		assertThat(started.receive(command(peer))).isTrue();
		return started;
	}

	@Test
	void clientIsRegisteredUntilItsConnectionIsClosed() {
		CurveServer connected = initiated();
		assertThat(this.live.all()).isEmpty();
		command(connected);
		assertThat(this.live.all()).containsExactly(connected);
		connected.close();
		assertThat(this.live.all()).isEmpty();
	}

	@Test
	void clientWhoseKeyWasRemovedIsEnded() {
		CurveServer connected = initiated();
		command(connected);
		this.live.endRevoked();
		assertThat(connected.isReady()).isTrue();
		allow(Map.of());
		this.live.endRevoked();
		assertThat(connected.isReady()).isFalse();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.REVOKED);
		assertThat(this.atServer.denials.get(0).fingerprint())
			.isEqualTo(CurveKey.of(this.client.publicKey()).fingerprint());
		this.live.endRevoked();
		assertThat(this.atServer.denials).hasSize(1);
	}

	@Test
	void clientWithAnotherNameIsEnded() {
		command(initiated());
		allow(Map.of(CurveKey.of(this.client.publicKey()), "pump-8"));
		this.live.endRevoked();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.REVOKED);
	}

	@Test
	void clientWhoseKeyIsRemovedDuringTheHandshakeDoesNotGetIn() {
		CurveServer connecting = initiated();
		allow(Map.of());
		this.live.endRevoked();
		assertThat(connecting.next()).isNull();
		assertThat(connecting.hasFailed()).isTrue();
		assertThat(this.atServer.ready).isZero();
		assertThat(this.atServer.reasons()).containsExactly(DenialReason.REVOKED);
	}

	@Test
	void nobodyIsLeftAfterConnectionsHaveEnded() {
		Housekeeping housekeeping = new Housekeeping();
		Engine engine = new Engine(ContextSettings.DEFAULTS, housekeeping);
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:0", null)), true, 100,
				Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS,
				new SocketSettings.Security("orders", SecurityRole.SERVER));
		PeerGuard guard = new PeerGuard(SocketType.PULL, settings, SecuritySettings.DEFAULTS, FrameMemory.SHARED,
				new EventHook((event) -> {
				}));
		SocketSecurity security = new SocketSecurity("PULL", this.mechanism, ServerRefusals.of(settings), () -> null);
		ZMQ.Socket pull = engine.socket(SocketType.PULL);
		security.applyTo(pull, guard, 8192, (connection) -> security.create("", guard.handshake(connection)), guard);
		int port = pull.bindToRandomPort("tcp://127.0.0.1");
		try (ZContext peers = new ZContext()) {
			for (int i = 0; i < 3; i++) {
				ZMQ.Socket push = peers.createSocket(SocketType.PUSH);
				// JeroMQ alone may miss the greeting of a fresh connection
				push.setHandshakeIvl(500);
				push.setCurveServerKey(this.server.publicKey());
				push.setCurvePublicKey(this.client.publicKey());
				push.setCurveSecretKey(this.clientSecret);
				push.connect("tcp://127.0.0.1:" + port);
			}
			await().until(() -> this.live.all().size() == 3);
		}
		await().until(() -> this.live.all().isEmpty());
		pull.close();
		engine.close();
		housekeeping.close();
	}

}
