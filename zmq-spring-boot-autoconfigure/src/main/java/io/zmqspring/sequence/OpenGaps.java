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

/**
 * The ranges of numbers that are missing in one topic of one publisher, in ascending
 * order. When there are too many the lowest one is forgotten: its messages can then not
 * be told from repeated ones. Used by one thread.
 */
final class OpenGaps {

	/** The largest number of ranges. */
	static final int MOST = 16;

	// The first and last number of each range in turn
	private long[] bounds = new long[4];

	private int size;

	// The last number of the ranges that were forgotten
	private long forgottenUpTo;

	/**
	 * Add a range above all others.
	 * @param from its first number
	 * @param to its last number
	 */
	void add(long from, long to) {
		insert(this.size, from, to);
	}

	private void insert(int index, long from, long to) {
		int at = index;
		if (this.size == MOST) {
			this.forgottenUpTo = this.bounds[1];
			remove(0);
			at--;
		}
		if (2 * this.size == this.bounds.length) {
			this.bounds = Arrays.copyOf(this.bounds, 2 * this.bounds.length);
		}
		System.arraycopy(this.bounds, 2 * at, this.bounds, 2 * at + 2, 2 * (this.size - at));
		this.bounds[2 * at] = from;
		this.bounds[2 * at + 1] = to;
		this.size++;
	}

	private void remove(int index) {
		System.arraycopy(this.bounds, 2 * index + 2, this.bounds, 2 * index, 2 * (this.size - index - 1));
		this.size--;
	}

	/**
	 * Remove a number that has arrived.
	 * @param number the number
	 * @return whether it was missing
	 */
	boolean fill(long number) {
		for (int i = this.size - 1; i >= 0; i--) {
			if (number > this.bounds[2 * i + 1]) {
				return false;
			}
			if (number >= this.bounds[2 * i]) {
				fill(i, number);
				return true;
			}
		}
		return false;
	}

	private void fill(int index, long number) {
		long from = this.bounds[2 * index];
		long to = this.bounds[2 * index + 1];
		if (from == to) {
			remove(index);
		}
		else if (number == from) {
			this.bounds[2 * index] = number + 1;
		}
		else if (number == to || (index == 0 && this.size == MOST)) {
			// The lowest range of too many keeps its upper part
			this.forgottenUpTo = (number == to) ? this.forgottenUpTo : number - 1;
			this.bounds[2 * index] = (number == to) ? from : number + 1;
			this.bounds[2 * index + 1] = (number == to) ? number - 1 : to;
		}
		else {
			this.bounds[2 * index + 1] = number - 1;
			insert(index + 1, number + 1, to);
		}
	}

	/**
	 * Whether a number that is not missing may belong to a range that was forgotten.
	 * @param number the number
	 * @return {@code false} if it has surely arrived
	 */
	boolean mayHaveMissed(long number) {
		return number <= this.forgottenUpTo;
	}

}
