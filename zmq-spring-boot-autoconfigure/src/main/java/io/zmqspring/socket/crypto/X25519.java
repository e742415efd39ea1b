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

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;

import javax.crypto.KeyAgreement;

import com.neilalexander.jnacl.crypto.hsalsa20;

/**
 * X25519 (RFC 7748) by the JDK, and the key that NaCl derives from its result
 * ({@code crypto_box_beforenm}). Before Java 22 the JDK needs the module
 * {@code jdk.crypto.ec}.
 *
 * @since 0.1
 */
public final class X25519 {

	static final int KEY_LENGTH = 32;

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final byte[] SIGMA = "expand 32-byte k".getBytes(StandardCharsets.US_ASCII);

	private X25519() {
	}

	/**
	 * Check that the JDK has X25519.
	 * @throws IllegalStateException if it has not; the message says what to do
	 */
	public static void check() {
		try {
			KeyAgreement.getInstance("X25519");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(
					"Add the module jdk.crypto.ec to the Java runtime, for example with jlink --add-modules.", ex);
		}
	}

	/**
	 * Random bytes.
	 * @param length their number
	 * @return the bytes
	 */
	public static byte[] random(int length) {
		byte[] bytes = new byte[length];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

	/**
	 * The public key that belongs to a secret key.
	 * @param secretKey 32 bytes
	 * @return 32 bytes
	 * @throws GeneralSecurityException if the JDK has no X25519
	 */
	public static byte[] publicKey(byte[] secretKey) throws GeneralSecurityException {
		byte[] base = new byte[KEY_LENGTH];
		base[0] = 9;
		return multiply(secretKey, base);
	}

	/**
	 * The key of a box for a peer.
	 * @param publicKey the public key of the peer
	 * @param secretKey the own secret key
	 * @return 32 bytes
	 * @throws GeneralSecurityException if the public key is of low order, so that the
	 * shared secret would be all zero
	 */
	public static byte[] sharedKey(byte[] publicKey, byte[] secretKey) throws GeneralSecurityException {
		byte[] secret = multiply(secretKey, publicKey);
		byte[] key = new byte[KEY_LENGTH];
		hsalsa20.crypto_core(key, new byte[16], secret, SIGMA);
		Arrays.fill(secret, (byte) 0);
		return key;
	}

	static byte[] multiply(byte[] secretKey, byte[] publicKey) throws GeneralSecurityException {
		KeyFactory factory = KeyFactory.getInstance("X25519");
		KeyAgreement agreement = KeyAgreement.getInstance("X25519");
		agreement.init(factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secretKey)));
		agreement.doPhase(
				factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(publicKey))), true);
		return agreement.generateSecret();
	}

	// Little-endian; RFC 7748 ignores the highest bit
	private static BigInteger coordinate(byte[] publicKey) {
		byte[] reversed = new byte[KEY_LENGTH];
		for (int i = 0; i < KEY_LENGTH; i++) {
			reversed[i] = publicKey[KEY_LENGTH - 1 - i];
		}
		reversed[0] &= 0x7f;
		return new BigInteger(1, reversed);
	}

}
