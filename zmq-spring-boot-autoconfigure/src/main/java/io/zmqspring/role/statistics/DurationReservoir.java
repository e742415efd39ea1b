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

package io.zmqspring.role.statistics;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last durations that were measured. They are used for calls that were only counted.
 * Safe for any thread.
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
	 * Return one of the durations, chosen at random.
	 * @return a duration in nanoseconds, zero if there is none
	 */
	long any() {
		return isEmpty() ? 0 : this.nanos.get(ThreadLocalRandom.current().nextInt(size()));
	}

	/**
	 * Distribute calls evenly over the durations. There must be at least one duration.
	 * @param calls the number of calls
	 * @param share receives each duration with the number of its calls
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
	 * Receives the durations of {@link #spread}.
	 */
	@FunctionalInterface
	interface Share {

		/**
		 * Take a duration.
		 * @param nanos the duration in nanoseconds
		 * @param times the number of calls that have it
		 */
		void take(long nanos, long times);

	}

}
