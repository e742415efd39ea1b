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
 * Waits for points in time without keeping a core from threads that want it: parks until
 * shortly before, by as much as parking oversleeps on this machine, then yields, and
 * spins for the last microseconds only. The same for whatever is measured.
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
	 * Find out how much parking oversleeps here.
	 * @return a pacer that allows for the median and an eighth
	 */
	static Pacer calibrated() {
		long[] overslept = LongStream.generate(Pacer::oversleep).limit(TRIES).sorted().toArray();
		long median = overslept[TRIES / 2];
		// Not a higher percentile: on a busy machine it would leave no room to park
		return new Pacer(median + median / 8 + SPIN_NANOS);
	}

	private static long oversleep() {
		long begun = System.nanoTime();
		LockSupport.parkNanos(NAP_NANOS);
		return System.nanoTime() - begun - NAP_NANOS;
	}

	/**
	 * How long before its time it stops parking.
	 * @return nanoseconds
	 */
	long leadNanos() {
		return this.leadNanos;
	}

	/**
	 * Wait; not at all for what has passed.
	 * @param time by {@link System#nanoTime()}
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
