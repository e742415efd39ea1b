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

import java.nio.ByteBuffer;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The memory in which libsodium seals or opens a box in place: key, nonce, box. Each
 * thread keeps one for small boxes, a large box gets its own.
 */
final class BoxMemory implements AutoCloseable {

	private static final int NONCE_AT = X25519.KEY_LENGTH;

	private static final int BOX_AT = 64;

	private static final int KEPT = 32 * 1024;

	private static final ThreadLocal<BoxMemory> SMALL = ThreadLocal
		.withInitial(() -> new BoxMemory(ByteBuffer.allocateDirect(KEPT), null));

	private final ByteBuffer bytes;

	private final @Nullable Memory own;

	private final Pointer key;

	private final Pointer nonce;

	private final Pointer box;

	private final Pointer content;

	private BoxMemory(ByteBuffer bytes, @Nullable Memory own) {
		this.bytes = bytes;
		this.own = own;
		this.key = Native.getDirectBufferPointer(bytes);
		this.nonce = this.key.share(NONCE_AT);
		this.box = this.key.share(BOX_AT);
		this.content = this.box.share(MessageBox.OVERHEAD);
	}

	/**
	 * Memory for a box.
	 * @param length the length of the box
	 * @return the memory, to be closed
	 */
	static BoxMemory of(int length) {
		if (length <= KEPT - BOX_AT) {
			return SMALL.get();
		}
		Memory own = new Memory((long) BOX_AT + length);
		return new BoxMemory(own.getByteBuffer(0, own.size()), own);
	}

	boolean seal(byte[] secret, byte[] number, byte[] boxes, int offset, int length) {
		put(secret, number);
		this.bytes.put(BOX_AT + MessageBox.OVERHEAD, boxes, offset + MessageBox.OVERHEAD, length);
		if (Libsodium.crypto_secretbox_easy(this.box, this.content, length, this.nonce, this.key) != 0) {
			return false;
		}
		this.bytes.get(BOX_AT, boxes, offset, MessageBox.OVERHEAD + length);
		return true;
	}

	boolean open(byte[] secret, byte[] number, byte[] boxes, int offset, int length) {
		put(secret, number);
		this.bytes.put(BOX_AT, boxes, offset, length);
		if (Libsodium.crypto_secretbox_open_easy(this.content, this.box, length, this.nonce, this.key) != 0) {
			return false;
		}
		this.bytes.get(BOX_AT + MessageBox.OVERHEAD, boxes, offset + MessageBox.OVERHEAD, length - MessageBox.OVERHEAD);
		return true;
	}

	private void put(byte[] secret, byte[] number) {
		this.bytes.put(0, secret, 0, X25519.KEY_LENGTH);
		this.bytes.put(NONCE_AT, number, 0, MessageBox.NONCE_LENGTH);
	}

	/**
	 * Overwrite the key, and release the memory of a large box.
	 */
	@Override
	public void close() {
		for (int i = 0; i < NONCE_AT; i += Long.BYTES) {
			this.bytes.putLong(i, 0);
		}
		if (this.own != null) {
			this.own.close();
		}
	}

}
