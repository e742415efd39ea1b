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

import java.util.function.LongSupplier;

/**
 * How many handshakes a socket may do: a bucket that holds the handshakes of one second.
 * Not thread-safe.
 */
final class HandshakeRate {

	private static final double SECOND = 1_000_000_000;

	private final int perSecond;

	private final LongSupplier clock;

	private double left;

	private long updatedAt;

	/**
	 * Create a full bucket.
	 * @param perSecond the handshakes per second, 0 for no limit
	 * @param clock the time in nanoseconds
	 */
	HandshakeRate(int perSecond, LongSupplier clock) {
		this.perSecond = perSecond;
		this.clock = clock;
		this.left = perSecond;
		this.updatedAt = clock.getAsLong();
	}

	/**
	 * Take a handshake from the bucket.
	 * @return {@code false} if it is empty
	 */
	boolean take() {
		if (this.perSecond == 0) {
			return true;
		}
		long now = this.clock.getAsLong();
		this.left = Math.min(this.perSecond, this.left + (now - this.updatedAt) / SECOND * this.perSecond);
		this.updatedAt = now;
		if (this.left < 1) {
			return false;
		}
		this.left--;
		return true;
	}

}
