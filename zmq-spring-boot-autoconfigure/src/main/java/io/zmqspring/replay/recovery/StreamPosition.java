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

import java.util.function.LongUnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * How far a stream has come: the last number that was delivered or reported as lost, the
 * last one that is known of the same epoch, and the epochs before and after.
 */
final class StreamPosition {

	private final LaterEpochs later = new LaterEpochs();

	private final PublisherEpochs epochs;

	private @Nullable LeftEpochs left;

	private long epoch;

	private long last;

	private long head;

	private boolean fresh;

	private boolean tentative;

	/**
	 * Create a position.
	 * @param epochs the epochs of the publisher
	 * @param epoch the epoch
	 * @param last the number after which the stream begins
	 * @param fresh whether messages before the first one that is available do not count
	 * as lost
	 * @param tentative whether the stream begins earlier if an earlier message arrives
	 * first: it was under way when the publisher named its last number
	 */
	StreamPosition(PublisherEpochs epochs, long epoch, long last, boolean fresh, boolean tentative) {
		this.epochs = epochs;
		this.epoch = epoch;
		this.last = last;
		this.head = last;
		this.fresh = fresh;
		this.tentative = tentative;
	}

	long epoch() {
		return this.epoch;
	}

	long last() {
		return this.last;
	}

	long head() {
		return this.head;
	}

	/**
	 * Whether losses count.
	 * @return {@code false} until the first message of a stream that begins as early as
	 * possible
	 */
	boolean isFresh() {
		return this.fresh;
	}

	boolean isNext(long epoch, long number) {
		return epoch == this.epoch && number == this.last + 1;
	}

	void beginWith(long number) {
		if (this.tentative) {
			this.tentative = false;
			this.last = Math.min(this.last, number - 1);
		}
	}

	void deliver(long number) {
		this.last = number;
		this.head = Math.max(this.head, number);
		this.fresh = false;
		this.tentative = false;
	}

	void lose(long to) {
		this.last = to;
		this.tentative = false;
	}

	void raiseHead(long number) {
		this.head = Math.max(this.head, number);
	}

	/**
	 * Whether the publisher has sent more in this epoch.
	 * @return whether messages are missing or held
	 */
	boolean isBehind() {
		return this.last < this.head;
	}

	boolean isLater(long epoch) {
		return this.epochs.isLater(epoch, this.epoch);
	}

	void noteLater(long epoch, long number) {
		this.later.note(epoch, number, this.epochs::order);
	}

	boolean hasLater() {
		return !this.later.isEmpty();
	}

	long nextEpoch() {
		return this.later.firstEpoch();
	}

	void enterNextEpoch(long seen) {
		if (!this.fresh) {
			noteLeft(this.epoch, this.last);
		}
		this.tentative = false;
		this.epoch = this.later.firstEpoch();
		this.last = seen;
		this.head = Math.max(seen, this.later.removeFirst());
	}

	/**
	 * An epoch before the present one belongs to the stream.
	 * @param epoch the epoch; not older than those before
	 * @param last the last number that was delivered or reported as lost
	 */
	void noteLeft(long epoch, long last) {
		if (this.left == null) {
			this.left = new LeftEpochs();
		}
		this.left.add(epoch, last, this.epochs);
	}

	/**
	 * Learn of a message that is not later than the present epoch. It is too late for
	 * that message, and for those before it.
	 * @param epoch the epoch
	 * @param number the number of the message
	 * @param seen the last number of an epoch that was received otherwise
	 * @return the first number up to this one that was neither delivered nor reported as
	 * lost, 0 if there is none
	 */
	long late(long epoch, long number, LongUnaryOperator seen) {
		return (this.left != null && epoch != this.epoch) ? this.left.account(epoch, number, this.epochs, seen) : 0;
	}

	void forgetLater() {
		this.later.clear();
	}

}
