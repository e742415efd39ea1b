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

package io.zmqspring.benchmarks.scale;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the messages of the current run that a subscriber has received. One thread
 * receives and counts; another thread reads the count.
 */
final class Arrivals {

	// Padding against false sharing: other threads count for other subscribers
	private static final int MIDDLE = 16;

	private final AtomicLongArray count = new AtomicLongArray(2 * MIDDLE);

	private volatile int run;

	/**
	 * Reset the count and ignore messages of earlier runs from now on.
	 * @param begun the number of the new run
	 */
	void begin(int begun) {
		this.run = begun;
		this.count.set(MIDDLE, 0);
	}

	void accept(byte[] payload) {
		if (Payload.run(payload) == this.run) {
			this.count.setRelease(MIDDLE, this.count.getPlain(MIDDLE) + 1);
		}
	}

	long count() {
		return this.count.get(MIDDLE);
	}

}
