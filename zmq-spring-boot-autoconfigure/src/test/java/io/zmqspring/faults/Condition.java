package io.zmqspring.faults;

import java.time.Duration;

/**
 * What a link does to the bytes of one direction.
 *
 * @param silent whether they vanish, and with them the end of a connection
 * @param delay how much later they arrive
 * @param bytesPerSecond how many pass at most, 0 for no bound
 */
record Condition(boolean silent, Duration delay, int bytesPerSecond) {

	static final Condition NORMAL = new Condition(false, Duration.ZERO, 0);

	static final Condition SILENT = new Condition(true, Duration.ZERO, 0);

	static Condition delayed(Duration delay) {
		return new Condition(false, delay, 0);
	}

	static Condition slow(int bytesPerSecond) {
		return new Condition(false, Duration.ZERO, bytesPerSecond);
	}

}
