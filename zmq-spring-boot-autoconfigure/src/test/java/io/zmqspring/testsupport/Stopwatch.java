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

package io.zmqspring.testsupport;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

import io.zmqspring.support.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures time without the pauses of the machine, so that an upper bound of a test does
 * not depend on other programs. A pause is the time by which a thread that sleeps for 5
 * ms wakes up too late.
 */
public final class Stopwatch {

	private static final long SLEEP_NANOS = 5_000_000;

	// Far above the bound: then there is a fault, not a pause
	private static final Duration LONGEST_PAUSES = Duration.ofSeconds(60);

	private static long wokenAt = System.nanoTime();

	private static long allPauses;

	static {
		Threads.daemon(Stopwatch::observe, "test-stopwatch").start();
	}

	private final long startedAt = System.nanoTime();

	private final long pausesBefore = pauses(this.startedAt);

	private Stopwatch() {
	}

	private static void observe() {
		while (true) {
			LockSupport.parkNanos(SLEEP_NANOS);
			long now = System.nanoTime();
			synchronized (Stopwatch.class) {
				allPauses += late(now);
				wokenAt = now;
			}
		}
	}

	private static long late(long now) {
		return Math.max(0, now - wokenAt - 2 * SLEEP_NANOS);
	}

	// A thread may run before the observer does after a pause
	private static long pauses(long now) {
		synchronized (Stopwatch.class) {
			return allPauses + late(now);
		}
	}

	/**
	 * Start to measure.
	 * @return the stopwatch
	 */
	public static Stopwatch start() {
		return new Stopwatch();
	}

	/**
	 * The time since the start, without pauses.
	 * @return the time
	 */
	public Duration elapsed() {
		long now = System.nanoTime();
		return Duration.ofNanos(now - this.startedAt - (pauses(now) - this.pausesBefore));
	}

	/**
	 * The pauses since the start.
	 * @return their sum
	 */
	public Duration paused() {
		return Duration.ofNanos(pauses(System.nanoTime()) - this.pausesBefore);
	}

	/**
	 * Wait until an assertion passes, and assert that it did so within a time since the
	 * start.
	 * @param limit the time, without pauses
	 * @param assertion the assertion
	 */
	public void assertWithin(Duration limit, ThrowingRunnable assertion) {
		Awaitility.with()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.await()
			.atMost(limit.plus(LONGEST_PAUSES))
			.untilAsserted(assertion);
		assertThat(elapsed()).as("time until the assertion passed").isLessThan(limit);
	}

}
