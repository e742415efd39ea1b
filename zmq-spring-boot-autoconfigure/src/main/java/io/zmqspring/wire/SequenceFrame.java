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

package io.zmqspring.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The frame that ends each message of a publisher with {@code sequence: true} and
 * {@code wire-format: multipart}. It has 28 bytes, all numbers are big-endian:
 *
 * <pre>
 * offset  length
 *  0       4      ASCII "ZSQ1"
 *  4       8      epoch: random, another one after each start of the publisher
 * 12       8      number: per topic, from 1, without a gap
 * 20       8      time of sending: nanoseconds since 1970, increasing per publisher
 * </pre>
 *
 * A frame of headers starts with a brace, so it is never mistaken for this one. A peer
 * may send any values. Does not need Jackson.
 *
 * @since 0.1
 */
public final class SequenceFrame {

	/** The size of the frame, in bytes. */
	public static final int LENGTH = 28;

	/** The first four bytes of the frame, as a number. */
	public static final int MAGIC = 'Z' << 24 | 'S' << 16 | 'Q' << 8 | '1';

	private static final int EPOCH = 4;

	private static final int NUMBER = 12;

	private static final int TIME = 20;

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private SequenceFrame() {
	}

	/**
	 * Encode a frame.
	 * @param epoch the epoch of the publisher
	 * @param number the number of the message within its topic
	 * @param time the time of sending, in nanoseconds since 1970
	 * @return a new array
	 */
	public static byte[] encode(long epoch, long number, long time) {
		byte[] frame = new byte[LENGTH];
		write(frame, epoch, number, time);
		return frame;
	}

	/**
	 * Encode a frame into an array.
	 * @param frame the array, of {@value #LENGTH} bytes
	 * @param epoch the epoch of the publisher
	 * @param number the number of the message within its topic
	 * @param time the time of sending, in nanoseconds since 1970
	 */
	public static void write(byte[] frame, long epoch, long number, long time) {
		INT.set(frame, 0, MAGIC);
		LONG.set(frame, EPOCH, epoch);
		LONG.set(frame, NUMBER, number);
		LONG.set(frame, TIME, time);
	}

	/**
	 * Whether a frame is one of these.
	 * @param frame the last frame of a message
	 * @return whether size and first bytes are right
	 */
	public static boolean isSequence(byte[] frame) {
		return frame.length == LENGTH && (int) INT.get(frame, 0) == MAGIC;
	}

	/**
	 * Read the epoch.
	 * @param frame a frame that {@link #isSequence(byte[])}
	 * @return the epoch
	 */
	public static long epoch(byte[] frame) {
		return (long) LONG.get(frame, EPOCH);
	}

	/**
	 * Read the number.
	 * @param frame a frame that {@link #isSequence(byte[])}
	 * @return the number of the message within its topic
	 */
	public static long number(byte[] frame) {
		return (long) LONG.get(frame, NUMBER);
	}

	/**
	 * Read the time of sending.
	 * @param frame a frame that {@link #isSequence(byte[])}
	 * @return nanoseconds since 1970
	 */
	public static long time(byte[] frame) {
		return (long) LONG.get(frame, TIME);
	}

}
