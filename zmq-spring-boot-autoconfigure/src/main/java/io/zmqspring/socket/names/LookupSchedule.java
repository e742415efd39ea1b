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

package io.zmqspring.socket.names;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a name is looked up: at once, and then one interval after each answer. There is
 * one look-up at a time. Not thread-safe.
 */
final class LookupSchedule {

	// Without a member nothing works, so the name is asked for sooner
	private static final Duration LONGEST_WITHOUT_MEMBERS = Duration.ofSeconds(1);

	private final Duration interval;

	private @Nullable Long next;

	private @Nullable Long begun;

	LookupSchedule(Duration interval) {
		this.interval = interval;
	}

	/**
	 * Begin the next look-up if it is due and the last one has ended.
	 * @param now the present {@link System#nanoTime()}
	 * @return whether to look the name up
	 */
	boolean begin(long now) {
		if (this.begun != null || (this.next != null && now - this.next < 0)) {
			return false;
		}
		this.begun = now;
		return true;
	}

	/**
	 * How long there has been no answer to the look-up that has begun.
	 * @param now the present {@link System#nanoTime()}
	 * @return the time, zero if there is no such look-up
	 */
	Duration unanswered(long now) {
		return (this.begun != null) ? Duration.ofNanos(now - this.begun) : Duration.ZERO;
	}

	/**
	 * The look-up has ended.
	 * @param now the present {@link System#nanoTime()}
	 * @param hasMembers whether the name has a member
	 */
	void ended(long now, boolean hasMembers) {
		this.begun = null;
		this.next = now + pause(hasMembers).toNanos();
	}

	/**
	 * The time between two look-ups.
	 * @param hasMembers whether the name has a member
	 * @return the time
	 */
	Duration pause(boolean hasMembers) {
		return (hasMembers || this.interval.compareTo(LONGEST_WITHOUT_MEMBERS) < 0) ? this.interval
				: LONGEST_WITHOUT_MEMBERS;
	}

}
