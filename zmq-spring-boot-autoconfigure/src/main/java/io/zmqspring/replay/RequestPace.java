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
 * How often a subscriber asks for messages: less often than a publisher allows, because a
 * request that is refused costs a second. Used by one thread.
 */
final class RequestPace {

	/** The most requests per second; others and repeated ones have the rest. */
	static final int REQUESTS = RequestLimits.REQUESTS * 4 / 5;

	/** The most requests at once after a pause. */
	static final int BURST = RequestLimits.REQUESTS / 2;

	private static final long INTERVAL = Duration.ofSeconds(1).toNanos() / REQUESTS;

	// The requests up to now are paid until this time
	private long paidUntil;

	RequestPace(long now) {
		this.paidUntil = now - BURST * INTERVAL;
	}

	/**
	 * Ask for permission.
	 * @param now the present time in nanoseconds
	 * @return whether a request may be sent now
	 */
	boolean take(long now) {
		if (this.paidUntil - now > -INTERVAL) {
			return false;
		}
		this.paidUntil = Math.max(this.paidUntil, now - BURST * INTERVAL) + INTERVAL;
		return true;
	}

}
