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

package io.zmqspring.socket.lastvalue;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * The newest message of a topic, as it was sent. Created by {@link LastValueCache#of},
 * and changed only by its cache.
 *
 * @since 0.1
 */
public final class LastValue {

	private static final byte[] NONE = {};

	private final ByteBuffer start;

	private byte[] first = NONE;

	private byte @Nullable [] second;

	private byte @Nullable [] third;

	private byte @Nullable [] fourth;

	private long size;

	private @Nullable LastValue older;

	private @Nullable LastValue newer;

	LastValue(byte[] start) {
		this.start = ByteBuffer.wrap(start);
	}

	/**
	 * The bytes that the first frame of all messages of the topic starts with.
	 * @return the bytes, which nobody changes
	 */
	ByteBuffer start() {
		return this.start;
	}

	/**
	 * The first frame of the message, which decides about its subscribers.
	 * @return the frame, not to be changed
	 */
	public byte[] first() {
		return this.first;
	}

	/**
	 * Write all frames of the message.
	 * @param writer receives them in their order
	 */
	public void writeTo(FrameWriter writer) {
		byte[] last = this.first;
		last = writeLast(writer, last, this.second);
		last = writeLast(writer, last, this.third);
		last = writeLast(writer, last, this.fourth);
		writer.write(last, false);
	}

	private static byte[] writeLast(FrameWriter writer, byte[] last, byte @Nullable [] next) {
		if (next == null) {
			return last;
		}
		writer.write(last, true);
		return next;
	}

	/**
	 * Replace the message.
	 * @param first its first frame
	 * @param second the next frame, if any
	 * @param third the next frame, if any
	 * @param fourth the next frame, if any
	 * @param size what it counts in the cache
	 */
	void set(byte[] first, byte @Nullable [] second, byte @Nullable [] third, byte @Nullable [] fourth, long size) {
		this.first = first;
		this.second = second;
		this.third = third;
		this.fourth = fourth;
		this.size = size;
	}

	void clear() {
		set(NONE, null, null, null, 0);
	}

	/**
	 * What the message counts in the cache.
	 * @return the size, 0 if there is no message
	 */
	long size() {
		return this.size;
	}

	/**
	 * Enter a list, which is a ring with one value that stands for both ends.
	 * @param end that value
	 */
	void linkAsNewest(LastValue end) {
		LastValue before = (end.older != null) ? end.older : end;
		this.older = before;
		this.newer = end;
		before.newer = this;
		end.older = this;
	}

	void unlink() {
		if (this.older != null && this.newer != null) {
			this.older.newer = this.newer;
			this.newer.older = this.older;
		}
		this.older = null;
		this.newer = null;
	}

	/**
	 * The value after this one in the list.
	 * @return the next newer value, or the end of the list
	 */
	@Nullable LastValue newer() {
		return this.newer;
	}

	/**
	 * Writes the frames of a message.
	 *
	 * @since 0.1
	 */
	@FunctionalInterface
	public interface FrameWriter {

		/**
		 * Write a frame.
		 * @param frame the frame, not to be changed
		 * @param more whether another frame of the message follows
		 */
		void write(byte[] frame, boolean more);

	}

}
