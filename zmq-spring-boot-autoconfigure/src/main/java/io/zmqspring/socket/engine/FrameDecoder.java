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

package io.zmqspring.socket.engine;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.ZError;
import zmq.io.coder.IDecoder;
import zmq.io.coder.v2.V2Protocol;
import zmq.msg.MsgAllocator;
import zmq.util.Errno;
import zmq.util.ValueReference;

/**
 * Takes the bytes of a connection apart into frames (ZMTP, RFC 23), in the place of
 * JeroMQ's decoder, which copies flags, size and content of each frame through a step and
 * a view of their own: for a small frame that is most of what its I/O thread does.
 * Belongs to the I/O thread of the connection.
 *
 * @since 0.1
 */
public final class FrameDecoder implements IDecoder {

	private static final int SHORT_HEADER = 2;

	private static final int LONG_HEADER = 9;

	// The JDK copies what is read to the heap from native memory of the same size
	private static final int MOST_AT_ONCE = 256 * 1024;

	private final Errno errno = new Errno();

	private final ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);

	private final int largestBatch;

	private final long maxSize;

	private final MsgAllocator allocator;

	private ByteBuffer buffer;

	private Msg frame = new Msg();

	private int missing;

	private @Nullable ByteBuffer rest;

	/**
	 * Create a decoder.
	 * @param buffer the first buffer to read into
	 * @param largestBatch the most bytes that are read at once
	 * @param maxSize the largest size of a frame in bytes
	 * @param allocator creates frames, on the heap
	 */
	public FrameDecoder(ByteBuffer buffer, int largestBatch, long maxSize, MsgAllocator allocator) {
		this.buffer = buffer;
		this.largestBatch = largestBatch;
		this.maxSize = maxSize;
		this.allocator = allocator;
	}

	/**
	 * The buffer for the next bytes.
	 * @return a buffer for several frames, or for the rest of a large frame
	 */
	@Override
	public ByteBuffer getBuffer() {
		if (this.missing < this.buffer.capacity()) {
			this.rest = null;
			return emptied();
		}
		byte[] content = this.frame.data();
		ByteBuffer part = ByteBuffer.wrap(content, content.length - this.missing, Math.min(this.missing, MOST_AT_ONCE))
			.slice();
		this.rest = part;
		return part;
	}

	// After a read that fills the buffer, probably more bytes wait: larger batches cost
	// less per message
	private ByteBuffer emptied() {
		int capacity = this.buffer.capacity();
		if (this.buffer.limit() == capacity && this.buffer.position() == capacity && capacity < this.largestBatch) {
			try {
				this.buffer = ByteBuffer.allocateDirect((int) Math.min(2L * capacity, this.largestBatch));
			}
			catch (OutOfMemoryError ex) {
				// If it left this method, the I/O thread would end. The present buffer
				// works
			}
		}
		return this.buffer.clear();
	}

	/**
	 * Decode bytes up to the end of the next frame.
	 * @param data the received bytes
	 * @param size the number of bytes from its position on
	 * @param processed set to the number of bytes used, 0 if the frame is too large
	 * @return whether the frame is complete, more bytes are needed, or the frame is too
	 * large
	 */
	@Override
	public Step.Result decode(ByteBuffer data, int size, ValueReference<Integer> processed) {
		if (data == this.rest) {
			processed.set(size);
			this.missing -= size;
			return (this.missing == 0) ? Step.Result.DECODED : Step.Result.MORE_DATA;
		}
		processed.set(0);
		int start = data.position();
		int end = start + size;
		if (this.missing == 0) {
			if (!readHeader(data, end)) {
				processed.set(size);
				return Step.Result.MORE_DATA;
			}
			if (!begin()) {
				return Step.Result.ERROR;
			}
		}
		byte[] content = this.frame.data();
		int part = Math.min(this.missing, end - data.position());
		data.get(content, content.length - this.missing, part);
		this.missing -= part;
		processed.set(data.position() - start);
		return (this.missing == 0) ? Step.Result.DECODED : Step.Result.MORE_DATA;
	}

	private boolean readHeader(ByteBuffer data, int end) {
		while (this.header.position() < (isLong() ? LONG_HEADER : SHORT_HEADER)) {
			if (data.position() == end) {
				return false;
			}
			this.header.put(data.get());
		}
		this.header.clear();
		return true;
	}

	private boolean isLong() {
		return this.header.position() > 0 && is(V2Protocol.LARGE_FLAG);
	}

	private boolean is(int flag) {
		return (this.header.get(0) & flag) != 0;
	}

	private boolean begin() {
		long size = is(V2Protocol.LARGE_FLAG) ? this.header.getLong(1) : this.header.get(1) & 0xff;
		if (size > this.maxSize || size > Integer.MAX_VALUE) {
			this.errno.set(ZError.EMSGSIZE);
			return false;
		}
		this.frame = this.allocator.allocate((int) Math.max(size, -1));
		this.missing = this.frame.size();
		if (is(V2Protocol.MORE_FLAG)) {
			this.frame.setFlags(Msg.MORE);
		}
		if (is(V2Protocol.COMMAND_FLAG)) {
			this.frame.setFlags(Msg.COMMAND);
		}
		return true;
	}

	@Override
	public Msg msg() {
		return this.frame;
	}

	@Override
	public void destroy() {
	}

}
