package io.zmqspring.benchmarks.side;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.zmqspring.jmh.Reading;

/**
 * The payloads every peer sends: an id in front, and filling up to the size.
 */
public final class Payloads {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final int DIGITS = 12;

	private static final int JSON_AROUND = 38;

	private Payloads() {
	}

	/**
	 * A payload of bytes: the id in eight bytes, big-endian, then zeroes.
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
	 * The id of a payload of bytes.
	 * @param payload the payload
	 * @return the id
	 */
	public static long id(byte[] payload) {
		return (long) LONG.get(payload, 0);
	}

	/**
	 * The id of a payload of bytes behind a topic.
	 * @param frame the frame
	 * @param offset where the payload begins
	 * @return the id
	 */
	public static long id(byte[] frame, int offset) {
		return (long) LONG.get(frame, offset);
	}

	/**
	 * What follows the id in a payload of text.
	 * @param size of the payload in characters
	 * @return the filling
	 */
	public static String filling(int size) {
		return "x".repeat(size - DIGITS);
	}

	/**
	 * A payload of text: the id in twelve digits, then the filling.
	 * @param id the id, less than 10^11
	 * @param filling what follows
	 * @return the text
	 */
	public static String text(long id, String filling) {
		return (100_000_000_000L + id) + filling;
	}

	/**
	 * The id of a payload of text.
	 * @param payload the payload
	 * @return the id
	 */
	public static long id(String payload) {
		return Long.parseLong(payload, 1, DIGITS, 10);
	}

	/**
	 * The text of a {@link Reading} whose JSON has about a size.
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
