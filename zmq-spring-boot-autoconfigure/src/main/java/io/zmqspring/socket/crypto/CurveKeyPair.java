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

package io.zmqspring.socket.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import io.zmqspring.security.CurveKey;

/**
 * A secret key of CURVE with its public key.
 *
 * @since 0.1
 */
public final class CurveKeyPair {

	private final byte[] secretKey;

	private final byte[] publicKey;

	private CurveKeyPair(byte[] secretKey, byte[] publicKey) {
		this.secretKey = secretKey;
		this.publicKey = publicKey;
	}

	/**
	 * Create the pair of a secret key.
	 * @param secretKey 32 bytes, not copied
	 * @return the pair
	 * @throws GeneralSecurityException if the JDK has no X25519
	 */
	public static CurveKeyPair of(byte[] secretKey) throws GeneralSecurityException {
		return new CurveKeyPair(secretKey, X25519.publicKey(secretKey));
	}

	/**
	 * Create a random pair.
	 * @return the pair
	 * @throws GeneralSecurityException if the JDK has no X25519
	 */
	public static CurveKeyPair random() throws GeneralSecurityException {
		return of(X25519.random(CurveKey.LENGTH));
	}

	/**
	 * The public key.
	 * @return 32 bytes, not copied
	 */
	public byte[] publicKey() {
		return this.publicKey;
	}

	/**
	 * The key of a box for a peer.
	 * @param peer the public key of the peer
	 * @return 32 bytes
	 * @throws GeneralSecurityException if that key is of low order
	 */
	public byte[] sharedKey(byte[] peer) throws GeneralSecurityException {
		return X25519.sharedKey(peer, this.secretKey);
	}

	/**
	 * Overwrite the secret key.
	 */
	public void wipe() {
		Arrays.fill(this.secretKey, (byte) 0);
	}

	@Override
	public String toString() {
		return "CurveKeyPair[" + CurveKey.of(this.publicKey) + "]";
	}

}
