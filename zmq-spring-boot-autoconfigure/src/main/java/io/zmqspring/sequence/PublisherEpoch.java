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

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * A publisher between one start and the next, known by its epoch. Used by the receiving
 * thread.
 */
final class PublisherEpoch {

	private final SmallestAge ages = new SmallestAge();

	private final long epoch;

	private final @Nullable String address;

	private @Nullable Object connection;

	private long seenAt;

	private boolean fromOne;

	private long before;

	private boolean restartCounted;

	private @Nullable PublisherEpoch follower;

	PublisherEpoch(long epoch, @Nullable String address, long seenAt) {
		this.epoch = epoch;
		this.address = address;
		this.seenAt = seenAt;
	}

	long epoch() {
		return this.epoch;
	}

	SmallestAge ages() {
		return this.ages;
	}

	@Nullable String address() {
		return this.address;
	}

	@Nullable Object connection() {
		return this.connection;
	}

	/**
	 * When the subscriptions were made that were in effect for the last message: a
	 * publisher that starts later knows them from its first message on.
	 * @return a time of {@link System#nanoTime()}
	 */
	long seenAt() {
		return this.seenAt;
	}

	void seen(@Nullable Object over, long at) {
		this.connection = over;
		if (at - this.seenAt > 0) {
			this.seenAt = at;
		}
	}

	/**
	 * This publisher is another one that was started again.
	 * @param predecessor the one that has ended
	 */
	void follows(PublisherEpoch predecessor) {
		this.fromOne = true;
		this.before = predecessor.seenAt;
	}

	void countsNoMoreFromOne() {
		this.fromOne = false;
	}

	/**
	 * Whether all messages of a topic should have arrived, from number 1 on.
	 * @param since since when the topic is subscribed to
	 * @return {@code false} if the first one that arrives is only a start
	 */
	boolean countsFromOne(long since) {
		return this.fromOne && since - this.before <= 0;
	}

	/**
	 * Whether this publisher counts as one that was started again.
	 * @param previous the publisher of the message before in a topic, {@code null} if
	 * there was none
	 * @return {@code true} at most once
	 */
	boolean isRestart(@Nullable PublisherEpoch previous) {
		if (this.restartCounted) {
			return false;
		}
		if (!this.fromOne) {
			if (previous == null || isElsewhere(previous)) {
				return false;
			}
			// Until the other one sends again
			previous.follower = this;
		}
		this.restartCounted = true;
		return true;
	}

	private boolean isElsewhere(PublisherEpoch other) {
		return this.address != null && other.address != null && !this.address.equals(other.address);
	}

	/**
	 * A message of this publisher has arrived: whether another one was taken for its
	 * restart.
	 * @return {@code true} at most once
	 */
	boolean wasTakenForEnded() {
		boolean was = this.follower != null;
		this.follower = null;
		return was;
	}

	@Override
	public String toString() {
		return HexFormat.of().toHexDigits(this.epoch);
	}

}
