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

import org.jspecify.annotations.Nullable;

/**
 * What is known about the numbers of one topic of one publisher. Used by the receiving
 * thread.
 */
final class EpochSequence {

	// Equal to no connection, also not to that of inproc, which is null
	private static final Object UNKNOWN = new Object();

	final long epoch;

	private final PublisherEpoch publisher;

	// Lower numbers cannot be told from repeated ones
	private long first;

	// The highest number
	long last;

	@Nullable Object connection;

	// Whether a further message has come over the connection
	private boolean runs;

	private @Nullable OpenGaps gaps;

	private LossReport.@Nullable Entry losses;

	// The topic was not subscribed to before the next message
	private boolean interrupted;

	// A gap may be that of an interruption, because messages from before it may still
	// arrive
	private boolean unsettled;

	private boolean recovered;

	EpochSequence(PublisherEpoch publisher, long first, long last, @Nullable Object connection, boolean unsettled) {
		this.epoch = publisher.epoch();
		this.publisher = publisher;
		this.first = first;
		this.last = last;
		this.connection = connection;
		this.unsettled = unsettled;
	}

	PublisherEpoch publisher() {
		return this.publisher;
	}

	long first() {
		return this.first;
	}

	void startsAt(long number) {
		this.first = number;
	}

	/**
	 * Whether a recovery has checked the numbers.
	 * @return {@code false} if the subscriber has seen them itself
	 */
	boolean isRecovered() {
		return this.recovered;
	}

	void setRecovered() {
		this.recovered = true;
	}

	LossReport.@Nullable Entry losses() {
		return this.losses;
	}

	void setLosses(LossReport.Entry losses) {
		this.losses = losses;
	}

	/**
	 * Messages arrive over another connection now.
	 * @param next the connection
	 */
	void arriveOver(@Nullable Object next) {
		this.connection = next;
		this.runs = false;
	}

	/**
	 * A further message has come over the connection. Last values are single ones.
	 */
	void goesOn() {
		if (!this.runs) {
			this.runs = true;
			this.publisher.runsOver(this.connection);
		}
	}

	/**
	 * The subscriptions have changed: the next message is compared with all that is
	 * known.
	 * @param wasInterrupted whether the topic was not subscribed to in between
	 */
	void resubscribed(boolean wasInterrupted) {
		this.connection = UNKNOWN;
		this.interrupted |= wasInterrupted;
		this.unsettled |= wasInterrupted;
	}

	/**
	 * Whether the next gap is that of an interrupted subscription, not a loss.
	 * @param settled whether no message from before the interruption is under way
	 * @return {@code true} once for each interruption
	 */
	boolean isInterruption(boolean settled) {
		boolean excused = this.interrupted || (this.unsettled && !settled);
		this.interrupted = false;
		this.unsettled = false;
		return excused;
	}

	/**
	 * A message that has arrived before is the first one after an interruption: the
	 * publisher sends its last value to who subscribes again.
	 * @return {@code true} once for each interruption
	 */
	boolean resumesWithKnown() {
		boolean resumes = this.interrupted;
		this.interrupted = false;
		return resumes;
	}

	/**
	 * A message has arrived without a gap before it.
	 */
	void continued() {
		this.interrupted = false;
	}

	void addGap(long from, long to) {
		OpenGaps open = this.gaps;
		if (open == null) {
			open = new OpenGaps();
			this.gaps = open;
		}
		open.add(from, to);
	}

	/**
	 * Whether a message of a lower number than the last one, which is not known to be
	 * missing, may still be one that has not arrived.
	 * @param number its number
	 * @return {@code false} if it has surely arrived
	 */
	boolean mayHaveMissed(long number) {
		return number < this.first || (this.gaps != null && this.gaps.mayHaveMissed(number));
	}

	boolean fillGap(long number) {
		return this.gaps != null && this.gaps.fill(number);
	}

}
