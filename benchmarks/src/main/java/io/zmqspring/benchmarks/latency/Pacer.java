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

package io.zmqspring.benchmarks.latency;

import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Waits for points in time without occupying a core that other threads need. It parks
 * until shortly before the time, then yields, and spins only for the last microseconds.
 * How early it stops parking depends on how much parking oversleeps on this machine. All
 * variants use the same pacer.
 */
final class Pacer {

	private static final int TRIES = 1000;

	private static final long NAP_NANOS = 20_000;

	private static final long SPIN_NANOS = 3_000;

	private final long leadNanos;

	private Pacer(long leadNanos) {
		this.leadNanos = leadNanos;
	}

	/**
	 * Measure how much parking oversleeps on this machine.
	 * @return a pacer that allows for the median plus one eighth
	 */
	static Pacer calibrated() {
		long[] overslept = LongStream.generate(Pacer::oversleep).limit(TRIES).sorted().toArray();
		long median = overslept[TRIES / 2];
		// With a higher percentile the pacer would never park on a busy machine
		return new Pacer(median + median / 8 + SPIN_NANOS);
	}

	private static long oversleep() {
		long begun = System.nanoTime();
		LockSupport.parkNanos(NAP_NANOS);
		return System.nanoTime() - begun - NAP_NANOS;
	}

	/**
	 * Return how long before the awaited time the pacer stops parking.
	 * @return nanoseconds
	 */
	long leadNanos() {
		return this.leadNanos;
	}

	/**
	 * Wait until the given time. Return at once if it has passed.
	 * @param time the time, as from {@link System#nanoTime()}
	 */
	void await(long time) {
		long left = time - System.nanoTime();
		while (left > 0) {
			if (left > this.leadNanos) {
				LockSupport.parkNanos(left - this.leadNanos);
			}
			else if (left > SPIN_NANOS) {
				Thread.yield();
			}
			else {
				Thread.onSpinWait();
			}
			left = time - System.nanoTime();
		}
	}

}
