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

	// The address that it is known to be at, or to have been at
	private @Nullable PublisherAddress place;

	private @Nullable Object connection;

	// The connection over which a topic had several messages
	private @Nullable Object runsOver;

	private boolean hasRun;

	private long firstSentAt = Long.MAX_VALUE;

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
	 * A message has arrived.
	 * @param time when it was sent, in nanoseconds since 1970
	 */
	void sentAt(long time) {
		this.firstSentAt = Math.min(this.firstSentAt, time);
	}

	/**
	 * The time of the earliest message.
	 * @return nanoseconds since 1970, by the clock of the publisher
	 */
	long firstSentAt() {
		return this.firstSentAt;
	}

	void setPlace(PublisherAddress place) {
		this.place = place;
	}

	/**
	 * A topic has several messages over one connection: they come from the publisher
	 * itself, and are not last values from before its end.
	 * @param over the connection
	 */
	void runsOver(@Nullable Object over) {
		this.hasRun = true;
		this.runsOver = over;
		if (this.place != null) {
			this.place.runs(this, over);
		}
	}

	/**
	 * Whether a topic had several messages over a connection.
	 * @param over the connection
	 * @return {@code false} if there were only single ones
	 */
	boolean isRunningOver(Object over) {
		return this.runsOver == over;
	}

	/**
	 * Whether a topic had several messages over one connection.
	 * @return {@code false} if there were only single ones
	 */
	boolean hasRun() {
		return this.hasRun;
	}

	/**
	 * This publisher is another one that was started again.
	 * @param predecessor the one that has ended
	 */
	void follows(PublisherEpoch predecessor) {
		this.fromOne = true;
		this.before = predecessor.seenAt;
	}

	/**
	 * This publisher is another one that has begun its next epoch.
	 * @param before its epoch before
	 */
	void proceedsFrom(PublisherEpoch before) {
		follows(before);
		this.place = before.place;
		if (this.place != null) {
			this.place.proceed(before, this);
		}
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
			if (previous == null || isElsewhere(previous) || this.firstSentAt < previous.firstSentAt) {
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
