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

package io.zmqspring.socket.engine.joining;

/**
 * How fast one subscriber may subscribe, measured by what its subscriptions cost: the
 * last values that they are compared with. A subscriber may get all values at once; one
 * that subscribes again and again waits. Times are those of {@link System#nanoTime()}.
 */
final class JoinPace {

	private static final long NANOS_PER_VALUE = 20_000;

	private static final long CREDIT_NANOS = 1_000_000_000;

	private long paidUntil;

	private boolean used;

	/**
	 * Whether the next subscription must wait.
	 * @param now the current time
	 * @return {@code true} if the former ones have cost too much
	 */
	boolean mustWait(long now) {
		return this.used && this.paidUntil - now > CREDIT_NANOS;
	}

	/**
	 * A subscription was read.
	 * @param now the current time
	 * @param values how many values it was compared with
	 */
	void spend(long now, int values) {
		long from = (this.used && this.paidUntil - now > 0) ? this.paidUntil : now;
		this.paidUntil = from + (values + 1L) * NANOS_PER_VALUE;
		this.used = true;
	}

}
