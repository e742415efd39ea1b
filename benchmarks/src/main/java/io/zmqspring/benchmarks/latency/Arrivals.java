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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.HdrHistogram.Histogram;

/**
 * Records the messages that a station receives in each run. One thread receives; another
 * thread starts runs and waits for their end.
 */
final class Arrivals implements Consumer<byte[]> {

	private static final long POLL_NANOS = 500_000;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private volatile Run current = new Run(-1);

	private long lastRun = -1;

	/**
	 * Start a new run and ignore messages of earlier runs from now on.
	 * @return the new run
	 */
	Run begin() {
		Run begun = new Run(++this.lastRun);
		this.current = begun;
		return begun;
	}

	@Override
	public void accept(byte[] payload) {
		long now = System.nanoTime();
		Run run = this.current;
		if (Stamp.run(payload) == run.number) {
			run.add(now - Stamp.intended(payload));
		}
	}

	/**
	 * The latencies of a run, in nanoseconds.
	 */
	static final class Run {

		private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);

		private final Histogram histogram = new Histogram(HIGHEST_NANOS, 3);

		private final long number;

		private volatile long count;

		private Run(long number) {
			this.number = number;
		}

		long number() {
			return this.number;
		}

		long count() {
			return this.count;
		}

		private void add(long nanos) {
			this.histogram.recordValue(Math.min(Math.max(nanos, 0), HIGHEST_NANOS));
			// Only this thread writes. The volatile count publishes the histogram
			this.count = this.count + 1;
		}

		/**
		 * Wait until all messages have arrived, or until none has arrived for 5 s.
		 * @param sent the number of messages sent
		 * @return the latencies of the messages that have arrived
		 */
		Histogram await(long sent) {
			long seen = this.count;
			long deadline = System.nanoTime() + PATIENCE_NANOS;
			while (seen < sent && System.nanoTime() - deadline < 0) {
				LockSupport.parkNanos(POLL_NANOS);
				if (this.count != seen) {
					seen = this.count;
					deadline = System.nanoTime() + PATIENCE_NANOS;
				}
			}
			return this.histogram;
		}

	}

}
