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

import com.goterl.lazysodium.SodiumJava;

/**
 * A box by libsodium ({@code com.goterl:lazysodium-java} with JNA). JNA copies whole
 * arrays, so the arrays here are exactly as long as needed.
 */
final class LibsodiumBox implements MessageBox {

	private final SodiumJava sodium = Library.LOADED;

	private final byte[] key;

	LibsodiumBox(byte[] key) {
		this.key = key.clone();
	}

	/**
	 * Load the library.
	 * @throws LinkageError if it cannot be loaded
	 */
	static void load() {
		Library.LOADED.sodium_init();
	}

	@Override
	public void seal(byte[] nonce, byte[] plain, int length, byte[] box, int offset) {
		byte[] content = (plain.length == length) ? plain : Arrays.copyOf(plain, length);
		byte[] sealed = (box.length == length + OVERHEAD) ? box : new byte[length + OVERHEAD];
		if (this.sodium.crypto_secretbox_easy(sealed, content, length, nonce, this.key) != 0) {
			throw new IllegalStateException("libsodium cannot seal a message");
		}
		if (sealed != box) {
			System.arraycopy(sealed, 0, box, offset, sealed.length);
		}
	}

	@Override
	public boolean open(byte[] nonce, byte[] box, int offset, int length, byte[] plain) {
		byte[] sealed = Arrays.copyOfRange(box, offset, offset + length);
		byte[] content = (plain.length == length - OVERHEAD) ? plain : new byte[length - OVERHEAD];
		if (this.sodium.crypto_secretbox_open_easy(content, sealed, length, nonce, this.key) != 0) {
			return false;
		}
		if (content != plain) {
			System.arraycopy(content, 0, plain, 0, content.length);
		}
		return true;
	}

	@Override
	public void wipe() {
		Arrays.fill(this.key, (byte) 0);
	}

	/**
	 * The library, loaded by its first use.
	 */
	private static final class Library {

		static final SodiumJava LOADED = new SodiumJava();

	}

}
