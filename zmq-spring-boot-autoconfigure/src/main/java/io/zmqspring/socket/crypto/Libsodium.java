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

import java.util.List;

import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.Pointer;

/**
 * The functions of libsodium that are used here, with addresses in the place of arrays:
 * JNA would copy each array into new memory and back.
 */
final class Libsodium {

	static {
		new LibraryLoader(List.of(Libsodium.class)).loadLibrary(LibraryLoader.Mode.PREFER_SYSTEM, "sodium");
	}

	private Libsodium() {
	}

	static native int sodium_init();

	static native int crypto_secretbox_easy(Pointer box, Pointer content, long length, Pointer nonce, Pointer key);

	static native int crypto_secretbox_open_easy(Pointer content, Pointer box, long length, Pointer nonce, Pointer key);

}
