package io.zmqspring.jmh;

/**
 * A small message as a record: about 64 bytes of JSON.
 *
 * @param sensor who has measured
 * @param sequence the number of the message
 * @param celsius what was measured
 * @param ok whether it may be trusted
 */
public record Reading(String sensor, long sequence, double celsius, boolean ok) {

	/** One of them. */
	public static final Reading SAMPLE = new Reading("north", 1_234_567, 21.5, true);

}
