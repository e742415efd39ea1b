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

/**
 * Seals and opens boxes with one key: XSalsa20 and Poly1305, as {@code crypto_secretbox}
 * and {@code crypto_box_afternm} of NaCl. A box is 16 bytes longer than its content. Not
 * thread-safe.
 *
 * @since 0.1
 */
public interface MessageBox {

	/** How much longer a box is than its content. */
	int OVERHEAD = 16;

	/** The length of a nonce. */
	int NONCE_LENGTH = 24;

	/**
	 * Seal a box in place.
	 * @param nonce 24 bytes, never used before with this key
	 * @param bytes contains the content from index {@code offset + }{@value #OVERHEAD}
	 * on, and receives the box
	 * @param offset where the box starts
	 * @param length the length of the content
	 */
	void seal(byte[] nonce, byte[] bytes, int offset, int length);

	/**
	 * Open a box in place.
	 * @param nonce 24 bytes
	 * @param bytes contains the box, and receives the content from index
	 * {@code offset + }{@value #OVERHEAD} on
	 * @param offset where the box starts
	 * @param length the length of the box, at least {@value #OVERHEAD}
	 * @return {@code false} if the box was not sealed with this key and nonce; nothing is
	 * changed then
	 */
	boolean open(byte[] nonce, byte[] bytes, int offset, int length);

	/**
	 * Overwrite the key.
	 */
	void wipe();

}
