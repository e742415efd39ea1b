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

package io.zmqspring.publisher;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of sending, in nanoseconds since 1970. Each call returns a later time than the
 * one before, also if the clock of the system is set back. A change of that clock is
 * noticed within 100 ms. Used with the lock of the socket.
 */
final class SendClock {

	private static final long NANOS_PER_SECOND = 1_000_000_000;

	// System.nanoTime() costs half of Instant.now()
	private static final long CALIBRATION_NANOS = 100_000_000;

	private static final int ATTEMPTS = 5;

	private static final long EXACT_NANOS = 10_000;

	private long calibratedAt = System.nanoTime() - CALIBRATION_NANOS;

	private long offset;

	private long last;

	/**
	 * Continue after a time, even if the clock of the system was set back since then.
	 * @param time nanoseconds since 1970
	 */
	void continueAfter(long time) {
		this.last = Math.max(this.last, time);
	}

	/**
	 * The present time.
	 * @return nanoseconds since 1970, more than any call before has returned
	 */
	long next() {
		long nanos = System.nanoTime();
		if (nanos - this.calibratedAt >= CALIBRATION_NANOS) {
			this.offset = offset(System::nanoTime, InstantSource.system());
			this.calibratedAt = nanos;
		}
		this.last = Math.max(this.last + 1, nanos + this.offset);
		return this.last;
	}

	/**
	 * The difference between the two clocks. It is never too large, so that no time is in
	 * the future; if the thread had to wait between the two clocks, they are read again.
	 * @param nanoTime the clock that is read for each message
	 * @param wall the clock of the system
	 * @return nanoseconds to add to the first one
	 */
	static long offset(LongSupplier nanoTime, InstantSource wall) {
		long best = 0;
		long shortest = Long.MAX_VALUE;
		for (int i = 0; i < ATTEMPTS && shortest > EXACT_NANOS; i++) {
			long before = nanoTime.getAsLong();
			Instant now = wall.instant();
			long after = nanoTime.getAsLong();
			if (after - before < shortest) {
				shortest = after - before;
				best = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() - after;
			}
		}
		return best;
	}

}
