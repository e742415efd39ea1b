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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Messages of a topic that wait for missing ones, in the order in which they will be
 * delivered. They usually arrive in this order.
 */
final class HeldMessages {

	private static final Deque<SequencedMessage> NONE = new ArrayDeque<>(1);

	private final Budget budget;

	private final PublisherEpochs epochs;

	private Deque<SequencedMessage> messages = NONE;

	HeldMessages(Budget budget, PublisherEpochs epochs) {
		this.budget = budget;
		this.epochs = epochs;
	}

	@Nullable SequencedMessage first() {
		return this.messages.peekFirst();
	}

	/**
	 * Add a message, if there is room. A message without room is asked for again.
	 * @param message the message
	 */
	void add(SequencedMessage message) {
		SequencedMessage newest = this.messages.peekLast();
		int compared = (newest != null) ? compare(message, newest) : 1;
		if (compared == 0 || !this.budget.take(message)) {
			return;
		}
		if (this.messages == NONE) {
			this.messages = new ArrayDeque<>();
		}
		if (compared > 0) {
			this.messages.addLast(message);
		}
		else {
			insert(message);
		}
	}

	private void insert(SequencedMessage message) {
		List<SequencedMessage> later = new ArrayList<>();
		SequencedMessage newest = this.messages.peekLast();
		while (newest != null && compare(message, newest) < 0) {
			later.add(this.messages.removeLast());
			newest = this.messages.peekLast();
		}
		if (newest != null && compare(message, newest) == 0) {
			this.budget.giveBack(message);
		}
		else {
			this.messages.addLast(message);
		}
		for (int i = later.size() - 1; i >= 0; i--) {
			this.messages.addLast(later.get(i));
		}
	}

	private int compare(SequencedMessage one, SequencedMessage other) {
		return (one.epoch() != other.epoch())
				? Integer.compare(this.epochs.order(one.epoch()), this.epochs.order(other.epoch()))
				: Long.compare(one.number(), other.number());
	}

	void removeFirst() {
		this.budget.giveBack(this.messages.removeFirst());
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
