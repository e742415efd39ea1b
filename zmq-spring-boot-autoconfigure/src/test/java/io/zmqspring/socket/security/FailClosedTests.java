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
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SecurityRole;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.socket.engine.MechanismExchange;
import io.zmqspring.socket.guard.FrameMemory;
import io.zmqspring.socket.guard.PeerGuard;
import io.zmqspring.support.Housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens if our mechanism cannot take the place of JeroMQ's: nobody gets in. The
 * peers are sockets of JeroMQ with valid keys and passwords.
 */
class FailClosedTests {

	private static final int MESSAGES = 20;

	private final Housekeeping housekeeping = new Housekeeping((failure) -> {
	});

	private final Engine engine = new Engine(ContextSettings.DEFAULTS, this.housekeeping);

	private final ZContext peers = new ZContext();

	private final byte[] secretKey = X25519.random(32);

	private final byte[] clientSecret = X25519.random(32);

	private CurveKeyPair server;

	private CurveKeyPair client;

	@BeforeEach
	void createKeys() throws Exception {
		this.server = CurveKeyPair.of(this.secretKey.clone());
		this.client = CurveKeyPair.of(this.clientSecret.clone());
	}

	@AfterEach
	void close() {
		this.peers.close();
		this.engine.close();
		this.housekeeping.close();
	}

	private SecuritySections sections() {
		CurveSettings curve = new CurveSettings(CurveKey.of(this.secretKey).z85(), null, null, List.of(), null,
				Map.of("client", CurveKey.of(this.client.publicKey()).z85()), null, false, CurveSettings.OnDenied.CLOSE,
				CurveSettings.RELOAD_INTERVAL, List.of(), List.of());
		return new SecuritySections(SecuritySettings.DEFAULTS.withCurve("curve", curve)
			.withPlain("plain", new PlainSettings("bob", "secret", Map.of("bob", "secret"), List.of(), List.of())));
	}

	private void identify(ZMQ.Socket peer, String section) {
		if (section.equals("plain")) {
			peer.setPlainUsername("bob");
			peer.setPlainPassword("secret");
		}
		else {
			peer.setCurveServerKey(this.server.publicKey());
			peer.setCurvePublicKey(this.client.publicKey());
			peer.setCurveSecretKey(this.clientSecret);
		}
	}

	@ParameterizedTest
	@CsvSource({ "curve,false", "curve,true", "plain,false", "plain,true" })
	void nobodyGetsInIfTheExchangeFails(String section, boolean fails) {
		AtomicInteger failures = new AtomicInteger();
		SocketSettings.Security of = new SocketSettings.Security(section, SecurityRole.SERVER);
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:0", null)), true, 100,
				Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS, of);
		SocketSecurity security = sections().of("PULL", of);
		PeerGuard guard = new PeerGuard(SocketType.PULL, settings, SecuritySettings.DEFAULTS, FrameMemory.SHARED,
				new EventHook((event) -> {
				}));
		MechanismExchange.Factory failing = (connection) -> {
			failures.incrementAndGet();
			throw new IllegalStateException("for the test");
		};
		ZMQ.Socket pull = this.engine.socket(SocketType.PULL);
		security.applyTo(pull, guard, 8192,
				fails ? failing : (connection) -> security.create("", guard.handshake(connection)));
		int port = pull.bindToRandomPort("tcp://127.0.0.1");
		ZMQ.Socket push = this.peers.createSocket(SocketType.PUSH);
		// JeroMQ alone may miss the greeting of a fresh connection
		push.setHandshakeIvl(500);
		identify(push, section);
		push.connect("tcp://127.0.0.1:" + port);
		ZMQ.Socket nobody = this.peers.createSocket(SocketType.PUSH);
		nobody.connect("tcp://127.0.0.1:" + port);
		for (int i = 0; i < MESSAGES; i++) {
			push.send("secret", ZMQ.DONTWAIT);
			nobody.send("forged", ZMQ.DONTWAIT);
		}
		pull.setReceiveTimeOut(fails ? 1000 : 5000);
		int received = 0;
		while (received < MESSAGES && "secret".equals(pull.recvStr())) {
			received++;
		}
		pull.setReceiveTimeOut(200);
		assertThat(pull.recv()).isNull();
		pull.close();
		assertThat(received).isEqualTo(fails ? 0 : MESSAGES);
		assertThat(failures.get() > 0).isEqualTo(fails);
	}

}
