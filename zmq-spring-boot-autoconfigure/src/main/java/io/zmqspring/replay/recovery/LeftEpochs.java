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

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The epochs that a stream has left, and how far each of them is accounted for. A stream
 * that does not wait any longer may leave an epoch, or skip one, before its last number
 * is known. When that becomes known, the rest of the epoch is lost, because later
 * messages were delivered.
 */
final class LeftEpochs {

	// Oldest first: the epoch, and the last number that was delivered or reported as lost
	private final List<long[]> left = new ArrayList<>(1);

	/**
	 * Add an epoch that is older than the present one, and newer than those before.
	 * @param epoch the epoch
	 * @param last the last number that is accounted for
	 * @param epochs the order of epochs, and which of them have last numbers that are
	 * known: these are not needed any more
	 */
	void add(long epoch, long last, PublisherEpochs epochs) {
		this.left.removeIf((former) -> epochs.isSettled(former[0]));
		this.left.add(new long[] { epoch, last });
	}

	/**
	 * Learn that a message was sent.
	 * @param epoch an epoch before the present one
	 * @param number the number of the message
	 * @param epochs the order of epochs
	 * @param seen the last number of an epoch that was received otherwise
	 * @return the first number up to this one that was not accounted for so far, 0 if
	 * there is none
	 */
	long account(long epoch, long number, PublisherEpochs epochs, LongUnaryOperator seen) {
		int order = epochs.order(epoch);
		int i = 0;
		while (i < this.left.size() && epochs.order(this.left.get(i)[0]) < order) {
			i++;
		}
		if (i == this.left.size() || this.left.get(i)[0] != epoch) {
			if (i == 0) {
				// Before the beginning of the stream
				return 0;
			}
			this.left.add(i, new long[] { epoch, seen.applyAsLong(epoch) });
		}
		long[] known = this.left.get(i);
		long from = known[1] + 1;
		known[1] = Math.max(known[1], number);
		return (number >= from) ? from : 0;
	}

}
