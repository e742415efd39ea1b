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

package io.zmqspring.replay.store;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Records in a ring of bytes, usually a mapped file. A position counts all bytes that
 * have ever been written, so that a record of an earlier round is never taken for a new
 * one. A record never crosses the end of the ring. Written by one thread at a time, read
 * by any.
 */
final class RecordLog {

	private final RecordFormat format;

	private final ByteBuffer tailMark;

	private final int capacity;

	private long head;

	// Where the head is in the ring. A division takes as long as the rest of a write
	private int headAt;

	private volatile long tail;

	/**
	 * Create a log of the records that a ring contains; {@link #recover} finds them.
	 * @param data the ring; its size is a multiple of eight
	 * @param tailMark eight bytes that outlive the process like the ring
	 */
	RecordLog(ByteBuffer data, ByteBuffer tailMark) {
		this.format = new RecordFormat(data);
		this.tailMark = tailMark;
		this.capacity = data.capacity();
		this.tail = Math.max(0, tailMark.getLong(0)) & -RecordFormat.ALIGNMENT;
		moveHead(this.tail, at(this.tail));
	}

	int capacity() {
		return this.capacity;
	}

	/**
	 * How many bytes can be written without loss of a record.
	 * @return the number of bytes
	 */
	long free() {
		return this.tail + this.capacity - this.head;
	}

	/**
	 * Where the next record of a length will be.
	 * @param length the length
	 * @return its position
	 */
	long next(int length) {
		return (aligned(length) > untilEnd()) ? this.head + untilEnd() : this.head;
	}

	private int untilEnd() {
		return this.capacity - this.headAt;
	}

	/**
	 * How far the tail has to advance before the next record of a length is written.
	 * @param length the length
	 * @return the lowest position of the tail
	 */
	long lowestTail(int length) {
		return next(length) + aligned(length) - this.capacity;
	}

	/**
	 * Whether the next record of a length can be written without loss of another one.
	 * @param length the length
	 * @return {@code false} if the tail has to advance
	 */
	boolean fits(int length) {
		return lowestTail(length) <= this.tail;
	}

	private static int aligned(int length) {
		return (length + RecordFormat.ALIGNMENT - 1) & -RecordFormat.ALIGNMENT;
	}

	private int at(long position) {
		return (int) (position % this.capacity);
	}

	/**
	 * Give up all records before a position.
	 * @param position the new tail
	 */
	void advanceTail(long position) {
		if (position > this.tail) {
			this.tail = position;
			this.tailMark.putLong(0, position);
			// A reader that sees new bytes in a record also sees the new tail
			VarHandle.storeStoreFence();
		}
	}

	// Writes a record, for which there is room, and returns its position
	long write(long epoch, byte[] topic, long number, long time, byte[] frame, int offset, byte @Nullable [] headers) {
		int length = (int) RecordFormat.length(topic, frame.length - offset, headers);
		begin(length);
		this.format.write(this.headAt, this.head, epoch, topic, number, time, frame, offset, headers);
		return finish(length);
	}

	/**
	 * Write a record once more, for which there is room.
	 * @param position its position
	 * @param length its length
	 * @return its new position
	 */
	long copy(long position, int length) {
		begin(length);
		this.format.copy(at(position), this.headAt, length, this.head);
		return finish(length);
	}

	/**
	 * Give up a record before the tail reaches it.
	 * @param position its position
	 */
	void discard(long position) {
		this.format.discard(at(position));
	}

	private void begin(int length) {
		if (aligned(length) > untilEnd()) {
			this.format.skip(this.headAt, untilEnd(), this.head);
			moveHead(this.head + untilEnd(), 0);
		}
	}

	private long finish(int length) {
		long position = this.head;
		int at = this.headAt + aligned(length);
		moveHead(position + aligned(length), (at < this.capacity) ? at : 0);
		// The record is in the ring before the caller continues
		VarHandle.releaseFence();
		return position;
	}

	private void moveHead(long position, int at) {
		this.head = position;
		this.headAt = at;
	}

	/**
	 * Find the records from the tail on, until one is not complete. The next record is
	 * written there.
	 * @param found is told the position of each record
	 */
	void recover(LongConsumer found) {
		long position = this.tail;
		long end = position + this.capacity;
		while (position < end) {
			int at = at(position);
			int untilEnd = (int) Math.min(this.capacity - at, end - position);
			if (this.format.isSkipped(at, this.capacity - at, position)) {
				position += untilEnd;
				continue;
			}
			RecordFormat.State state = this.format.state(at, untilEnd, position);
			if (state == RecordFormat.State.INCOMPLETE) {
				break;
			}
			if (state == RecordFormat.State.COMPLETE) {
				found.accept(position);
			}
			position += aligned(length(position));
		}
		moveHead(position, at(position));
	}

	/**
	 * The length of a record.
	 * @param position the position of a complete record
	 * @return the length in bytes
	 */
	int length(long position) {
		return this.format.length(at(position));
	}

	/**
	 * The time of a record.
	 * @param position the position of a complete record
	 * @return the time
	 */
	long time(long position) {
		return this.format.time(at(position));
	}

	/**
	 * Read a record, possibly while others are written.
	 * @param position its position
	 * @param length its length
	 * @return the record, {@code null} if it has been overwritten meanwhile
	 */
	byte @Nullable [] read(long position, int length) {
		byte[] record = this.format.bytes(at(position), length);
		VarHandle.loadLoadFence();
		return (position >= this.tail) ? record : null;
	}

}
