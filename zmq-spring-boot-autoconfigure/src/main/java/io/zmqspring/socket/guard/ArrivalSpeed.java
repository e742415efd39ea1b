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

package io.zmqspring.socket.guard;

import java.time.Duration;

/**
 * How fast bytes arrive, measured over the last second. In the first second, the speed is
 * not known and counts as unlimited. Not thread-safe.
 */
final class ArrivalSpeed {

	static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

	private final long startedAt;

	private long windowStart;

	private long bytes;

	ArrivalSpeed(long now) {
		this.startedAt = now;
		this.windowStart = now;
	}

	void add(long count, long now) {
		if (now - this.windowStart > WINDOW_NANOS) {
			this.windowStart = now;
			this.bytes = 0;
		}
		this.bytes += count;
	}

	/**
	 * The speed.
	 * @param now the present time
	 * @return bytes per window, 0 if none have arrived for a second or more
	 */
	long at(long now) {
		if (now - this.startedAt <= WINDOW_NANOS) {
			return Long.MAX_VALUE;
		}
		long age = now - this.windowStart;
		return (age > 2 * WINDOW_NANOS) ? 0
				: (long) (this.bytes * ((double) WINDOW_NANOS / Math.max(age, WINDOW_NANOS / 10)));
	}

}
