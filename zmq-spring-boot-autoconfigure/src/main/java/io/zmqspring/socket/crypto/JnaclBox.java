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

import java.security.MessageDigest;
import java.util.Arrays;

import com.neilalexander.jnacl.crypto.poly1305;
import com.neilalexander.jnacl.crypto.salsa20;

/**
 * A box by jnacl, the library that JeroMQ uses.
 */
final class JnaclBox implements MessageBox {

	private static final int ZEROS = 32;

	private static final int KEPT = 8 * 1024;

	private final byte[] first = new byte[X25519.KEY_LENGTH];

	private final byte[] tag = new byte[OVERHEAD];

	private final byte[] expected = new byte[OVERHEAD];

	private final DerivedKey key;

	private byte[] input = new byte[256];

	private byte[] output = new byte[256];

	JnaclBox(byte[] key) {
		this.key = new DerivedKey(key);
	}

	@Override
	public void seal(byte[] nonce, byte[] bytes, int offset, int length) {
		this.key.derive(nonce);
		int padded = ZEROS + length;
		reserve(padded);
		Arrays.fill(this.input, 0, ZEROS, (byte) 0);
		System.arraycopy(bytes, offset + OVERHEAD, this.input, ZEROS, length);
		salsa20.crypto_stream_xor(this.output, this.input, padded, nonce, DerivedKey.PREFIX, this.key.bytes());
		poly1305.crypto_onetimeauth(bytes, offset, this.output, ZEROS, length, this.output);
		System.arraycopy(this.output, ZEROS, bytes, offset + OVERHEAD, length);
		release();
	}

	@Override
	public boolean open(byte[] nonce, byte[] bytes, int offset, int length) {
		this.key.derive(nonce);
		if (!isAuthentic(nonce, bytes, offset, length)) {
			return false;
		}
		int padded = ZEROS - OVERHEAD + length;
		reserve(padded);
		System.arraycopy(bytes, offset, this.input, ZEROS - OVERHEAD, length);
		salsa20.crypto_stream_xor(this.output, this.input, padded, nonce, DerivedKey.PREFIX, this.key.bytes());
		System.arraycopy(this.output, ZEROS, bytes, offset + OVERHEAD, length - OVERHEAD);
		release();
		return true;
	}

	// Compares all 16 bytes, in constant time
	private boolean isAuthentic(byte[] nonce, byte[] box, int offset, int length) {
		salsa20.crypto_stream(this.first, this.first.length, nonce, DerivedKey.PREFIX, this.key.bytes());
		poly1305.crypto_onetimeauth(this.expected, 0, box, offset + OVERHEAD, length - OVERHEAD, this.first);
		System.arraycopy(box, offset, this.tag, 0, OVERHEAD);
		return MessageDigest.isEqual(this.expected, this.tag);
	}

	private void reserve(int length) {
		if (this.input.length < length) {
			this.input = new byte[Math.max(length, 2 * this.input.length)];
			this.output = new byte[this.input.length];
		}
	}

	private void release() {
		if (this.input.length > KEPT) {
			this.input = new byte[256];
			this.output = new byte[256];
		}
	}

	@Override
	public void wipe() {
		this.key.wipe();
		Arrays.fill(this.first, (byte) 0);
		Arrays.fill(this.input, (byte) 0);
		Arrays.fill(this.output, (byte) 0);
	}

}
