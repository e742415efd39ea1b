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

package io.zmqspring.scenario.work;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import io.zmqspring.controller.ZmqController;

/**
 * Counts the results and dead letters of each numbered item of a pool.
 */
final class ItemOutcomes {

	private static final int FIELD = "{\"work_id\":".length();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger deadLetters = new AtomicInteger();

	private final AtomicIntegerArray ends;

	ItemOutcomes(int items) {
		this.ends = new AtomicIntegerArray(items);
	}

	/**
	 * Send items one after the other, as fast as the pool accepts them.
	 * @param controller the controller
	 * @param pool the pool
	 * @param from the first number
	 * @param to the last number plus one
	 */
	static void send(ZmqController controller, String pool, int from, int to) {
		for (int i = from; i < to; i++) {
			controller.send(pool, "{\"id\":" + i + "}");
		}
	}

	/** Count a result, whose first member is the correlation value. */
	void result(byte[] result) {
		int number = 0;
		for (int i = FIELD; result[i] >= '0' && result[i] <= '9'; i++) {
			number = 10 * number + result[i] - '0';
		}
		this.ends.incrementAndGet(number);
		this.answered.incrementAndGet();
	}

	void deadLetter(String id) {
		this.ends.incrementAndGet(Integer.parseInt(id));
		this.deadLetters.incrementAndGet();
	}

	int deadLetters() {
		return this.deadLetters.get();
	}

	int answered() {
		return this.answered.get();
	}

	/** Return the number of items of a range that ended the given number of times. */
	int count(int from, int to, int times) {
		int count = 0;
		for (int i = from; i < to; i++) {
			count += (this.ends.get(i) == times) ? 1 : 0;
		}
		return count;
	}

}
