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

package io.zmqspring.testsupport;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.zeromq.ZMQ;

import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.access.Authorizers;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.security.SecuritySections;
import io.zmqspring.socket.security.SocketSecurity;

/**
 * The sections {@code curve} and {@code plain}, for servers and clients. Both sides of
 * CURVE have the same key.
 */
public final class SecurityKeys {

	private final byte[] secretKey = X25519.random(CurveKey.LENGTH);

	private final byte[] publicKey = publicKey(this.secretKey);

	private static byte[] publicKey(byte[] secret) {
		try {
			return CurveKeyPair.of(secret.clone()).publicKey();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Add the sections to settings.
	 * @param limits the settings
	 * @return the settings with both sections
	 */
	public SecuritySettings settings(SecuritySettings limits) {
		String key = text(this.publicKey);
		CurveSettings curve = new CurveSettings(text(this.secretKey), null, null, List.of(key), null,
				Map.of("client", key), null, false, CurveSettings.OnDenied.CLOSE, CurveSettings.RELOAD_INTERVAL,
				List.of(), List.of());
		return limits.withCurve("curve", curve)
			.withPlain("plain", new PlainSettings("bob", "secret", Map.of("bob", "secret"), List.of(), List.of()));
	}

	/**
	 * The section {@code curve} as an application configures it.
	 * @return settings, {@code key=value}
	 */
	List<String> curveProperties() {
		String section = "zmq.security.curve.curve.";
		return List.of(section + "secret-key=" + text(this.secretKey), section + "server-key=" + text(this.publicKey),
				section + "clients.client=" + text(this.publicKey));
	}

	/**
	 * Let a plain JeroMQ socket use CURVE.
	 * @param socket the socket, neither bound nor connected
	 * @param server whether it is the server
	 */
	void applyCurve(ZMQ.Socket socket, boolean server) {
		socket.setCurvePublicKey(this.publicKey);
		socket.setCurveSecretKey(this.secretKey);
		if (server) {
			socket.setCurveServer(true);
		}
		else {
			socket.setCurveServerKey(this.publicKey);
		}
	}

	// Z85 may contain the beginning of a placeholder
	private static String text(byte[] key) {
		return HexFormat.of().formatHex(key);
	}

	public SocketSecurity of(String socketType, String section, SecurityRole role) {
		SocketSettings socket = new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:0", null)), true, 1,
				Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS, new SocketSettings.Security(section, role));
		return new SecuritySections(settings(SecuritySettings.DEFAULTS), Authorizers.NONE).of(socketType, socket,
				"peer", "peer");
	}

}
