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

package io.zmqspring.sequence;

import io.zmqspring.socket.Frames;
import io.zmqspring.wire.SequenceFrame;
import io.zmqspring.wire.WireFormat;

/**
 * Reads the sequence of a message of several frames: after topic, payload and perhaps
 * headers. Used by one thread.
 *
 * @since 0.1
 */
public final class TrailingSequence {

	private long epoch;

	private long number;

	private long time;

	/**
	 * Whether a message has a sequence.
	 * @param frames the message
	 * @return whether its last frame is one
	 */
	public static boolean isIn(Frames frames) {
		return hasFurtherFrame(frames) && (frames.isSequenced() || SequenceFrame.isSequence(last(frames)));
	}

	/**
	 * Read the sequence.
	 * @param frames the message
	 * @return {@code false} if there is none
	 */
	public boolean read(Frames frames) {
		if (!hasFurtherFrame(frames)) {
			return false;
		}
		if (frames.isSequenced()) {
			this.epoch = frames.epoch();
			this.number = frames.number();
			this.time = frames.time();
			return true;
		}
		byte[] last = last(frames);
		if (!SequenceFrame.isSequence(last)) {
			return false;
		}
		this.epoch = SequenceFrame.epoch(last);
		this.number = SequenceFrame.number(last);
		this.time = SequenceFrame.time(last);
		return true;
	}

	private static boolean hasFurtherFrame(Frames frames) {
		return frames.count() > WireFormat.MULTIPART.frames() && frames.count() <= Frames.KEPT;
	}

	private static byte[] last(Frames frames) {
		return frames.get(frames.count() - 1);
	}

	/**
	 * The epoch that was read.
	 * @return the epoch of the publisher
	 */
	public long epoch() {
		return this.epoch;
	}

	/**
	 * The number that was read.
	 * @return the number of the message within its topic
	 */
	public long number() {
		return this.number;
	}

	/**
	 * The time that was read.
	 * @return when the message was sent, in nanoseconds since 1970
	 */
	public long time() {
		return this.time;
	}

}
