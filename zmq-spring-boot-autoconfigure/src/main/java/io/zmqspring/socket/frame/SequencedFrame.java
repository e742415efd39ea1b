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

import zmq.Msg;

import io.zmqspring.wire.SequenceFrame;

/**
 * A frame with the sequence that follows it as the last frame of the message. Each frame
 * costs JeroMQ an object, its buffer and a place in two queues. So the sequence of a
 * message needs none of its own inside the engine: JeroMQ sees one frame, the encoder
 * writes two, and the decoder of the receiver makes one of both.
 *
 * @since 0.1
 */
public interface SequencedFrame {

	/** The size of the header of the sequence on the wire. */
	int HEADER_SIZE = 2;

	/** The size of the sequence. */
	int SIZE = SequenceFrame.LENGTH;

	/** The size of the sequence on the wire, with its header. */
	int SIZE_ON_WIRE = HEADER_SIZE + SIZE;

	/** The header of the sequence: no flags, and its size. */
	short HEADER = SIZE;

	/**
	 * The epoch of the publisher.
	 * @return the epoch
	 */
	long epoch();

	/**
	 * The number of the message within its topic.
	 * @return the number
	 */
	long number();

	/**
	 * The time of sending.
	 * @return nanoseconds since 1970
	 */
	long time();

	/**
	 * The sequence.
	 * @return the last frame of the message, a new array
	 */
	default byte[] sequence() {
		return SequenceFrame.encode(epoch(), number(), time());
	}

	/**
	 * Write the sequence with its header.
	 * @param target has room for {@link #SIZE_ON_WIRE} bytes, in the byte order of the
	 * network
	 */
	default void write(ByteBuffer target) {
		target.putShort(HEADER).putInt(SequenceFrame.MAGIC).putLong(epoch()).putLong(number()).putLong(time());
	}

	/**
	 * Create a frame to be sent.
	 * @param content the content of the frame, not to be changed afterwards
	 * @param sequence the last frame of the message, which is copied
	 * @return the frame, which ends a message for JeroMQ
	 */
	static Msg of(byte[] content, byte[] sequence) {
		return new Sent(content, sequence);
	}

	/**
	 * Whether a sequence stands completely at a place.
	 * @param data the received bytes, in the byte order of the network
	 * @param from the place
	 * @param to the end of what was received
	 * @return whether it does
	 */
	static boolean isAt(ByteBuffer data, int from, int to) {
		return to - from >= SIZE_ON_WIRE && data.getShort(from) == HEADER
				&& data.getInt(from + HEADER_SIZE) == SequenceFrame.MAGIC;
	}

	/**
	 * A frame to be sent.
	 */
	final class Sent extends Msg implements SequencedFrame {

		private final long epoch;

		private final long number;

		private final long time;

		private Sent(byte[] content, byte[] sequence) {
			super(content);
			this.epoch = SequenceFrame.epoch(sequence);
			this.number = SequenceFrame.number(sequence);
			this.time = SequenceFrame.time(sequence);
		}

		@Override
		public long epoch() {
			return this.epoch;
		}

		@Override
		public long number() {
			return this.number;
		}

		@Override
		public long time() {
			return this.time;
		}

	}

}
