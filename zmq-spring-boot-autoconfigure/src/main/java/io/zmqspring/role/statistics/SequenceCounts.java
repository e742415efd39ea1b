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

package io.zmqspring.role.statistics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Counts what the sequence of messages tells. Safe for any thread.
 *
 * @since 0.1
 */
public final class SequenceCounts {

	private final AtomicLong lost = new AtomicLong();

	private final LongAdder duplicates = new LongAdder();

	private final LongAdder reordered = new LongAdder();

	private final LongAdder restarts = new LongAdder();

	private final LongAdder recovered = new LongAdder();

	private final LongAdder unsequenced = new LongAdder();

	private volatile @Nullable Duration smallestAge;

	/**
	 * Count messages that are missing.
	 * @param messages the number of messages
	 */
	public void addLost(long messages) {
		// A peer may skip any number of messages
		this.lost.accumulateAndGet(messages, (count, added) -> Math.min(count, Long.MAX_VALUE - added) + added);
	}

	/**
	 * A message that counts as lost has arrived after all.
	 */
	public void addLate() {
		this.lost.decrementAndGet();
		this.reordered.increment();
	}

	/**
	 * Count a message that has arrived after a later one, and was not counted as lost.
	 */
	public void addReordered() {
		this.reordered.increment();
	}

	/**
	 * Count a message that has arrived before.
	 */
	public void addDuplicate() {
		this.duplicates.increment();
	}

	/**
	 * Count a publisher that was started again.
	 */
	public void addRestart() {
		this.restarts.increment();
	}

	/**
	 * Count a message that was missed and that a publisher has sent again.
	 */
	public void addRecovered() {
		this.recovered.increment();
	}

	/**
	 * What was counted as a restart was another publisher.
	 */
	public void removeRestart() {
		this.restarts.decrement();
	}

	/**
	 * Count a message that has no sequence where others have one.
	 */
	public void addUnsequenced() {
		this.unsequenced.increment();
	}

	/**
	 * Set the smallest age of a message that was seen recently.
	 * @param age the age, negative if the clocks disagree, {@code null} if none is known
	 */
	public void setSmallestAge(@Nullable Duration age) {
		this.smallestAge = age;
	}

	/**
	 * How many messages are missing.
	 * @return the number
	 */
	public long lost() {
		return this.lost.get();
	}

	/**
	 * How many messages have arrived again.
	 * @return the number
	 */
	public long duplicates() {
		return this.duplicates.sum();
	}

	/**
	 * How many messages have arrived after a later one.
	 * @return the number
	 */
	public long reordered() {
		return this.reordered.sum();
	}

	/**
	 * How many publishers were started again.
	 * @return the number
	 */
	public long restarts() {
		return this.restarts.sum();
	}

	/**
	 * How many messages were missed and sent again by a publisher.
	 * @return the number
	 */
	public long recovered() {
		return this.recovered.sum();
	}

	/**
	 * How many messages had no sequence where others have one.
	 * @return the number
	 */
	public long unsequenced() {
		return this.unsequenced.sum();
	}

	/**
	 * The smallest age of a message that was seen recently.
	 * @return the age, {@code null} if none is known
	 */
	public @Nullable Duration smallestAge() {
		return this.smallestAge;
	}

}
