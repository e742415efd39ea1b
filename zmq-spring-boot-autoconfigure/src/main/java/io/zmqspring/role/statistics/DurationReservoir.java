package io.zmqspring.role.statistics;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last few durations that were measured, for the calls that were not.
 */
final class DurationReservoir {

	private static final int CAPACITY = 256;

	private final AtomicLongArray nanos = new AtomicLongArray(CAPACITY);

	private final AtomicLong added = new AtomicLong();

	void add(long duration) {
		this.nanos.set((int) (this.added.getAndIncrement() % CAPACITY), duration);
	}

	private int size() {
		return (int) Math.min(this.added.get(), CAPACITY);
	}

	boolean isEmpty() {
		return size() == 0;
	}

	/**
	 * One of them.
	 * @return a duration in nanoseconds, zero if there is none
	 */
	long any() {
		return isEmpty() ? 0 : this.nanos.get(ThreadLocalRandom.current().nextInt(size()));
	}

	/**
	 * Give calls the durations in turn.
	 * @param calls how many
	 * @param share told each duration with the number of calls that get it
	 */
	void spread(long calls, Share share) {
		int size = size();
		int first = ThreadLocalRandom.current().nextInt(size);
		for (int i = 0; i < size; i++) {
			long times = calls / size + ((i < calls % size) ? 1 : 0);
			if (times > 0) {
				share.take(this.nanos.get((first + i) % size), times);
			}
		}
	}

	/**
	 * Told what {@link #spread} gives.
	 */
	@FunctionalInterface
	interface Share {

		void take(long nanos, long times);

	}

}
