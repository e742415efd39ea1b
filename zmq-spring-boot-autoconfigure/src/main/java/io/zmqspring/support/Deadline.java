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

package io.zmqspring.support;

import java.time.Duration;

/**
 * The end of a wait, set when the wait begins. Based on {@link System#nanoTime()}, so
 * changes of the system clock do not move it. Immutable.
 *
 * @since 0.1
 */
public final class Deadline {

	// So long that it never passes, so short that nanoTime() plus it does not overflow
	private static final long MAX_NANOS = Long.MAX_VALUE / 2;

	private final long at;

	private Deadline(long at) {
		this.at = at;
	}

	/**
	 * A deadline that begins now.
	 * @param timeout the time until then; more than 146 years count as 146 years
	 * @return the deadline
	 */
	public static Deadline in(Duration timeout) {
		long nanos = (timeout.getSeconds() < MAX_NANOS / 1_000_000_000) ? timeout.toNanos() : MAX_NANOS;
		return inNanos(nanos);
	}

	/**
	 * A deadline that begins now.
	 * @param nanos the nanoseconds until then
	 * @return the deadline
	 */
	public static Deadline inNanos(long nanos) {
		return new Deadline(System.nanoTime() + Math.min(nanos, MAX_NANOS));
	}

	/**
	 * Whether the deadline has passed.
	 * @return {@code true} if no time is left
	 */
	public boolean hasPassed() {
		return this.at - System.nanoTime() <= 0;
	}

	/**
	 * The time that is left.
	 * @return nanoseconds, 0 if the deadline has passed
	 */
	public long nanosLeft() {
		return Math.max(0, this.at - System.nanoTime());
	}

	/**
	 * The time that is left, in whole milliseconds.
	 * @return milliseconds rounded down, 0 if less than one is left
	 */
	public long millisLeft() {
		return nanosLeft() / 1_000_000;
	}

	/**
	 * The time that is left.
	 * @return the time, zero if the deadline has passed
	 */
	public Duration left() {
		return Duration.ofNanos(nanosLeft());
	}

}
