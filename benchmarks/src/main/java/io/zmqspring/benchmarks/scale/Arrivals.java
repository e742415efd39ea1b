package io.zmqspring.benchmarks.scale;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the messages of the current run that a subscriber has received. One thread
 * receives, another one looks.
 */
final class Arrivals {

	// In a cache line of its own: those of other subscribers are counted by other threads
	private static final int MIDDLE = 16;

	private final AtomicLongArray count = new AtomicLongArray(2 * MIDDLE);

	private volatile int run;

	/**
	 * Ignore what belongs to an earlier run from now on.
	 * @param begun the number of the run
	 */
	void begin(int begun) {
		this.run = begun;
		this.count.set(MIDDLE, 0);
	}

	void accept(byte[] payload) {
		if (Payload.run(payload) == this.run) {
			this.count.setRelease(MIDDLE, this.count.getPlain(MIDDLE) + 1);
		}
	}

	long count() {
		return this.count.get(MIDDLE);
	}

}
