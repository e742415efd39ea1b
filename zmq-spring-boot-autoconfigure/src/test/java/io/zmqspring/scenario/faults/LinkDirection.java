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

package io.zmqspring.scenario.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection through a link. Used by the thread of its link only.
 */
final class LinkDirection {

	private static final int CHUNK_BYTES = 64 * 1024;

	private static final int LONGEST_QUEUE = 64;

	private static final int SLOW_CHUNKS_PER_SECOND = 50;

	private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);

	private final Deque<Chunk> queue = new ArrayDeque<>();

	private final SocketChannel from;

	private final SocketChannel to;

	private long nextRead = System.nanoTime();

	private boolean discarding;

	private boolean ended;

	LinkDirection(SocketChannel from, SocketChannel to) {
		this.from = from;
		this.to = to;
	}

	/**
	 * Move bytes without waiting.
	 * @param condition what the link does with the bytes
	 * @return whether any byte moved
	 * @throws IOException if a side has reset the connection and the link passes it on
	 */
	boolean transfer(LinkCondition condition) throws IOException {
		if (condition.holds()) {
			return false;
		}
		long now = System.nanoTime();
		boolean moved = false;
		if (!this.ended && this.queue.size() < LONGEST_QUEUE && now - this.nextRead >= 0) {
			moved = (condition.discards() || this.discarding) ? readAndDiscard() : read(condition, now);
		}
		return write(now) || moved;
	}

	/**
	 * Discard all bytes from now on, whatever the condition. The receiver could not
	 * decode bytes after a gap.
	 */
	void discardFromNowOn() {
		this.discarding = true;
		this.queue.clear();
	}

	private boolean readAndDiscard() {
		try {
			int count = this.from.read(this.buffer.clear());
			this.ended = count < 0;
			if (count != 0) {
				discardFromNowOn();
			}
			return count > 0;
		}
		catch (IOException ex) {
			this.ended = true;
			return false;
		}
	}

	private boolean read(LinkCondition condition, long now) throws IOException {
		int most = CHUNK_BYTES;
		if (condition.bytesPerSecond() > 0) {
			most = Math.max(1, condition.bytesPerSecond() / SLOW_CHUNKS_PER_SECOND);
			this.nextRead = now + TimeUnit.SECONDS.toNanos(1) / SLOW_CHUNKS_PER_SECOND;
		}
		int count = this.from.read(this.buffer.clear().limit(most));
		long due = now + condition.delay().toNanos();
		if (count < 0) {
			this.ended = true;
			this.queue.add(new Chunk(null, due));
		}
		else if (count > 0) {
			this.queue.add(new Chunk(ByteBuffer.wrap(Arrays.copyOf(this.buffer.array(), count)), due));
		}
		return count > 0;
	}

	private boolean write(long now) throws IOException {
		boolean moved = false;
		Chunk next = this.queue.peek();
		while (next != null && now - next.due >= 0) {
			if (next.bytes == null) {
				this.to.shutdownOutput();
			}
			else {
				moved |= this.to.write(next.bytes) > 0;
				if (next.bytes.hasRemaining()) {
					return moved;
				}
			}
			this.queue.remove();
			next = this.queue.peek();
		}
		return moved;
	}

	boolean hasEnded() {
		return this.ended && this.queue.isEmpty();
	}

	/**
	 * Bytes that have been read and not been written.
	 *
	 * @param bytes the bytes, {@code null} for the end of the stream
	 * @param due the {@link System#nanoTime()} from which they may be written
	 */
	private record Chunk(@Nullable ByteBuffer bytes, long due) {

	}

}
