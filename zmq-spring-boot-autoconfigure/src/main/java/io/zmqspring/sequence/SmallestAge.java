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

package io.zmqspring.sequence;

import java.time.Duration;

/**
 * The smallest age of the messages of some seconds. It is close to the shortest way of a
 * message plus the difference of two clocks. Used by the receiving thread.
 */
final class SmallestAge {

	private static final long WINDOW = Duration.ofSeconds(5).toNanos();

	private boolean open;

	private long ends;

	private long smallest;

	private long result;

	/**
	 * Add the age of a message.
	 * @param age the age, in nanoseconds
	 * @param now the time, in nanoseconds since 1970
	 * @return whether there is a new {@link #result()}
	 */
	boolean add(long age, long now) {
		long left = this.ends - now;
		// A clock that is set may also leave a window behind or far ahead
		if (this.open && left > 0 && left <= WINDOW) {
			this.smallest = Math.min(this.smallest, age);
			return false;
		}
		boolean ended = this.open;
		this.result = this.smallest;
		this.open = true;
		this.ends = now + WINDOW;
		this.smallest = age;
		return ended;
	}

	/**
	 * The smallest age of the last complete period.
	 * @return nanoseconds, negative if the clock of the publisher is ahead
	 */
	long result() {
		return this.result;
	}

}
