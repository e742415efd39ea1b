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

package io.zmqspring.replay;

import java.time.Duration;

/**
 * The share of a processor and of the network that answers may take: a fifth of one
 * processor, and 40 MB per second, in slices of 10 ms. Each message counts 256 bytes more
 * than its size, for the work of the threads that send and receive it: that is about
 * 120,000 small messages per second. The publisher keeps its rate meanwhile. Used by one
 * thread.
 */
final class WorkSlices {

	private static final int SHARE = 5;

	private static final long BYTES_PER_SECOND = 40L * 1024 * 1024;

	private static final long BYTES_PER_MESSAGE = 256;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long PERIOD = Duration.ofMillis(50).toNanos();

	// Otherwise one large message would delay all other peers too long
	private static final long LONGEST_REST = Duration.ofMillis(250).toNanos();

	private long paidUntil;

	WorkSlices(long now) {
		this.paidUntil = now - PERIOD;
	}

	/**
	 * Count work.
	 * @param nanos the {@linkplain WorkTime time on a processor} that it took
	 * @param bytes what was sent
	 * @param messages the number of messages in it
	 * @param now the present time
	 * @return how long to rest now, in nanoseconds, 0 for not at all
	 */
	long add(long nanos, int bytes, int messages, long now) {
		long cost = Math.max(nanos * SHARE, (bytes + messages * BYTES_PER_MESSAGE) * SECOND / BYTES_PER_SECOND);
		this.paidUntil = Math.max(this.paidUntil, now - PERIOD) + cost;
		if (this.paidUntil - now <= 0) {
			return 0;
		}
		this.paidUntil = Math.min(this.paidUntil, now + LONGEST_REST);
		return this.paidUntil - now;
	}

}
