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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.zeromq.ZMQ;

import io.zmqspring.security.CurveKey;
import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.CurveLibrary;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.guard.ForwardingHandshakeListener;
import io.zmqspring.socket.guard.HandshakeListener;
import io.zmqspring.socket.keys.ClientKeys;

/**
 * This side has a key, and knows that of the server.
 */
final class CurveClientMechanism implements SocketMechanism {

	private final Map<String, Integer> refused = new ConcurrentHashMap<>();

	private final String section;

	private final Supplier<ClientKeys> keys;

	private final CurveLibrary library;

	CurveClientMechanism(String section, Supplier<ClientKeys> keys, CurveLibrary library) {
		this.section = section;
		this.keys = keys;
		this.library = library;
	}

	@Override
	public SecurityMechanism type() {
		return SecurityMechanism.CURVE;
	}

	@Override
	public void applyTo(ZMQ.Socket socket) {
		socket.setCurveServerKey(pair().publicKey());
		useRandomKeys(socket);
	}

	@Override
	public Handshake create(String socketType, String address, HandshakeListener listener) {
		ClientKeys present = this.keys.get();
		int attempt = Math.floorMod(this.refused.getOrDefault(address, 0), present.servers().size());
		return new CurveClient(this.section, present.own(), present.servers().get(attempt).bytes(), this.library,
				socketType, new ForwardingHandshakeListener(listener) {

					// The next connection to the address tries the next key
					@Override
					public void onDenied(Denial denial) {
						if (denial.reason() == DenialReason.SERVER_KEY_UNPROVED) {
							CurveClientMechanism.this.refused.merge(address, 1, Integer::sum);
						}
						super.onDenied(denial);
					}

				});
	}

	static void useRandomKeys(ZMQ.Socket socket) {
		CurveKeyPair pair = pair();
		socket.setCurvePublicKey(pair.publicKey());
		socket.setCurveSecretKey(X25519.random(CurveKey.LENGTH));
	}

	private static CurveKeyPair pair() {
		try {
			return CurveKeyPair.random();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
