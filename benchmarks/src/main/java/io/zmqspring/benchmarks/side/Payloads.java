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

package io.zmqspring.benchmarks.side;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Creates and reads the payloads of all peers: an id, followed by filling up to the size.
 */
public final class Payloads {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final int DIGITS = 12;

	private static final int JSON_AROUND = 38;

	private Payloads() {
	}

	/**
	 * Create a payload of bytes: the id in eight bytes, big-endian, then zeroes.
	 * @param size in bytes, at least 8
	 * @param id the id
	 * @return a new array
	 */
	public static byte[] bytes(int size, long id) {
		byte[] payload = new byte[size];
		LONG.set(payload, 0, id);
		return payload;
	}

	/**
	 * Return the id of a payload of bytes.
	 * @param payload the payload
	 * @return the id
	 */
	public static long id(byte[] payload) {
		return (long) LONG.get(payload, 0);
	}

	/**
	 * Return the id of a payload of bytes that follows a topic.
	 * @param frame the frame
	 * @param offset the position at which the payload begins
	 * @return the id
	 */
	public static long id(byte[] frame, int offset) {
		return (long) LONG.get(frame, offset);
	}

	/**
	 * Return the filling that follows the id in a payload of text.
	 * @param size of the payload in characters
	 * @return the filling
	 */
	public static String filling(int size) {
		return "x".repeat(size - DIGITS);
	}

	/**
	 * Create a payload of text: the id in twelve digits, then the filling.
	 * @param id the id, less than 10^11
	 * @param filling the text that follows the id
	 * @return the text
	 */
	public static String text(long id, String filling) {
		return (100_000_000_000L + id) + filling;
	}

	/**
	 * Return the id of a payload of text.
	 * @param payload the payload
	 * @return the id
	 */
	public static long id(String payload) {
		return Long.parseLong(payload, 1, DIGITS, 10);
	}

	/**
	 * Return the note for a {@link Reading} whose JSON has about the given size.
	 * @param size of the JSON in bytes
	 * @return the text
	 */
	public static String note(int size) {
		return "x".repeat(size - JSON_AROUND);
	}

	/**
	 * A payload sent as JSON.
	 *
	 * @param id the id
	 * @param value a number
	 * @param note text
	 */
	public record Reading(long id, double value, String note) {

	}

}
