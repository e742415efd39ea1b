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

package io.zmqspring.scenario.loss;

import java.util.BitSet;

/**
 * The messages of one topic of one publisher that a handler has received, without a
 * filter change in between. Not thread-safe.
 */
final class Arrivals {

	private final BitSet numbers = new BitSet();

	private final int first;

	private int last;

	private long late;

	private long early;

	private long duplicates;

	/**
	 * Create arrivals.
	 * @param first the number from which on a missing message is lost: 1, or that of the
	 * first message that arrives
	 */
	Arrivals(int first) {
		this.first = first;
		this.last = first - 1;
	}

	void add(int number) {
		if (number < this.first) {
			this.early++;
		}
		else if (this.numbers.get(number)) {
			this.duplicates++;
		}
		else {
			this.numbers.set(number);
			if (number < this.last) {
				this.late++;
			}
			this.last = Math.max(this.last, number);
		}
	}

	int last() {
		return this.last;
	}

	Truth truth() {
		return new Truth(this.last - this.first + 1 - this.numbers.cardinality(), this.late, this.early,
				this.duplicates);
	}

	/**
	 * What has really happened.
	 *
	 * @param lost messages that have not arrived between the first and the last one
	 * @param late messages that have arrived after a later one, once
	 * @param early messages from before the first one, which have arrived after it
	 * @param duplicates messages that have arrived again
	 */
	record Truth(long lost, long late, long early, long duplicates) {

		static final Truth NOTHING = new Truth(0, 0, 0, 0);

		Truth plus(Truth other) {
			return new Truth(this.lost + other.lost, this.late + other.late, this.early + other.early,
					this.duplicates + other.duplicates);
		}

		/**
		 * The messages of all gaps, also of those that were filled later.
		 * @return the number
		 */
		long missed() {
			return this.lost + this.late;
		}

	}

}
