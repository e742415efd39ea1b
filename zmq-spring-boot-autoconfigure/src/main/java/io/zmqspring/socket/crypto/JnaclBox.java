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
import com.neilalexander.jnacl.crypto.xsalsa20;
import com.neilalexander.jnacl.crypto.xsalsa20poly1305;

/**
 * A box by jnacl, the library that JeroMQ uses.
 */
final class JnaclBox implements MessageBox {

	private static final int ZEROS = 32;

	private static final int BOX_ZEROS = 16;

	private static final int KEPT = 8 * 1024;

	private final byte[] first = new byte[32];

	private final byte[] tag = new byte[OVERHEAD];

	private final byte[] key;

	private byte[] plain = new byte[256];

	private byte[] sealed = new byte[256];

	JnaclBox(byte[] key) {
		this.key = key.clone();
	}

	@Override
	public void seal(byte[] nonce, byte[] content, int length, byte[] box, int offset) {
		int padded = ZEROS + length;
		reserve(padded);
		Arrays.fill(this.plain, 0, ZEROS, (byte) 0);
		System.arraycopy(content, 0, this.plain, ZEROS, length);
		xsalsa20poly1305.crypto_secretbox(this.sealed, this.plain, padded, nonce, this.key);
		System.arraycopy(this.sealed, BOX_ZEROS, box, offset, OVERHEAD + length);
		release();
	}

	@Override
	public boolean open(byte[] nonce, byte[] box, int offset, int length, byte[] content) {
		int padded = BOX_ZEROS + length;
		reserve(padded);
		Arrays.fill(this.sealed, 0, BOX_ZEROS, (byte) 0);
		System.arraycopy(box, offset, this.sealed, BOX_ZEROS, length);
		boolean opened = isAuthentic(nonce, length - OVERHEAD);
		if (opened) {
			xsalsa20.crypto_stream_xor(this.plain, this.sealed, padded, nonce, this.key);
			System.arraycopy(this.plain, ZEROS, content, 0, length - OVERHEAD);
		}
		release();
		return opened;
	}

	// Compares all 16 bytes, in constant time
	private boolean isAuthentic(byte[] nonce, int length) {
		xsalsa20.crypto_stream(this.first, this.first.length, nonce, this.key);
		poly1305.crypto_onetimeauth(this.tag, 0, this.sealed, ZEROS, length, this.first);
		return MessageDigest.isEqual(this.tag, Arrays.copyOfRange(this.sealed, BOX_ZEROS, ZEROS));
	}

	private void reserve(int length) {
		if (this.plain.length < length) {
			this.plain = new byte[Math.max(length, 2 * this.plain.length)];
			this.sealed = new byte[this.plain.length];
		}
	}

	private void release() {
		if (this.plain.length > KEPT) {
			this.plain = new byte[256];
			this.sealed = new byte[256];
		}
	}

	@Override
	public void wipe() {
		Arrays.fill(this.key, (byte) 0);
		Arrays.fill(this.first, (byte) 0);
		Arrays.fill(this.plain, (byte) 0);
	}

}
