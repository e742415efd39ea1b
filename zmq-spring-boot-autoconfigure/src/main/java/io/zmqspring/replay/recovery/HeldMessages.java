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

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Messages of a topic that wait for missing ones, in the order in which they will be
 * delivered. They usually arrive in this order, but a peer may send them in any other.
 */
final class HeldMessages {

	private static final NavigableSet<SequencedMessage> NONE = Collections.emptyNavigableSet();

	private final Budget budget;

	private final PublisherEpochs epochs;

	private final StreamPosition position;

	private NavigableSet<SequencedMessage> messages = NONE;

	private long dropped = Long.MAX_VALUE;

	HeldMessages(Budget budget, PublisherEpochs epochs, StreamPosition position) {
		this.budget = budget;
		this.epochs = epochs;
		this.position = position;
	}

	@Nullable SequencedMessage first() {
		return this.messages.isEmpty() ? null : this.messages.first();
	}

	/**
	 * The first message, if no other one is missing before it.
	 * @return the message, which is the next one, or not needed any more; {@code null} if
	 * there is none
	 */
	@Nullable SequencedMessage due() {
		SequencedMessage next = first();
		boolean due = next != null && ((next.epoch() == this.position.epoch())
				? next.number() <= this.position.last() + 1 : !this.position.isLater(next.epoch()));
		return due ? next : null;
	}

	/**
	 * The last message that is missing before the first one, or before the end.
	 * @return its number in the present epoch
	 */
	long gapEnd() {
		SequencedMessage next = first();
		return (next != null && next.epoch() == this.position.epoch()) ? next.number() - 1 : this.position.head();
	}

	/**
	 * The last message that is missing in an answer.
	 * @return its number, before the first one for which there was no memory
	 */
	long gapEndInAnswer() {
		return Math.min(gapEnd(), this.dropped - 1);
	}

	/**
	 * What is missing is asked for.
	 */
	void asked() {
		this.dropped = Long.MAX_VALUE;
	}

	/**
	 * Add a message, if there is memory. One without memory is asked for again.
	 * @param message the message
	 */
	void add(SequencedMessage message) {
		if (!this.messages.isEmpty() && this.messages.contains(message)) {
			return;
		}
		if (!this.budget.take(message)) {
			if (message.epoch() == this.position.epoch()) {
				this.dropped = Math.min(this.dropped, message.number());
			}
			return;
		}
		if (this.messages == NONE) {
			this.messages = new TreeSet<>(this::compare);
		}
		this.messages.add(message);
	}

	private int compare(SequencedMessage one, SequencedMessage other) {
		return (one.epoch() != other.epoch())
				? Integer.compare(this.epochs.order(one.epoch()), this.epochs.order(other.epoch()))
				: Long.compare(one.number(), other.number());
	}

	void removeFirst() {
		SequencedMessage first = this.messages.pollFirst();
		if (first != null) {
			this.budget.giveBack(first);
		}
	}

	void clear() {
		while (!this.messages.isEmpty()) {
			removeFirst();
		}
		this.messages = NONE;
	}

	/**
	 * The memory for held messages of all topics.
	 */
	static final class Budget {

		private final long most;

		private long taken;

		Budget(long most) {
			this.most = most;
		}

		boolean take(SequencedMessage message) {
			long memory = message.memory();
			// A message that is larger than everything is held alone
			if (this.taken > 0 && this.taken + memory > this.most) {
				return false;
			}
			this.taken += memory;
			return true;
		}

		void giveBack(SequencedMessage message) {
			this.taken -= message.memory();
		}

		long taken() {
			return this.taken;
		}

	}

}
