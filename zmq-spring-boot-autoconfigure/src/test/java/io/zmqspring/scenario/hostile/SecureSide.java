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

import java.io.DataInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.testsupport.RawConnection;

/**
 * The side that a secured target has, and the handshake of its good peer, which has the
 * other side. Records what good peers send, for hostile peers to send it again.
 */
enum SecureSide {

	/** The target is a server of CURVE. */
	CURVE_SERVER("curve", true),

	/** The target is a client of CURVE. */
	CURVE_CLIENT("curve", false),

	/** The target is a server of PLAIN. */
	PLAIN_SERVER("plain", true),

	/** The target is a client of PLAIN. */
	PLAIN_CLIENT("plain", false);

	static final String USER = "bob";

	static final String LONG_USER = "u".repeat(200);

	static final String PASSWORD = "correct-horse-battery";

	static final CurveKeyPair SERVER = CurveSession.pair(new Random(1));

	static final CurveKeyPair CLIENT = CurveSession.pair(new Random(2));

	static final CurveKeyPair STRANGER = CurveSession.pair(new Random(3));

	private static final int LONGEST_MILLIS = 3000;

	private final Map<String, byte[]> recorded = new ConcurrentHashMap<>();

	private final String section;

	private final boolean targetIsServer;

	SecureSide(String section, boolean targetIsServer) {
		this.section = section;
		this.targetIsServer = targetIsServer;
	}

	/**
	 * The keys and users of all targets.
	 * @return the settings
	 */
	static SecuritySettings settings() {
		return settings(Map.of());
	}

	static SecuritySettings settings(Map<String, String> further) {
		Map<String, String> all = new HashMap<>(further);
		all.put("curve.curve-server.secret-key", CurveKey.of(secret(1)).z85());
		all.put("curve.curve-server.clients.good", CurveKey.of(CLIENT.publicKey()).z85());
		all.put("curve.curve-client.secret-key", CurveKey.of(secret(2)).z85());
		all.put("curve.curve-client.server-key", CurveKey.of(SERVER.publicKey()).z85());
		all.put("plain.plain.username", USER);
		all.put("plain.plain.password", PASSWORD);
		all.put("plain.plain.users." + USER, PASSWORD);
		all.put("plain.plain.users." + LONG_USER, PASSWORD);
		return RoleTarget.bind(SecuritySettings.class, all);
	}

	private static byte[] secret(long seed) {
		byte[] secret = new byte[32];
		new Random(seed).nextBytes(secret);
		return secret;
	}

	boolean isCurve() {
		return this.section.equals("curve");
	}

	boolean targetIsServer() {
		return this.targetIsServer;
	}

	String mechanism() {
		return isCurve() ? "CURVE" : "PLAIN";
	}

	/**
	 * The settings of the socket of the target.
	 * @return its keys and values
	 */
	Map<String, String> socketSettings() {
		return Map.of("security", isCurve() ? (this.targetIsServer ? "curve-server" : "curve-client") : "plain",
				"security-role", this.targetIsServer ? "server" : "client", "linger", "0", "socket.max-message-size",
				SecureStreamGenerator.LARGEST + "B", "socket.max-connections",
				String.valueOf(SecureStreamsTests.MOST_CONNECTIONS));
	}

	/**
	 * What a good peer has sent before.
	 * @param name the name of the command
	 * @return the content of its frame, empty if there was none
	 */
	byte[] recorded(String name) {
		return this.recorded.getOrDefault(name, new byte[0]);
	}

	FrameCodec handshake(RawConnection connection, String type) throws IOException {
		connection.setTimeout(LONGEST_MILLIS);
		DataInputStream in = new DataInputStream(connection.in());
		connection.write(Zmtp.greeting(3, mechanism()));
		in.readFully(new byte[Zmtp.GREETING_SIZE]);
		byte[] properties = Zmtp.property("Socket-Type", Zmtp.bytes(type));
		return isCurve() ? curve(connection, in, properties) : plain(connection, in, properties);
	}

	private FrameCodec plain(RawConnection connection, DataInputStream in, byte[] properties) throws IOException {
		if (this.targetIsServer) {
			send(connection, "HELLO", PlainAttack.hello(USER, PASSWORD));
			Zmtp.readFrame(in);
			send(connection, "INITIATE", Zmtp.join(Zmtp.bytes("\10INITIATE"), properties));
			Zmtp.readFrame(in);
		}
		else {
			Zmtp.readFrame(in);
			send(connection, "WELCOME", Zmtp.bytes("\7WELCOME"));
			Zmtp.readFrame(in);
			send(connection, "READY", Zmtp.join(Zmtp.bytes("\5READY"), properties));
		}
		return FrameCodec.CLEAR;
	}

	private FrameCodec curve(RawConnection connection, DataInputStream in, byte[] properties) throws IOException {
		CurveSession session = this.targetIsServer ? CurveSession.client(new SecureRandom(), CLIENT, SERVER.publicKey())
				: CurveSession.server(new SecureRandom(), SERVER);
		if (this.targetIsServer) {
			send(connection, "HELLO", session.hello());
			session.takeWelcome(Zmtp.readFrame(in).content());
			send(connection, "INITIATE", session.initiate(properties));
			Zmtp.readFrame(in);
		}
		else {
			session.takeHello(Zmtp.readFrame(in).content());
			send(connection, "WELCOME", session.welcome());
			Zmtp.readFrame(in);
			send(connection, "READY", session.ready(properties));
		}
		this.recorded.put("MESSAGE", session.message(0, Zmtp.bytes("recorded")));
		return session;
	}

	private void send(RawConnection connection, String name, byte[] command) throws IOException {
		this.recorded.put(name, command);
		connection.write(Zmtp.frame(Zmtp.COMMAND, command));
	}

}
