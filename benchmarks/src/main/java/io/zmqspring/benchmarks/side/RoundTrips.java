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

package io.zmqspring.benchmarks.side;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.benchmarks.latency.Echo;
import io.zmqspring.benchmarks.latency.Station;

/**
 * Sends one message at a time to an echo and measures the time until it returns. The
 * thread that has received a message sends the next one, as a listener would.
 */
final class RoundTrips implements Consumer<byte[]>, AutoCloseable {

	private static final long PATIENCE_SECONDS = 2;

	private final int size;

	private final Station station;

	private volatile @Nullable Run current;

	RoundTrips(Load load, Station.Opener opener) {
		this.size = load.size();
		this.station = opener.open(load.address(), load.secondAddress(), this);
	}

	/**
	 * Open the station that sends every message back.
	 */
	static Station echo(Load load, Station.Opener opener) {
		return Echo.open(opener, load.secondAddress(), load.address());
	}

	/**
	 * Send messages, each after the return of the one before.
	 * @param first the id of the first message
	 * @param count the number of messages
	 * @return the times; if a message does not return within two seconds, those of the
	 * messages before it
	 */
	Report run(long first, long count) throws InterruptedException {
		Run run = new Run(first, Math.toIntExact(count));
		this.current = run;
		long start = System.nanoTime();
		send(run);
		run.await();
		this.current = null;
		return run.report(start);
	}

	private void send(Run run) {
		byte[] payload = Payloads.bytes(this.size, run.first + run.returned);
		run.sentAt = System.nanoTime();
		this.station.send(payload);
	}

	@Override
	public void accept(byte[] payload) {
		long now = System.nanoTime();
		Run run = this.current;
		if (run == null || Payloads.id(payload) != run.first + run.returned) {
			return;
		}
		run.nanos[run.returned] = now - run.sentAt;
		run.returned = run.returned + 1;
		if (run.returned < run.nanos.length) {
			send(run);
		}
		else {
			run.end = now;
			run.done.countDown();
		}
	}

	/**
	 * Return what opens another station that shares the context of this one.
	 */
	Station.Opener beside() {
		return this.station::another;
	}

	@Override
	public void close() {
		this.station.close();
	}

	/**
	 * A run. Only the thread that receives changes it while messages are under way.
	 */
	private static final class Run {

		private final CountDownLatch done = new CountDownLatch(1);

		private final long first;

		private final long[] nanos;

		private long sentAt;

		private long end;

		private volatile int returned;

		private Run(long first, int count) {
			this.first = first;
			this.nanos = new long[count];
		}

		private void await() throws InterruptedException {
			int before = -1;
			while (!this.done.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && this.returned != before) {
				before = this.returned;
			}
		}

		private Report report(long start) {
			int count = this.returned;
			long[] sorted = Arrays.copyOf(this.nanos, count);
			Arrays.sort(sorted);
			boolean complete = count == this.nanos.length;
			return new Report(start, complete ? this.end : System.nanoTime(), count, percentile(sorted, 50),
					percentile(sorted, 99));
		}

		private static long percentile(long[] sorted, int percent) {
			return (sorted.length > 0) ? sorted[(int) ((long) sorted.length * percent / 100)] : 0;
		}

	}

	/**
	 * The result of a run, in nanoseconds.
	 *
	 * @param start the time of the first message
	 * @param end the time at which the last message returned
	 * @param returned the number of messages that returned
	 * @param p50 the median of the round trips
	 * @param p99 the 99th percentile of the round trips
	 */
	record Report(long start, long end, int returned, long p50, long p99) {

	}

}
