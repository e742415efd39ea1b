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

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.access.Authorizers;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.socket.engine.MechanismExchange;
import io.zmqspring.socket.guard.FrameMemory;
import io.zmqspring.socket.guard.PeerGuard;
import io.zmqspring.support.Housekeeping;

/**
 * Sockets of every type that use the mechanisms of this library, as server and as client
 * of CURVE and PLAIN. Each has a peer of JeroMQ that it lets in, and one without
 * security.
 */
final class SecuredPairs implements AutoCloseable {

	private final Housekeeping housekeeping = new Housekeeping((failure) -> {
	});

	private final Engine engine = new Engine(ContextSettings.DEFAULTS, this.housekeeping);

	private final ZContext peers = new ZContext();

	private final List<ZMQ.Socket> targets = new ArrayList<>();

	private final byte[] serverSecret = X25519.random(32);

	private final byte[] clientSecret = X25519.random(32);

	private final CurveKeyPair server;

	private final CurveKeyPair client;

	private final SecuritySections sections;

	SecuredPairs() {
		this.server = pair(this.serverSecret);
		this.client = pair(this.clientSecret);
		Map<String, String> settings = Map.of("s.curve.server.secret-key", CurveKey.of(this.serverSecret).z85(),
				"s.curve.server.clients.client", CurveKey.of(this.client.publicKey()).z85(),
				"s.curve.client.secret-key", CurveKey.of(this.clientSecret).z85(), "s.curve.client.server-key",
				CurveKey.of(this.server.publicKey()).z85(), "s.plain.plain.username", "bob", "s.plain.plain.password",
				"secret", "s.plain.plain.users.bob", "secret");
		this.sections = new SecuritySections(
				new Binder(new MapConfigurationPropertySource(settings)).bind("s", SecuritySettings.class).get(),
				Authorizers.NONE);
	}

	@Override
	public void close() {
		this.peers.close();
		this.targets.forEach(ZMQ.Socket::close);
		this.engine.close();
		this.housekeeping.close();
	}

	private static CurveKeyPair pair(byte[] secret) {
		try {
			return CurveKeyPair.of(secret.clone());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	List<Pair> open(
			UnaryOperator<Function<DecoderReplacement.GreetedConnection, MechanismExchange.PeerMechanism>> mechanisms) {
		List<Pair> links = new ArrayList<>();
		for (SocketType type : new SocketType[] { SocketType.PULL, SocketType.PUSH, SocketType.XPUB, SocketType.SUB }) {
			for (SecurityRole role : SecurityRole.values()) {
				Stream.of("curve", "plain").forEach((section) -> links.add(new Pair(type, role, section, mechanisms)));
			}
		}
		return links;
	}

	/**
	 * A socket that uses a mechanism of this library, a peer that it lets in, and one
	 * without security.
	 */
	final class Pair {

		private final String name;

		private final ZMQ.Socket target;

		private final ZMQ.Socket peer;

		private final ZMQ.Socket stranger;

		private final boolean sends;

		private int received;

		private int forged;

		private Pair(SocketType type, SecurityRole role, String section,
				UnaryOperator<Function<DecoderReplacement.GreetedConnection, MechanismExchange.PeerMechanism>> mechanisms) {
			this.name = type + " as " + role + " of " + section;
			this.sends = type == SocketType.PUSH || type == SocketType.XPUB;
			boolean server = role == SecurityRole.SERVER;
			SocketSettings.Security of = new SocketSettings.Security(
					section.equals("plain") ? section : server ? "server" : "client", role);
			SocketSettings settings = new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:0", null)), true, 100,
					Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS, of);
			SocketSecurity security = SecuredPairs.this.sections.of(type.name(), settings, "", "");
			PeerGuard guard = new PeerGuard(type, settings, SecuritySettings.DEFAULTS, FrameMemory.SHARED,
					new EventHook((event) -> {
					}));
			this.target = SecuredPairs.this.engine.socket(type);
			SecuredPairs.this.targets.add(this.target);
			this.target.setLinger(0);
			security.applyTo(this.target, guard, 8192,
					mechanisms.apply((connection) -> security.create("", guard.handshake(connection))), guard);
			subscribe(this.target);
			int port = this.target.bindToRandomPort("tcp://127.0.0.1");
			this.peer = peer(type);
			identify(this.peer, section, !server);
			this.peer.connect("tcp://127.0.0.1:" + port);
			this.stranger = peer(type);
			this.stranger.connect("tcp://127.0.0.1:" + port);
		}

		private ZMQ.Socket peer(SocketType type) {
			SocketType other = switch (type) {
				case PULL -> SocketType.PUSH;
				case PUSH -> SocketType.PULL;
				case XPUB -> SocketType.SUB;
				default -> SocketType.PUB;
			};
			ZMQ.Socket socket = SecuredPairs.this.peers.createSocket(other);
			// JeroMQ alone may miss the greeting of a fresh connection
			socket.setHandshakeIvl(500);
			socket.setLinger(0);
			subscribe(socket);
			return socket;
		}

		private static void subscribe(ZMQ.Socket socket) {
			if (socket.getSocketType() == SocketType.SUB) {
				socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
			}
		}

		private void identify(ZMQ.Socket socket, String section, boolean asServer) {
			if (section.equals("plain")) {
				if (asServer) {
					socket.setPlainServer(true);
				}
				else {
					socket.setPlainUsername("bob");
					socket.setPlainPassword("secret");
				}
			}
			else if (asServer) {
				socket.setCurveServer(true);
				socket.setCurvePublicKey(SecuredPairs.this.server.publicKey());
				socket.setCurveSecretKey(SecuredPairs.this.serverSecret);
			}
			else {
				socket.setCurveServerKey(SecuredPairs.this.server.publicKey());
				socket.setCurvePublicKey(SecuredPairs.this.client.publicKey());
				socket.setCurveSecretKey(SecuredPairs.this.clientSecret);
			}
		}

		void exchange() {
			if (this.sends) {
				this.target.send("secret", ZMQ.DONTWAIT);
				if (this.target.getSocketType() == SocketType.XPUB) {
					this.target.recv(ZMQ.DONTWAIT);
				}
				this.received += (this.peer.recv(ZMQ.DONTWAIT) != null) ? 1 : 0;
				this.forged += (this.stranger.recv(ZMQ.DONTWAIT) != null) ? 1 : 0;
			}
			else {
				this.peer.send("secret", ZMQ.DONTWAIT);
				this.stranger.send("forged", ZMQ.DONTWAIT);
				String text = this.target.recvStr(ZMQ.DONTWAIT);
				this.received += "secret".equals(text) ? 1 : 0;
				this.forged += "forged".equals(text) ? 1 : 0;
			}
		}

		String name() {
			return this.name;
		}

		int received() {
			return this.received;
		}

		int forged() {
			return this.forged;
		}

	}

}
