package io.zmqspring.scenario.faults;

import java.time.Duration;

/**
 * What a link does to the bytes of one direction.
 *
 * @param silent whether they vanish, and with them the end of a connection
 * @param held whether they stay where they are until the condition changes
 * @param delay how much later they arrive
 * @param bytesPerSecond how many pass at most, 0 for no bound
 */
record Condition(boolean silent, boolean held, Duration delay, int bytesPerSecond) {

	static final Condition NORMAL = new Condition(false, false, Duration.ZERO, 0);

	static final Condition SILENT = new Condition(true, false, Duration.ZERO, 0);

	static final Condition HELD = new Condition(false, true, Duration.ZERO, 0);

	static Condition delayed(Duration delay) {
		return new Condition(false, false, delay, 0);
	}

	static Condition slow(int bytesPerSecond) {
		return new Condition(false, false, Duration.ZERO, bytesPerSecond);
	}

}
