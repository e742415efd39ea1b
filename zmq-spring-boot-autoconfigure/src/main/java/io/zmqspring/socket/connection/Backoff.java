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

package io.zmqspring.socket.connection;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.zmqspring.settings.SocketTuning;

/**
 * The waits between attempts to connect: the reconnect interval, doubled with every
 * failure up to its maximum. A random part is subtracted, so that many peers of one that
 * was away do not connect at the same moment. Not thread-safe.
 */
final class Backoff {

	private static final int MAX_DOUBLINGS = 20;

	// The part of a wait that is random
	private static final int RANDOM_FRACTION = 4;

	private final long firstMillis;

	private final long maxMillis;

	private int failures;

	Backoff(SocketTuning tuning) {
		this.firstMillis = tuning.reconnectInterval().toMillis();
		this.maxMillis = tuning.reconnectIntervalMax().toMillis();
	}

	/**
	 * Count a failure.
	 * @return the wait until the next attempt, at most a quarter shorter than the
	 * interval
	 */
	Duration next() {
		long wait = Math.min(this.maxMillis, this.firstMillis << Math.min(this.failures, MAX_DOUBLINGS));
		this.failures++;
		return Duration.ofMillis(wait - ThreadLocalRandom.current().nextLong(wait / RANDOM_FRACTION + 1));
	}

	void reset() {
		this.failures = 0;
	}

}
