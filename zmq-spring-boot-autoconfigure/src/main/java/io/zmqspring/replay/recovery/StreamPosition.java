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

import java.util.function.LongToIntFunction;

/**
 * How far a stream has come: the last number that was delivered or reported as lost, the
 * last one that is known of the same epoch, and the epochs that follow.
 */
final class StreamPosition {

	private final LaterEpochs later = new LaterEpochs();

	private long epoch;

	private long last;

	private long head;

	private boolean fresh;

	private boolean tentative;

	private long formerEpoch;

	private long formerLast;

	/**
	 * Create a position.
	 * @param epoch the epoch
	 * @param last the number after which the stream begins
	 * @param fresh whether messages before the first one that is available do not count
	 * as lost
	 * @param tentative whether the stream begins earlier if an earlier message arrives
	 * first: it was under way when the publisher named its last number
	 */
	StreamPosition(long epoch, long last, boolean fresh, boolean tentative) {
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

	void noteLater(long epoch, long number, LongToIntFunction order) {
		this.later.note(epoch, number, order);
	}

	boolean hasLater() {
		return !this.later.isEmpty();
	}

	long nextEpoch() {
		return this.later.firstEpoch();
	}

	void enterNextEpoch(long seen) {
		this.formerEpoch = this.epoch;
		this.formerLast = this.last;
		this.epoch = this.later.firstEpoch();
		this.last = seen;
		this.head = Math.max(seen, this.later.removeFirst());
	}

	/**
	 * Whether a message of an earlier epoch was neither delivered nor reported as lost.
	 * Such a message arrives too late.
	 * @param epoch the epoch
	 * @param number the number
	 * @return {@code true} once for each message
	 */
	boolean isLate(long epoch, long number) {
		if (epoch != this.formerEpoch || number <= this.formerLast) {
			return false;
		}
		this.formerLast = number;
		return true;
	}

	void forgetLater() {
		this.later.clear();
	}

}
