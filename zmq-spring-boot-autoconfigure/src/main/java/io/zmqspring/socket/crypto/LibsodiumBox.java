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

/**
 * A box by libsodium ({@code com.goterl:lazysodium-java} with JNA).
 */
final class LibsodiumBox implements MessageBox {

	private final byte[] key;

	LibsodiumBox(byte[] key) {
		this.key = key.clone();
	}

	/**
	 * Load the library.
	 * @throws LinkageError if it cannot be loaded
	 */
	static void load() {
		if (Libsodium.sodium_init() < 0) {
			throw new IllegalStateException("libsodium cannot be initialized");
		}
	}

	@Override
	public void seal(byte[] nonce, byte[] bytes, int offset, int length) {
		try (BoxMemory memory = BoxMemory.of(length + OVERHEAD)) {
			if (!memory.seal(this.key, nonce, bytes, offset, length)) {
				throw new IllegalStateException("libsodium cannot seal a message");
			}
		}
	}

	@Override
	public boolean open(byte[] nonce, byte[] bytes, int offset, int length) {
		try (BoxMemory memory = BoxMemory.of(length)) {
			return memory.open(this.key, nonce, bytes, offset, length);
		}
	}

	@Override
	public void wipe() {
		Arrays.fill(this.key, (byte) 0);
	}

}
