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
import java.util.BitSet;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.coder.v2.V2Encoder;
import zmq.io.coder.v2.V2Protocol;
import zmq.util.Errno;
import zmq.util.Wire;

import io.zmqspring.socket.frame.SealedFrame;
import io.zmqspring.socket.frame.SequencedFrame;

/**
 * JeroMQ's encoder, which writes a {@link SequencedFrame} as two frames, and knows where
 * the frames of its current batch begin. An I/O thread encodes messages in batches and
 * writes a batch as the connection takes it. If the connection ends meanwhile,
 * {@link #unsent} counts the messages that the peer cannot have received. Used by one I/O
 * thread.
 *
 * @since 0.1
 */
public class BatchEncoder extends V2Encoder {

	private static final JeroMqInternals.@Nullable Encoding MEMBERS = JeroMqInternals.Encoding.FOUND;

	private static final int SMALL_SIZE = 255;

	private static final int SMALL_HEADER = 2;

	private static final int LARGE_HEADER = 9;

	private final ByteBuffer bytes = ByteBuffer.allocate(SMALL_HEADER + SMALL_SIZE + SequencedFrame.SIZE_ON_WIRE);

	private final Runnable sequenceReady = this::sequenceReady;

	// The sequence that follows the frame in progress
	private @Nullable SequencedFrame sequence;

	private boolean inSequencedBody;

	// The present step writes a frame together with the sequence
	private boolean both;

	// The rest of the frame that the batch before has begun is at the start of a batch
	private int begun;

	private boolean begunEndsMessage;

	private int rest;

	private boolean restEndsMessage;

	BatchEncoder(int batchSize) {
		super(new Errno(), batchSize);
	}

	@Override
	protected void messageReady() {
		this.both = false;
		this.sequence = (this.inProgress instanceof SequencedFrame sequenced) ? sequenced : null;
		if (this.sequence == null) {
			super.messageReady();
			return;
		}
		this.inSequencedBody = false;
		int size = this.inProgress.size();
		this.bytes.clear();
		if (size > SMALL_SIZE) {
			this.bytes.put((byte) (V2Protocol.MORE_FLAG | V2Protocol.LARGE_FLAG)).putLong(size);
			nextStep(this.bytes, this.bytes.position(), this.sizeReady, false);
		}
		else {
			this.both = true;
			this.bytes.put((byte) V2Protocol.MORE_FLAG).put((byte) size).put(this.inProgress.data(), 0, size);
			writeSequence();
		}
	}

	@Override
	protected void sizeReady() {
		if (this.sequence == null) {
			super.sizeReady();
			return;
		}
		this.inSequencedBody = true;
		nextStep(this.inProgress.buf(), this.inProgress.size(), this.sequenceReady, false);
	}

	private void sequenceReady() {
		this.bytes.clear();
		writeSequence();
	}

	private void writeSequence() {
		this.sequence.write(this.bytes);
		this.sequence = null;
		nextStep(this.bytes, this.bytes.position(), this.messageReady, true);
	}

	/**
	 * Called by JeroMQ when a batch is complete, before it is written.
	 */
	@Override
	public void encoded() {
		this.begun = this.rest;
		this.begunEndsMessage = this.restEndsMessage;
		this.rest = restOfFrame();
		this.restEndsMessage = this.rest > 0 && this.sequence == null && !isBeforeSequence()
				&& endsMessage(this.inProgress);
		super.encoded();
	}

	private int restOfFrame() {
		Msg frame = this.inProgress;
		if (frame == null || MEMBERS == null) {
			return 0;
		}
		int step = (int) MEMBERS.toWrite().get(this);
		if (this.both) {
			return isBeforeSequence() ? step - SequencedFrame.SIZE_ON_WIRE : step;
		}
		boolean inBody = (boolean) MEMBERS.inBody().get(this) || (this.sequence != null && this.inSequencedBody);
		return inBody ? step : step + frame.size();
	}

	private boolean isBeforeSequence() {
		return this.both && MEMBERS != null && (int) MEMBERS.toWrite().get(this) > SequencedFrame.SIZE_ON_WIRE;
	}

	boolean endsMessage(Msg frame) {
		return !frame.hasMore() && !frame.isCommand();
	}

	/**
	 * Whether a frame of the current batch ends a message.
	 * @param index the number of frames that begin before it in this batch
	 * @param flags its flags as sent
	 * @return {@code true} for the last frame of a message
	 */
	boolean endsMessage(int index, int flags) {
		return (flags & (V2Protocol.MORE_FLAG | V2Protocol.COMMAND_FLAG)) == 0;
	}

	/**
	 * How many messages have a last byte that is not written yet.
	 * @param batch what is being written: the current batch, or the body of a large frame
	 * @param left how many of its bytes are not written yet
	 * @return the number of messages
	 */
	int unsent(ByteBuffer batch, int left) {
		boolean begins = this.sequence != null || restOfFrame() > 0;
		int messages = (begins && endsMessage(this.inProgress)) ? 1 : 0;
		if (left == 0 || MEMBERS == null) {
			return messages;
		}
		if (batch != MEMBERS.buffer().get(this)) {
			return (this.inProgress != null && endsMessage(this.inProgress)) ? 1 : 0;
		}
		int written = batch.position();
		if (this.begun > written && this.begunEndsMessage && this.begun <= batch.limit()) {
			messages++;
		}
		return messages + endingAfter(written, batch);
	}

	private int endingAfter(int written, ByteBuffer batch) {
		int messages = 0;
		int start = this.begun;
		long end = end(batch, start);
		for (int index = 0; end <= batch.limit(); index++) {
			if (end > written && endsMessage(index, batch.get(start))) {
				messages++;
			}
			start = (int) end;
			end = end(batch, start);
		}
		return messages;
	}

	private static long end(ByteBuffer batch, int start) {
		boolean large = start < batch.limit() && (batch.get(start) & V2Protocol.LARGE_FLAG) != 0;
		int header = large ? LARGE_HEADER : SMALL_HEADER;
		if (start + header > batch.limit()) {
			return Long.MAX_VALUE;
		}
		long size = large ? Wire.getUInt64(batch, start + 1) : batch.get(start + 1) & 0xff;
		return start + header + size;
	}

	/**
	 * An encoder of frames whose flags are encrypted: it remembers which of them end a
	 * message.
	 */
	static final class OfSealedFrames extends BatchEncoder {

		private final BitSet ends = new BitSet();

		private int frames;

		private boolean complete;

		OfSealedFrames(int batchSize) {
			super(batchSize);
		}

		@Override
		protected void messageReady() {
			super.messageReady();
			if (this.complete) {
				forget();
			}
			this.ends.set(this.frames++, endsMessage(this.inProgress));
		}

		@Override
		public void encoded() {
			super.encoded();
			if (this.complete) {
				// Only the rest of a frame that has begun before
				forget();
			}
			this.complete = true;
		}

		private void forget() {
			this.complete = false;
			this.frames = 0;
		}

		@Override
		boolean endsMessage(Msg frame) {
			return (frame instanceof SealedFrame sealed) ? sealed.endsMessage() : super.endsMessage(frame);
		}

		@Override
		boolean endsMessage(int index, int flags) {
			return this.ends.get(index);
		}

	}

}
