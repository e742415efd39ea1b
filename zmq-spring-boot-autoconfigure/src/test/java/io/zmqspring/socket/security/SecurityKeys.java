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
import java.util.List;
import java.util.Map;

import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SecurityRole;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.access.Authorizers;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.X25519;

/**
 * The sections {@code curve} and {@code plain}, for servers and clients. Both sides of
 * CURVE have the same key.
 */
final class SecurityKeys {

	private final CurveSettings curve;

	SecurityKeys() {
		byte[] secret = X25519.random(CurveKey.LENGTH);
		String publicKey = CurveKey.of(publicKey(secret)).z85();
		this.curve = new CurveSettings(CurveKey.of(secret).z85(), null, null, List.of(publicKey), null,
				Map.of("client", publicKey), null, false, CurveSettings.OnDenied.CLOSE, CurveSettings.RELOAD_INTERVAL,
				List.of(), List.of());
	}

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
	SecuritySettings settings(SecuritySettings limits) {
		return limits.withCurve("curve", this.curve)
			.withPlain("plain", new PlainSettings("bob", "secret", Map.of("bob", "secret"), List.of(), List.of()));
	}

	SocketSecurity of(String socketType, String section, SecurityRole role) {
		SocketSettings socket = new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:0", null)), true, 1,
				Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS, new SocketSettings.Security(section, role));
		return new SecuritySections(settings(SecuritySettings.DEFAULTS), Authorizers.NONE).of(socketType, socket,
				"peer", "peer");
	}

}
