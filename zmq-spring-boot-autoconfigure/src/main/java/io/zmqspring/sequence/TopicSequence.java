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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What is known about the numbers of a topic, for each of its publishers. Used by the
 * receiving thread.
 *
 * @since 0.1
 */
public final class TopicSequence {

	/** The largest number of publishers, including former ones. */
	static final int MOST_EPOCHS = 8;

	private static final EpochSequence[] NONE = {};

	private final String topic;

	private @Nullable EpochSequence current;

	// The most recent one first, which is the current one
	private EpochSequence[] epochs = NONE;

	private boolean used = true;

	private TopicCoverage coverage;

	TopicSequence(String topic, TopicCoverage coverage) {
		this.topic = topic;
		this.coverage = coverage;
	}

	String topic() {
		return this.topic;
	}

	TopicCoverage coverage() {
		return this.coverage;
	}

	/**
	 * Accept a message that follows the previous one of the same publisher over the same
	 * connection.
	 * @param epoch the epoch of its publisher
	 * @param number its number
	 * @param connection its connection
	 * @return {@code false} if it does not, which has no effect
	 */
	boolean acceptNext(long epoch, long number, @Nullable Object connection) {
		EpochSequence sequence = this.current;
		if (sequence == null || sequence.epoch != epoch || sequence.last + 1 != number
				|| sequence.connection != connection) {
			return false;
		}
		sequence.last = number;
		sequence.goesOn();
		this.used = true;
		return true;
	}

	/**
	 * The publisher of the message accepted last.
	 * @return the publisher, {@code null} if there was no message
	 */
	@Nullable PublisherEpoch publisher() {
		EpochSequence sequence = this.current;
		return (sequence != null) ? sequence.publisher() : null;
	}

	@Nullable EpochSequence current() {
		return this.current;
	}

	/**
	 * Make the sequence of a publisher the current one.
	 * @param epoch the epoch of the publisher
	 * @return the sequence, {@code null} if there is none
	 */
	@Nullable EpochSequence select(long epoch) {
		this.used = true;
		for (int i = 0; i < this.epochs.length; i++) {
			EpochSequence found = this.epochs[i];
			if (found.epoch == epoch) {
				System.arraycopy(this.epochs, 0, this.epochs, 1, i);
				this.epochs[0] = found;
				this.current = found;
				return found;
			}
		}
		return null;
	}

	/**
	 * Find the sequence of a publisher.
	 * @param epoch the epoch of the publisher
	 * @return the sequence, {@code null} if there is none
	 */
	@Nullable EpochSequence find(long epoch) {
		for (EpochSequence sequence : this.epochs) {
			if (sequence.epoch == epoch) {
				return sequence;
			}
		}
		return null;
	}

	/**
	 * Add the sequence of a publisher, which becomes the current one.
	 * @param added the sequence
	 * @return the one that is forgotten, {@code null} if there was room
	 */
	@Nullable EpochSequence add(EpochSequence added) {
		int length = this.epochs.length;
		EpochSequence forgotten = (length == MOST_EPOCHS) ? this.epochs[length - 1] : null;
		EpochSequence[] next = Arrays.copyOf(this.epochs, Math.min(length + 1, MOST_EPOCHS));
		System.arraycopy(this.epochs, 0, next, 1, next.length - 1);
		next[0] = added;
		this.epochs = next;
		this.current = added;
		return forgotten;
	}

	/**
	 * Take over how the topic is subscribed to now.
	 * @param next the subscription
	 */
	void subscribed(TopicCoverage next) {
		if (next.at() != this.coverage.at()) {
			boolean interrupted = next.since() - this.coverage.at() > 0;
			for (EpochSequence sequence : this.epochs) {
				sequence.resubscribed(interrupted);
			}
			this.coverage = next;
		}
	}

	/**
	 * Whether there was a message since the last call.
	 * @return whether there was one
	 */
	boolean wasUsed() {
		boolean was = this.used;
		this.used = false;
		return was;
	}

	/**
	 * The topic is forgotten: note this for each of its publishers.
	 * @param forgotten receives the epochs
	 */
	void forgotten(ForgottenSequences forgotten) {
		for (EpochSequence sequence : this.epochs) {
			forgotten.add(this.topic, sequence.epoch);
		}
	}

}
