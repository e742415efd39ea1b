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
import java.util.function.LongToIntFunction;

/**
 * The epochs in which a topic has messages, after the one that is being delivered, with
 * the last number that is known of each. There are hardly ever any.
 */
final class LaterEpochs {

	private final List<long[]> heads = new ArrayList<>(1);

	boolean isEmpty() {
		return this.heads.isEmpty();
	}

	/**
	 * Take note of a message.
	 * @param epoch its epoch
	 * @param number its number
	 * @param order the order of epochs
	 */
	void note(long epoch, long number, LongToIntFunction order) {
		int i = 0;
		while (i < this.heads.size() && order.applyAsInt(this.heads.get(i)[0]) < order.applyAsInt(epoch)) {
			i++;
		}
		if (i < this.heads.size() && this.heads.get(i)[0] == epoch) {
			this.heads.get(i)[1] = Math.max(this.heads.get(i)[1], number);
		}
		else {
			this.heads.add(i, new long[] { epoch, number });
		}
	}

	long firstEpoch() {
		return this.heads.get(0)[0];
	}

	/**
	 * Remove the first epoch.
	 * @return its last number
	 */
	long removeFirst() {
		return this.heads.remove(0)[1];
	}

	void clear() {
		this.heads.clear();
	}

}
