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

package io.zmqspring.role.statistics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Counters by name. There are at most a hundred names; further ones are counted as
 * {@code other}. Safe for any thread.
 */
final class CountsByName {

	/** The most names that are kept. */
	static final int MOST_NAMES = 100;

	private static final String OTHER = "other";

	private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

	private volatile Consumer<String> onAdded = (name) -> {
	};

	/**
	 * The name of an error in statistics and metrics.
	 * @param error the error
	 * @return the simple name of its class; of an anonymous class the full name
	 */
	static String of(Throwable error) {
		String name = error.getClass().getSimpleName();
		return name.isEmpty() ? error.getClass().getName() : name;
	}

	/**
	 * Set the callback for new names.
	 * @param callback receives every name, also those that are there
	 */
	void onAdded(Consumer<String> callback) {
		this.onAdded = callback;
		this.counters.keySet().forEach(callback);
	}

	void increment(String name) {
		LongAdder counter = this.counters.get(name);
		if (counter == null) {
			String kept = (this.counters.size() < MOST_NAMES) ? name : OTHER;
			LongAdder created = new LongAdder();
			LongAdder present = this.counters.putIfAbsent(kept, created);
			counter = (present != null) ? present : created;
			counter.increment();
			if (present == null) {
				this.onAdded.accept(kept);
			}
			return;
		}
		counter.increment();
	}

	Map<String, Long> snapshot() {
		Map<String, Long> counts = new TreeMap<>();
		this.counters.forEach((name, counter) -> counts.put(name, counter.sum()));
		return counts;
	}

}
