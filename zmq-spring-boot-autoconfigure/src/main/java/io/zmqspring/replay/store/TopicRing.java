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

package io.zmqspring.replay.store;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The messages of one topic in one epoch, in the order of their numbers. Its memory
 * shrinks with the number of messages. The older topics of its table are forgotten before
 * it. Guarded by the lock of the index.
 */
final class TopicRing {

	private static final int SMALLEST = 4;

	private final long epoch;

	private final byte[] topic;

	private final int hash;

	private final int slot;

	private @Nullable StoredMessage[] ring = new StoredMessage[SMALLEST];

	private int first;

	private int size;

	private long last;

	/** The topic that was placed before. */
	TopicRing older = this;

	/** The topic that was placed next. */
	TopicRing newer = this;

	/** The next topic with the same place in the table. */
	@Nullable TopicRing next;

	/** The time of the last message when the topic got its place in the list. */
	long placedTime = Long.MIN_VALUE;

	/**
	 * Create a topic without messages.
	 * @param epoch the epoch
	 * @param topic the topic
	 * @param hash the hash of both
	 * @param slot its place in the list of topics
	 */
	TopicRing(long epoch, byte[] topic, int hash, int slot) {
		this.epoch = epoch;
		this.topic = topic;
		this.hash = hash;
		this.slot = slot;
	}

	/**
	 * Become the ends of an empty list of topics.
	 */
	void clear() {
		this.older = this;
		this.newer = this;
	}

	/**
	 * Become the newest topic of a list.
	 * @param ends stands for both ends of the list: its newer one is the oldest topic
	 */
	void link(TopicRing ends) {
		this.older = ends.older;
		this.newer = ends;
		ends.older.newer = this;
		ends.older = this;
	}

	/**
	 * Leave the list.
	 */
	void unlink() {
		this.older.newer = this.newer;
		this.newer.older = this.older;
	}

	long epoch() {
		return this.epoch;
	}

	byte[] topic() {
		return this.topic;
	}

	int hash() {
		return this.hash;
	}

	int slot() {
		return this.slot;
	}

	int size() {
		return this.size;
	}

	boolean is(long epoch, byte[] topic) {
		return this.epoch == epoch && (this.topic == topic || Arrays.equals(this.topic, topic));
	}

	/**
	 * The last number that was sent.
	 * @return the number
	 */
	long last() {
		return this.last;
	}

	/**
	 * The first number that is available.
	 * @return the number, {@code last + 1} if there is none
	 */
	long firstNumber() {
		return (this.size > 0) ? get(0).number : this.last + 1;
	}

	void sent(long number) {
		this.last = number;
	}

	void add(StoredMessage message) {
		if (this.size == this.ring.length) {
			resize(2 * this.size);
		}
		this.ring[(this.first + this.size) & (this.ring.length - 1)] = message;
		this.size++;
	}

	/**
	 * Remove the message with the lowest number.
	 * @return the message; there is one
	 */
	StoredMessage removeFirst() {
		StoredMessage message = get(0);
		this.ring[this.first] = null;
		this.first = (this.first + 1) & (this.ring.length - 1);
		this.size--;
		if (this.ring.length > SMALLEST && this.size <= this.ring.length / 4) {
			resize(this.ring.length / 2);
		}
		return message;
	}

	private void resize(int length) {
		@Nullable StoredMessage[] resized = new StoredMessage[length];
		int untilEnd = Math.min(this.size, this.ring.length - this.first);
		System.arraycopy(this.ring, this.first, resized, 0, untilEnd);
		System.arraycopy(this.ring, 0, resized, untilEnd, this.size - untilEnd);
		this.ring = resized;
		this.first = 0;
	}

	/**
	 * A message by its place.
	 * @param index the place, from 0 to {@code size() - 1}
	 * @return the message
	 */
	StoredMessage get(int index) {
		StoredMessage message = this.ring[(this.first + index) & (this.ring.length - 1)];
		if (message == null) {
			throw new IndexOutOfBoundsException(index);
		}
		return message;
	}

	/**
	 * Find a number. Usually no number is missing, and its place is known at once.
	 * @param number the number
	 * @return the place of the first message with this number or a greater one,
	 * {@code size()} if there is none
	 */
	int indexOf(long number) {
		if (this.size == 0 || number > this.last) {
			return this.size;
		}
		long lowest = get(0).number;
		if (number <= lowest) {
			return 0;
		}
		long expected = number - lowest;
		return (expected < this.size && get((int) expected).number == number) ? (int) expected : search(number);
	}

	private int search(long number) {
		int low = 0;
		int high = this.size;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (get(middle).number < number) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

}
