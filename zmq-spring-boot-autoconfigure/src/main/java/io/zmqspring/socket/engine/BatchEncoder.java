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
import zmq.io.coder.v2.V2Encoder;
import zmq.io.coder.v2.V2Protocol;
import zmq.util.Errno;
import zmq.util.Wire;

/**
 * JeroMQ's encoder, which also knows where the frames of its current batch begin. An I/O
 * thread encodes messages in batches and writes a batch as the connection takes it. If
 * the connection ends meanwhile, {@link #unsent} tells how many messages the peer cannot
 * have received. Used by one I/O thread.
 */
final class BatchEncoder extends V2Encoder {

	private static final JeroMqInternals.@Nullable Encoding MEMBERS = JeroMqInternals.Encoding.FOUND;

	private static final int SMALL_HEADER = 2;

	private static final int LARGE_HEADER = 9;

	// The rest of the frame that the batch before has begun is at the start of a batch
	private int begun;

	private boolean begunEndsMessage;

	private int rest;

	private boolean restEndsMessage;

	BatchEncoder(int batchSize) {
		super(new Errno(), batchSize);
	}

	/**
	 * Called by JeroMQ when a batch is complete, before it is written.
	 */
	@Override
	public void encoded() {
		this.begun = this.rest;
		this.begunEndsMessage = this.restEndsMessage;
		this.rest = restOfFrame();
		this.restEndsMessage = this.rest > 0 && endsMessage(this.inProgress);
		super.encoded();
	}

	private int restOfFrame() {
		Msg frame = this.inProgress;
		if (frame == null || MEMBERS == null) {
			return 0;
		}
		int step = (int) MEMBERS.toWrite().get(this);
		return ((boolean) MEMBERS.inBody().get(this)) ? step : step + frame.size();
	}

	private static boolean endsMessage(Msg frame) {
		return !frame.hasMore() && !frame.isCommand();
	}

	/**
	 * How many messages have a last byte that is not written yet.
	 * @param batch what is being written: the current batch, or the body of a large frame
	 * @param left how many of its bytes are not written yet
	 * @return the number of messages
	 */
	int unsent(ByteBuffer batch, int left) {
		int messages = (restOfFrame() > 0 && endsMessage(this.inProgress)) ? 1 : 0;
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
		while (end <= batch.limit()) {
			int flags = batch.get(start);
			if (end > written && (flags & (V2Protocol.MORE_FLAG | V2Protocol.COMMAND_FLAG)) == 0) {
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

}
