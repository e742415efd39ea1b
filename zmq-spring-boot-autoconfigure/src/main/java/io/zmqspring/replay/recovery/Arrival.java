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

/**
 * Whether messages that the publisher has named would have arrived by now. They may be
 * under way, and asking for them would get them twice. A publisher sends in the order of
 * time: what is not there when a later message has arrived, is lost.
 */
final class Arrival {

	/** How long a message is under way at most, if nothing waits to be received. */
	static final long LONGEST_NANOS = Duration.ofMillis(200).toNanos();

	private final ReplaySource source;

	private long until = Long.MIN_VALUE;

	private long dueAt;

	Arrival(ReplaySource source) {
		this.source = source;
	}

	/**
	 * Expect messages.
	 * @param until the latest time of sending
	 * @param now the present time
	 */
	void expect(long until, long now) {
		this.until = until;
		this.dueAt = now + LONGEST_NANOS;
	}

	/**
	 * Expect nothing any more: a later message of the topic has arrived.
	 */
	void isOver() {
		this.until = Long.MIN_VALUE;
	}

	/**
	 * Whether what has not arrived will not arrive.
	 * @param now the present time
	 * @return {@code true} if it has to be asked for
	 */
	boolean isOver(long now) {
		return this.source.hasPassed(this.until) || (now - this.dueAt >= 0 && this.source.isCaughtUp());
	}

}
