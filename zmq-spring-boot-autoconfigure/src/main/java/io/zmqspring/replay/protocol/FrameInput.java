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

package io.zmqspring.replay.protocol;

import java.nio.ByteBuffer;

/**
 * Reads a frame of the replay protocol. A peer may have written anything: nothing is read
 * beyond the end, and nothing larger than the frame is allocated.
 */
final class FrameInput {

	static final int MAGIC = 'Z' << 24 | 'R' << 16 | 'P' << 8 | '1';

	/** The bytes of magic, type and id. */
	static final int HEADER = Integer.BYTES + 1 + Long.BYTES;

	private final ByteBuffer content;

	private final int type;

	private final long id;

	FrameInput(byte[] frame) throws ReplayProtocolException {
		this.content = ByteBuffer.wrap(frame);
		if (frame.length < HEADER || this.content.getInt() != MAGIC) {
			throw new ReplayProtocolException(ReplayError.MALFORMED, 0,
					"The frame does not begin with ZRP1, a type of 1 byte and an id of 8 bytes");
		}
		this.type = this.content.get() & 0xff;
		this.id = this.content.getLong();
	}

	int type() {
		return this.type;
	}

	long id() {
		return this.id;
	}

	int remaining() {
		return this.content.remaining();
	}

	int readByte(String what) throws ReplayProtocolException {
		require(1, what);
		return this.content.get() & 0xff;
	}

	int readShort(String what) throws ReplayProtocolException {
		require(Short.BYTES, what);
		return this.content.getShort() & 0xffff;
	}

	int readInt(String what) throws ReplayProtocolException {
		require(Integer.BYTES, what);
		return this.content.getInt();
	}

	long readLong(String what) throws ReplayProtocolException {
		require(Long.BYTES, what);
		return this.content.getLong();
	}

	/**
	 * Read bytes whose length is in two bytes before them.
	 * @param limit the most bytes
	 * @param what what they are
	 * @return the bytes
	 * @throws ReplayProtocolException if there are more, or the frame ends within them
	 */
	byte[] readShortBytes(int limit, String what) throws ReplayProtocolException {
		int length = readShort("the length of " + what);
		if (length > limit) {
			throw tooLarge(what + " has " + length + " bytes, but may have " + limit);
		}
		return readBytes(length, what);
	}

	/**
	 * Read bytes whose length is in four bytes before them.
	 * @param what what they are
	 * @return the bytes
	 * @throws ReplayProtocolException if the length is negative, or the frame ends within
	 * them
	 */
	byte[] readIntBytes(String what) throws ReplayProtocolException {
		int length = readInt("the length of " + what);
		if (length < 0) {
			throw malformed("the length of " + what + " is negative");
		}
		return readBytes(length, what);
	}

	private byte[] readBytes(int length, String what) throws ReplayProtocolException {
		require(length, what);
		byte[] bytes = new byte[length];
		this.content.get(bytes);
		return bytes;
	}

	/**
	 * Check a number of elements before anything is allocated for them.
	 * @param count the number
	 * @param smallest the least bytes of an element
	 * @param what what they are
	 * @return the number
	 * @throws ReplayProtocolException if the frame is too short for them
	 */
	int elements(int count, int smallest, String what) throws ReplayProtocolException {
		if (count < 0 || count > remaining() / smallest) {
			throw malformed("the frame announces " + Integer.toUnsignedString(count) + " " + what + ", but has only "
					+ remaining() + " further bytes");
		}
		return count;
	}

	void requireEnd() throws ReplayProtocolException {
		if (remaining() > 0) {
			throw malformed(remaining() + " bytes follow its end");
		}
	}

	private void require(int length, String what) throws ReplayProtocolException {
		if (length > remaining()) {
			throw malformed("it ends within " + what);
		}
	}

	ReplayProtocolException malformed(String problem) {
		return new ReplayProtocolException(ReplayError.MALFORMED, this.id, "The frame is malformed: " + problem);
	}

	ReplayProtocolException tooLarge(String problem) {
		return new ReplayProtocolException(ReplayError.TOO_LARGE, this.id, "The frame is refused: " + problem);
	}

	ReplayProtocolException unsupported(String problem) {
		return new ReplayProtocolException(ReplayError.UNSUPPORTED, this.id, "The frame is refused: " + problem);
	}

}
