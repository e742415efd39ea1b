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

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Counts messages by reason. Safe for any thread.
 *
 * @param <E> the type of the reasons
 */
final class CountsByReason<E extends Enum<E>> {

	private final Map<E, LongAdder> counters;

	private final Function<E, String> tag;

	/**
	 * Create counters.
	 * @param reasons the type of the reasons
	 * @param tag returns the name of a reason in statistics
	 */
	CountsByReason(Class<E> reasons, Function<E, String> tag) {
		this.counters = new EnumMap<>(reasons);
		for (E reason : reasons.getEnumConstants()) {
			this.counters.put(reason, new LongAdder());
		}
		this.tag = tag;
	}

	void add(E reason, long messages) {
		LongAdder counter = this.counters.get(reason);
		if (counter != null) {
			counter.add(messages);
		}
	}

	long count(E reason) {
		LongAdder counter = this.counters.get(reason);
		return (counter != null) ? counter.sum() : 0;
	}

	/**
	 * The counts by name.
	 * @return those above zero
	 */
	Map<String, Long> snapshot() {
		Map<String, Long> counts = new TreeMap<>();
		this.counters.forEach((reason, counter) -> {
			long count = counter.sum();
			if (count > 0) {
				counts.put(this.tag.apply(reason), count);
			}
		});
		return counts;
	}

}
