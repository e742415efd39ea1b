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

package io.zmqspring.replay.resume;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of a table of numbers by their keys. If the table is full, the oldest ones
 * make room: first those of former epochs.
 */
final class NumbersEntries {

	private static final int REMOVED_AT_ONCE = NumbersTable.ENTRIES / 8;

	private final Map<NumbersKey, Integer> entries = new HashMap<>();

	private final NumbersTable table;

	private int nextFree;

	/**
	 * Read the entries of a table.
	 * @param table the table
	 * @param numbers receives the numbers
	 */
	NumbersEntries(NumbersTable table, Map<NumbersKey, Long> numbers) {
		this.table = table;
		for (int i = 0; i < NumbersTable.ENTRIES; i++) {
			NumbersKey key = table.key(i);
			if (key.epoch() != 0) {
				this.entries.put(key, i);
				numbers.put(key, table.number(i));
			}
		}
	}

	boolean contains(NumbersKey key) {
		return this.entries.containsKey(key);
	}

	/**
	 * Write a number.
	 * @param key its key
	 * @param number the number
	 * @param time its time, which has no effect if it is before the one that is written
	 * @return whether other entries were removed
	 */
	boolean set(NumbersKey key, long number, long time) {
		Integer entry = this.entries.get(key);
		if (entry != null) {
			this.table.set(entry, number, Math.max(time, this.table.time(entry)));
			return false;
		}
		int free = free();
		boolean full = free < 0;
		if (full) {
			removeOldest();
			free = free();
		}
		this.table.add(free, key, number, time);
		this.entries.put(key, free);
		return full;
	}

	private int free() {
		for (int i = 0; i < NumbersTable.ENTRIES; i++) {
			int candidate = (this.nextFree + i) % NumbersTable.ENTRIES;
			if (this.table.key(candidate).epoch() == 0) {
				this.nextFree = candidate + 1;
				return candidate;
			}
		}
		return -1;
	}

	private void removeOldest() {
		List<Map.Entry<NumbersKey, Integer>> oldest = this.entries.entrySet()
			.stream()
			.sorted(Comparator.comparingLong((entry) -> this.table.time(entry.getValue())))
			.limit(REMOVED_AT_ONCE)
			.toList();
		oldest.forEach((entry) -> {
			this.table.remove(entry.getValue());
			this.entries.remove(entry.getKey());
		});
	}

}
