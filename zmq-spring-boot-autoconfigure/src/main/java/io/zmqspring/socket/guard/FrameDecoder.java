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

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.ZError;
import zmq.io.coder.v2.V2Protocol;
import zmq.util.Errno;
import zmq.util.ValueReference;

import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.frame.SequencedFrame;

/**
 * Takes the bytes of a connection apart into frames (ZMTP, RFC 23), in the place of
 * JeroMQ's decoder, which copies flags, size and content of each frame through a step and
 * a view of their own: for a small frame that is most of what its I/O thread does.
 * Belongs to the I/O thread of the connection.
 *
 * @since 0.1
 */
public class FrameDecoder implements DecoderReplacement.Decoder {

	/** Frames up to this size get their memory at once, without reserving it. */
	public static final int SMALL = FrameContent.SMALL;

	/** The largest command, and the largest frame of a handshake. */
	static final int LARGEST_COMMAND = 2048;

	// The JDK copies what is read to the heap from native memory of the same size
	private static final int MOST_AT_ONCE = 256 * 1024;

	private final Errno errno = new Errno();

	private final FrameHeader header = new FrameHeader();

	private final int largestBatch;

	final FrameIntake intake;

	private final long largestFrame;

	private final long largestWhole;

	private final boolean joinsFrames;

	final FrameContent content;

	private ByteBuffer buffer;

	private Msg frame = new Msg();

	private boolean handshakeDone;

	private boolean discarding;

	private boolean begun;

	private boolean waiting;

	private @Nullable ByteBuffer rest;

	/**
	 * Create a decoder.
	 * @param buffer the first buffer to read into
	 * @param largestBatch the most bytes that are read at once
	 * @param intake decides about the frames
	 * @param joinsFrames whether the sequence of a message is joined with the frame
	 * before it, if both have arrived
	 */
	public FrameDecoder(ByteBuffer buffer, int largestBatch, FrameIntake intake, boolean joinsFrames) {
		this(buffer, largestBatch, intake, SMALL, joinsFrames);
	}

	FrameDecoder(ByteBuffer buffer, int largestBatch, FrameIntake intake, int small, boolean joinsFrames) {
		this.buffer = buffer;
		this.largestBatch = largestBatch;
		this.intake = intake;
		this.largestFrame = intake.largestFrame();
		this.largestWhole = Math.min(this.largestFrame, small);
		this.content = new FrameContent(intake, small);
		this.joinsFrames = joinsFrames;
	}

	/**
	 * The buffer for the next bytes.
	 * @return a buffer for several frames, or for a part of a large frame
	 */
	@Override
	public ByteBuffer getBuffer() {
		this.rest = null;
		this.intake.onRead();
		if (this.content.missing() < this.buffer.capacity()) {
			return emptied();
		}
		ByteBuffer part = this.content.room(MOST_AT_ONCE);
		if (!part.hasRemaining()) {
			discard();
			return emptied();
		}
		this.rest = part;
		return part;
	}

	// More bytes wait if the buffer was filled, and larger batches cost less per message
	private ByteBuffer emptied() {
		int capacity = this.buffer.capacity();
		if (this.buffer.limit() == capacity && this.buffer.position() == capacity && capacity < this.largestBatch) {
			try {
				this.buffer = ByteBuffer.allocateDirect((int) Math.min(2L * capacity, this.largestBatch));
			}
			catch (OutOfMemoryError ex) {
				// If it left this method, the I/O thread would end; this buffer works
			}
		}
		return this.buffer.clear();
	}

	/**
	 * Decode bytes up to the end of the next frame. After a frame was refused, the bytes
	 * are discarded until the engine notices that the connection has ended.
	 * @param data the received bytes
	 * @param available the number of bytes from its position on
	 * @param processed set to the number of bytes used, 0 if the frame is too large
	 * @return whether the frame is complete, more bytes are needed, or the frame is too
	 * large
	 */
	@Override
	public Step.Result decode(ByteBuffer data, int available, ValueReference<Integer> processed) {
		if (this.discarding) {
			processed.set(available);
			return Step.Result.MORE_DATA;
		}
		if (data == this.rest) {
			processed.set(available);
			this.content.add(available);
			return this.content.isComplete() ? complete() : Step.Result.MORE_DATA;
		}
		processed.set(0);
		int start = data.position();
		int end = start + available;
		if (this.content.isComplete()) {
			if (this.begun && this.handshakeDone && takeWhole(data, start, end)) {
				processed.set(data.position() - start);
				return Step.Result.DECODED;
			}
			if (!this.header.read(data, end)) {
				processed.set(available);
				return Step.Result.MORE_DATA;
			}
			if (isTooLarge()) {
				this.errno.set(ZError.EMSGSIZE);
				return Step.Result.ERROR;
			}
			if (!begin(end - data.position())) {
				discard();
			}
		}
		if (this.discarding || !this.content.fill(data, end)) {
			discard();
			processed.set(available);
			return Step.Result.MORE_DATA;
		}
		processed.set(data.position() - start);
		return this.content.isComplete() ? complete() : Step.Result.MORE_DATA;
	}

	// The usual case: a small frame has arrived completely. Other steps do the rest
	private boolean takeWhole(ByteBuffer data, int start, int end) {
		int flags = this.header.peek(data, end);
		int headerSize = FrameHeader.length(flags);
		if ((flags & V2Protocol.COMMAND_FLAG) != 0 || end - start < headerSize) {
			return false;
		}
		long size = FrameHeader.size(flags, data, start);
		if (size < 0 || size > Math.min(end - start - headerSize, this.largestWhole)) {
			return false;
		}
		int content = start + headerSize;
		boolean more = (flags & V2Protocol.MORE_FLAG) != 0;
		boolean joins = more && this.joinsFrames && SequencedFrame.isAt(data, content + (int) size, end);
		Msg whole = joins ? copyBoth(data, content, (int) size) : copy(data, content, (int) size);
		if (whole == null) {
			return false;
		}
		this.frame = whole;
		if (more && !joins) {
			whole.setFlags(Msg.MORE);
		}
		return true;
	}

	private @Nullable Msg copyBoth(ByteBuffer data, int start, int length) {
		byte[] bytes = FrameContent.copy(data, start, length);
		if (bytes == null) {
			return null;
		}
		data.position(start + length + SequencedFrame.HEADER_SIZE + Integer.BYTES);
		return this.intake.frame(bytes, data.getLong(), data.getLong(), data.getLong());
	}

	// Null without a change of the buffer if there is no memory for the frame
	@Nullable Msg copy(ByteBuffer data, int start, int length) {
		byte[] bytes = FrameContent.copy(data, start, length);
		return (bytes != null) ? this.intake.frame(bytes) : null;
	}

	private boolean isTooLarge() {
		this.handshakeDone = this.handshakeDone || this.intake.isHandshakeDone();
		long largest = (this.handshakeDone && !this.header.is(V2Protocol.COMMAND_FLAG)) ? this.largestFrame
				: LARGEST_COMMAND;
		return this.header.size() > Math.min(largest, Integer.MAX_VALUE);
	}

	private boolean begin(int available) {
		if (this.header.size() < 0) {
			this.intake.refuseMalformed();
			return false;
		}
		return this.content.begin((int) this.header.size(), available);
	}

	private Step.Result complete() {
		boolean command = this.header.is(V2Protocol.COMMAND_FLAG);
		boolean more = this.header.is(V2Protocol.MORE_FLAG);
		byte[] bytes = this.content.bytes();
		if (command || !this.handshakeDone) {
			bytes = (command && more) ? null : this.intake.command(bytes, !this.handshakeDone);
			if (bytes == null) {
				this.intake.refuseMalformed();
				discard();
				return Step.Result.MORE_DATA;
			}
		}
		setFrame(bytes, more, command);
		arrived(this.content);
		return mayPass() ? Step.Result.DECODED : Step.Result.ERROR;
	}

	final Msg setFrame(byte[] bytes, boolean more, boolean command) {
		this.frame = this.intake.frame(bytes);
		if (more) {
			this.frame.setFlags(Msg.MORE);
		}
		if (command) {
			this.frame.setFlags(Msg.COMMAND);
		}
		return this.frame;
	}

	/**
	 * The present frame has arrived.
	 * @param arrived its content
	 */
	void arrived(FrameContent arrived) {
		arrived.release();
	}

	// The engine stops reading at this error, as if the queue of the socket were full,
	// and takes the frame when it is resumed
	private boolean mayPass() {
		if (this.begun) {
			return true;
		}
		this.begun = true;
		this.waiting = !this.intake.mayBegin();
		if (this.waiting) {
			this.errno.set(ZError.EAGAIN);
		}
		return !this.waiting;
	}

	@Override
	public boolean resume() {
		boolean waited = this.waiting;
		this.waiting = false;
		return waited;
	}

	final void discard() {
		this.discarding = true;
		this.content.discard();
	}

	@Override
	public Msg msg() {
		return this.frame;
	}

	@Override
	public void destroy() {
		this.waiting = false;
		discard();
		this.intake.close();
	}

}
