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

import java.util.Arrays;

import com.neilalexander.jnacl.crypto.hsalsa20;
import com.neilalexander.jnacl.crypto.xsalsa20;

/**
 * The key of Salsa20 that XSalsa20 derives from its key and the first 16 bytes of a
 * nonce. All nonces of one direction of a connection begin alike, so that it is derived
 * once.
 */
final class DerivedKey {

	/** The length of what a nonce of XSalsa20 has before the nonce of Salsa20. */
	static final int PREFIX = 16;

	private final byte[] prefix = new byte[PREFIX];

	private final byte[] derived = new byte[X25519.KEY_LENGTH];

	private final byte[] key;

	private boolean known;

	/**
	 * Create a derived key.
	 * @param key the key of XSalsa20, copied
	 */
	DerivedKey(byte[] key) {
		this.key = key.clone();
	}

	/**
	 * Derive the key, unless that was done for the same beginning of a nonce.
	 * @param nonce 24 bytes
	 * @return whether the key has changed
	 */
	boolean derive(byte[] nonce) {
		if (this.known && Arrays.equals(this.prefix, 0, PREFIX, nonce, 0, PREFIX)) {
			return false;
		}
		System.arraycopy(nonce, 0, this.prefix, 0, PREFIX);
		hsalsa20.crypto_core(this.derived, this.prefix, this.key, xsalsa20.sigma);
		this.known = true;
		return true;
	}

	/**
	 * The key of Salsa20.
	 * @return 32 bytes, not copied
	 */
	byte[] bytes() {
		return this.derived;
	}

	void wipe() {
		Arrays.fill(this.key, (byte) 0);
		Arrays.fill(this.derived, (byte) 0);
		this.known = false;
	}

}
