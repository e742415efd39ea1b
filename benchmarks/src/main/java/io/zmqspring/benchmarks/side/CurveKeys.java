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

package io.zmqspring.benchmarks.side;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.zeromq.ZMQ;

import io.zmqspring.security.CurveKey;
import io.zmqspring.socket.crypto.X25519;

/**
 * The keys of the peers that use CURVE: those of the published test vectors of NaCl. The
 * producer is the server.
 */
public final class CurveKeys {

	private static final byte[] SERVER = secret("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");

	private static final byte[] CLIENT = secret("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");

	private CurveKeys() {
	}

	private static byte[] secret(String hex) {
		return HexFormat.of().parseHex(hex);
	}

	private static byte[] publicKey(byte[] secret) {
		try {
			return X25519.publicKey(secret);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(byte[] key) {
		return CurveKey.of(key).z85();
	}

	/**
	 * The settings of an application with the section {@code bench}.
	 * @param provider the library that encrypts
	 * @param server whether it is the server
	 * @return the settings
	 */
	public static Map<String, String> settings(String provider, boolean server) {
		String section = "zmq.security.curve.bench.";
		return server
				? Map.of("zmq.security.curve-provider", provider, section + "secret-key", text(SERVER),
						section + "clients.bench", text(publicKey(CLIENT)))
				: Map.of("zmq.security.curve-provider", provider, section + "secret-key", text(CLIENT),
						section + "server-key", text(publicKey(SERVER)));
	}

	/**
	 * Let JeroMQ encrypt.
	 * @param socket a socket that is not connected
	 * @param server whether it is the server
	 */
	static void applyTo(ZMQ.Socket socket, boolean server) {
		socket.setCurveServer(server);
		socket.setCurvePublicKey(publicKey(server ? SERVER : CLIENT));
		socket.setCurveSecretKey(server ? SERVER : CLIENT);
		if (!server) {
			socket.setCurveServerKey(publicKey(SERVER));
		}
	}

	/**
	 * The arguments of the peer in C.
	 * @param server whether it is the server
	 * @return options with their values
	 */
	public static List<String> arguments(boolean server) {
		return server
				? List.of("CURVE_SERVER=1", "CURVE_PUBLICKEY=" + text(publicKey(SERVER)),
						"CURVE_SECRETKEY=" + text(SERVER))
				: List.of("CURVE_SERVERKEY=" + text(publicKey(SERVER)), "CURVE_PUBLICKEY=" + text(publicKey(CLIENT)),
						"CURVE_SECRETKEY=" + text(CLIENT));
	}

}
