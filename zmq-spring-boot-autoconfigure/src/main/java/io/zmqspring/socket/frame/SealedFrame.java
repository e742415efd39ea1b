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

package io.zmqspring.socket.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;

import zmq.Msg;

/**
 * An encrypted frame of one connection, filled anew for each frame that it sends or
 * receives: the engine has sent the content, or has had it decrypted, before the next
 * frame begins. Used by the I/O thread of the connection.
 *
 * @since 0.1
 */
public final class SealedFrame extends Msg {

	private static final int FIRST = 256;

	// A frame of 16 KB
	private static final int KEPT = 17 * 1024;

	private byte[] bytes = {};

	private ByteBuffer buffer = ByteBuffer.wrap(this.bytes);

	private int length;

	private boolean endsMessage;

	/**
	 * Begin a new frame.
	 * @param newLength the length of its content
	 * @return receives the content, may be longer
	 */
	public byte[] begin(int newLength) {
		boolean grows = newLength > this.bytes.length;
		if (grows || (this.bytes.length > KEPT && newLength <= KEPT)) {
			int usual = Math.max(FIRST, Math.min(2 * this.bytes.length, KEPT));
			this.bytes = new byte[Math.max(newLength, usual)];
			this.buffer = ByteBuffer.wrap(this.bytes);
		}
		this.length = newLength;
		return this.bytes;
	}

	/**
	 * The content.
	 * @return the content, may be longer than the frame; valid until the next frame
	 * begins
	 */
	public byte[] bytes() {
		return this.bytes;
	}

	@Override
	public int size() {
		return this.length;
	}

	// JeroMQ may write up to the capacity of the buffer
	@Override
	public ByteBuffer buf() {
		return this.buffer.slice(0, this.length);
	}

	/**
	 * Remember whether the frame ends a message, which its own flags do not tell.
	 * @param content the frame before it was encrypted
	 */
	public void setEndsMessage(Msg content) {
		this.endsMessage = !content.hasMore() && !content.isCommand();
	}

	/**
	 * Whether the frame ends a message.
	 * @return {@code true} for the last frame of a message
	 */
	public boolean endsMessage() {
		return this.endsMessage;
	}

	/**
	 * Overwrite the content.
	 */
	public void wipe() {
		Arrays.fill(this.bytes, (byte) 0);
	}

}
