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

package io.zmqspring.replay.recovery;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time of a recovery. If the recovery was not called for long, its caller was busy or
 * paused, and only a moment of that time counts: answers that wait to be processed are
 * not late.
 */
final class ActiveTime {

	private static final long LONGEST_STEP = Duration.ofMillis(250).toNanos();

	private final LongSupplier clock;

	private long clockAt;

	private long now;

	ActiveTime(LongSupplier clock) {
		this.clock = clock;
		this.clockAt = clock.getAsLong();
	}

	/**
	 * Go on to the present time.
	 * @return the time in nanoseconds
	 */
	long advance() {
		long before = this.clockAt;
		this.clockAt = this.clock.getAsLong();
		this.now += Math.min(this.clockAt - before, LONGEST_STEP);
		return this.now;
	}

}
