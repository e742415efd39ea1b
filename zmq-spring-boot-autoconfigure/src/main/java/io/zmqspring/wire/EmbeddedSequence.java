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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The sequence of a message of a publisher with {@code sequence: true} and
 * {@code wire-format: single-frame}. The payload has to be a JSON object. Its first
 * member is {@value HeaderFormat#MEMBER}, which also contains the headers, and starts
 * with the sequence:
 *
 * <pre>
 * {"_zmq":{"sequence":"0123456789abcdef:42:1800000000123456789"},"id":7}
 *                      epoch            number time
 * </pre>
 *
 * The epoch has 16 hexadecimal digits; the time is in nanoseconds since 1970 and has 19
 * digits. A payload without a sequence costs a receiver one comparison. A peer may send
 * any values. Does not need Jackson.
 *
 * @param epoch the epoch of the publisher
 * @param number the number of the message within its topic
 * @param time the time of sending, in nanoseconds since 1970
 * @param payload the payload without the sequence; headers are still in it
 * @since 0.1
 */
public record EmbeddedSequence(long epoch, long number, long time, byte[] payload) {

	private static final byte[] START = ascii("{\"" + HeaderFormat.MEMBER + "\":{\"sequence\":\"");

	// What is left of the start if headers follow
	private static final int HEADERS_START = ("{\"" + HeaderFormat.MEMBER + "\":{").length();

	private static final byte[] HEX = ascii("0123456789abcdef");

	private static final int EPOCH_DIGITS = 16;

	private static final int TIME_DIGITS = 19;

	// The epoch and a colon
	private static final int NUMBER_OFFSET = START.length + EPOCH_DIGITS + 1;

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Make a frame with room for a sequence, to be written by {@link #write}.
	 * @param topic the encoded topic
	 * @param payload the payload
	 * @param headers the encoded headers, if any: a JSON object
	 * @param number a number with as many digits as the one that will be written
	 * @return a new frame; {@code null} if the payload is not a JSON object
	 */
	public static byte @Nullable [] reserve(byte[] topic, byte[] payload, byte @Nullable [] headers, long number) {
		int brace = skipSpace(payload, 0);
		int first = skipSpace(payload, brace + 1);
		int last = payload.length - 1;
		while (last > brace && isSpace(payload[last])) {
			last--;
		}
		if (first > last || payload[brace] != '{' || payload[last] != '}' || (payload[first] != '"' && first != last)) {
			return null;
		}
		int from = topic.length + 1;
		int end = from + NUMBER_OFFSET + digits(number) + 1 + TIME_DIGITS + 1;
		// Instead of the brace that starts the headers there is a comma
		int more = (headers != null && headers.length > 2) ? headers.length : 1;
		int comma = (first != last) ? 1 : 0;
		int rest = end + more + comma;
		byte[] frame = Arrays.copyOf(topic, rest + payload.length - brace - 1);
		frame[topic.length] = ' ';
		System.arraycopy(START, 0, frame, from, START.length);
		frame[end - 1] = '"';
		if (more > 1) {
			System.arraycopy(headers, 0, frame, end, more);
			frame[end] = ',';
		}
		else {
			frame[end] = '}';
		}
		if (comma == 1) {
			frame[rest - 1] = ',';
		}
		System.arraycopy(payload, brace + 1, frame, rest, payload.length - brace - 1);
		return frame;
	}

	/**
	 * Write the sequence into a frame that has room for it. May be repeated.
	 * @param frame the frame
	 * @param from the index of the first byte of the payload
	 * @param epoch the epoch of the publisher
	 * @param number the number, with as many digits as the frame has room for
	 * @param time the time of sending, in nanoseconds since 1970, not negative
	 */
	public static void write(byte[] frame, int from, long epoch, long number, long time) {
		int epochAt = from + START.length;
		for (int i = 0; i < EPOCH_DIGITS; i++) {
			frame[epochAt + i] = HEX[(int) (epoch >>> (60 - 4 * i)) & 0xf];
		}
		frame[epochAt + EPOCH_DIGITS] = ':';
		int numberAt = from + NUMBER_OFFSET;
		int numberDigits = digits(number);
		writeDecimal(frame, numberAt, numberDigits, number);
		frame[numberAt + numberDigits] = ':';
		writeDecimal(frame, numberAt + numberDigits + 1, TIME_DIGITS, time);
	}

	private static void writeDecimal(byte[] frame, int from, int digits, long value) {
		long rest = value;
		for (int i = from + digits - 1; i >= from; i--) {
			frame[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
	}

	/**
	 * The number of digits of a number. Frames of numbers with the same number of digits
	 * have the same size.
	 * @param number the number, not negative
	 * @return 1 to 19
	 */
	public static int digits(long number) {
		int digits = 1;
		for (long rest = number; rest > 9; rest /= 10) {
			digits++;
		}
		return digits;
	}

	/**
	 * Whether a payload begins with a sequence.
	 * @param frame the bytes that end with the payload
	 * @param from the index of its first byte
	 * @return whether the first bytes are right
	 */
	public static boolean isAt(byte[] frame, int from) {
		int to = from + START.length;
		return to <= frame.length && Arrays.equals(frame, from, to, START, 0, START.length);
	}

	/**
	 * Read the sequence of a payload.
	 * @param frame the bytes that end with the payload, not changed
	 * @param from the index of its first byte
	 * @return the sequence and the payload without it; {@code null} if there is none, or
	 * if it is malformed
	 */
	public static @Nullable EmbeddedSequence read(byte[] frame, int from) {
		if (!isAt(frame, from)) {
			return null;
		}
		int epochAt = from + START.length;
		int numberAt = from + NUMBER_OFFSET;
		int timeAt = end(frame, numberAt, ':') + 1;
		int end = (timeAt > 0) ? end(frame, timeAt, '"') + 1 : 0;
		if (end <= 0 || frame[numberAt - 1] != ':' || !areDigits(frame, epochAt, numberAt - 1, 16)) {
			return null;
		}
		long number = decimal(frame, numberAt, timeAt - 1);
		long time = decimal(frame, timeAt, end - 1);
		byte[] payload = (number >= 0 && time >= 0) ? without(frame, from, end) : null;
		return (payload != null) ? new EmbeddedSequence(epoch(frame, epochAt), number, time, payload) : null;
	}

	private static boolean areDigits(byte[] frame, int from, int to, int radix) {
		for (int i = from; i < to; i++) {
			if (Character.digit(frame[i], radix) < 0) {
				return false;
			}
		}
		return from < to;
	}

	private static long epoch(byte[] frame, int from) {
		long value = 0;
		for (int i = from; i < from + EPOCH_DIGITS; i++) {
			value = value << 4 | Character.digit(frame[i], 16);
		}
		return value;
	}

	// Negative if there is no number, or if it is too large: it has 19 digits at most
	private static long decimal(byte[] frame, int from, int to) {
		if (!areDigits(frame, from, to, 10)) {
			return -1;
		}
		long value = 0;
		for (int i = from; i < to; i++) {
			value = value * 10 + frame[i] - '0';
		}
		return value;
	}

	// The index of a byte that ends a number, -2 if it is not found
	private static int end(byte[] frame, int from, char wanted) {
		int longest = Math.min(frame.length, from + TIME_DIGITS + 1);
		for (int i = from; i < longest; i++) {
			if (frame[i] == wanted) {
				return i;
			}
		}
		return -2;
	}

	private static byte @Nullable [] without(byte[] frame, int from, int end) {
		if (end + 1 >= frame.length) {
			return null;
		}
		boolean headers = frame[end] == ',';
		if (!headers && frame[end] != '}') {
			return null;
		}
		int kept = headers ? HEADERS_START : 1;
		int next = (headers || frame[end + 1] != ',') ? end + 1 : end + 2;
		byte[] payload = new byte[kept + frame.length - next];
		System.arraycopy(frame, from, payload, 0, kept);
		System.arraycopy(frame, next, payload, kept, frame.length - next);
		return payload;
	}

	private static int skipSpace(byte[] json, int from) {
		int i = from;
		while (i < json.length && isSpace(json[i])) {
			i++;
		}
		return i;
	}

	private static boolean isSpace(byte candidate) {
		return candidate == ' ' || candidate == '\n' || candidate == '\r' || candidate == '\t';
	}

}
