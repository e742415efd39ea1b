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

package io.zmqspring.socket.guard;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The content of the frame that is arriving. The memory of a large frame grows with what
 * has arrived of it, whatever its header announces. Used by the I/O thread of the
 * connection.
 */
final class FrameContent {

	/** Frames up to this size get their memory at once, without reserving it. */
	static final int SMALL = 16 * 1024;

	private static final int FIRST_PART = 64 * 1024;

	private static final int GROWTH = 4;

	private static final byte[] NOTHING = new byte[0];

	private final FrameIntake intake;

	private final int small;

	private byte[] bytes = NOTHING;

	private int size;

	private int filled;

	private boolean reserved;

	/**
	 * Create the content of a connection.
	 * @param intake reserves the memory
	 * @param small the largest frame that gets its memory at once
	 */
	FrameContent(FrameIntake intake, int small) {
		this.intake = intake;
		this.small = small;
	}

	/**
	 * Begin a frame.
	 * @param newSize its size
	 * @param available how much of it has arrived already
	 * @return {@code false} if it was refused
	 */
	boolean begin(int newSize, int available) {
		this.size = newSize;
		this.filled = 0;
		if (newSize <= available || newSize <= this.small) {
			return allocate(newSize);
		}
		return reserve((int) Math.min(newSize, Math.max(FIRST_PART, 2L * available)));
	}

	boolean isComplete() {
		return this.filled == this.size;
	}

	int missing() {
		return this.size - this.filled;
	}

	/**
	 * The room for a part of what is missing.
	 * @param most the largest size of the part
	 * @return a view of the content; it has no room if the frame was refused
	 */
	ByteBuffer room(int most) {
		int part = hasRoom() ? Math.min(this.bytes.length - this.filled, most) : 0;
		return ByteBuffer.wrap(this.bytes, this.filled, part).slice();
	}

	/**
	 * Bytes have arrived in the room.
	 * @param count their number
	 */
	void add(int count) {
		this.filled += count;
		progressed(count);
	}

	/**
	 * Take what is missing from a buffer.
	 * @param data the buffer
	 * @param end the end of its content
	 * @return {@code false} if the frame was refused
	 */
	boolean fill(ByteBuffer data, int end) {
		int before = this.filled;
		while (this.filled < this.size && data.position() < end) {
			if (!hasRoom()) {
				return false;
			}
			int part = Math.min(this.bytes.length - this.filled, end - data.position());
			data.get(this.bytes, this.filled, part);
			this.filled += part;
		}
		progressed(this.filled - before);
		return true;
	}

	private void progressed(int count) {
		if (this.reserved) {
			this.intake.progressed(count);
		}
	}

	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Forget the content, but keep its memory reserved.
	 */
	void detach() {
		this.bytes = NOTHING;
	}

	/**
	 * Release the memory that was reserved, after a frame has arrived.
	 */
	void release() {
		detach();
		if (this.reserved) {
			this.reserved = false;
			this.intake.release();
		}
	}

	void discard() {
		this.bytes = NOTHING;
		this.size = 0;
		this.filled = 0;
	}

	/**
	 * Copy the content of a frame that has arrived completely.
	 * @param data the received bytes
	 * @param start where the content starts
	 * @param length its length
	 * @return the content, {@code null} without a change of the buffer if there is no
	 * memory for it
	 */
	static byte @Nullable [] copy(ByteBuffer data, int start, int length) {
		try {
			byte[] content = new byte[length];
			data.position(start).get(content);
			return content;
		}
		catch (OutOfMemoryError ex) {
			return null;
		}
	}

	private boolean hasRoom() {
		return this.filled < this.bytes.length || reserve((int) Math.min(this.size, (long) GROWTH * this.bytes.length));
	}

	private boolean reserve(int capacity) {
		this.reserved = true;
		return this.intake.reserve(capacity - this.filled) && allocate(capacity);
	}

	private boolean allocate(int capacity) {
		try {
			this.bytes = (this.filled > 0) ? Arrays.copyOf(this.bytes, capacity) : new byte[capacity];
			return true;
		}
		catch (OutOfMemoryError ex) {
			// If it left this method, the I/O thread and all its sockets would end
			this.intake.refuseForMemory();
			return false;
		}
	}

}
