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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads which topics have had messages, in slices.
 */
final class SummaryReader {

	private static final int SCANNED = 4096;

	private final ReplayIndex index;

	/**
	 * Create a reader.
	 * @param index the index of the messages
	 */
	SummaryReader(ReplayIndex index) {
		this.index = index;
	}

	long newestTime() {
		this.index.lock();
		try {
			return this.index.newestTime();
		}
		finally {
			this.index.unlock();
		}
	}

	ReplaySummary changedSince(long time, List<byte[]> prefixes, int page, int max) {
		List<Long> epochs;
		long until;
		int slots;
		this.index.lock();
		try {
			epochs = this.index.topics().epochs();
			until = this.index.newestTime();
			slots = this.index.topics().slots();
		}
		finally {
			this.index.unlock();
		}
		// A message of an epoch that has begun since is newer than the time
		Set<Long> named = Set.copyOf(epochs);
		List<ReplaySummary.Entry> entries = new ArrayList<>();
		int slot = (page >= 0 && until > time) ? page : slots;
		while (slot < slots && entries.size() < max) {
			List<ReplaySummary.Entry> changed = new ArrayList<>();
			slot = collect(time, slot, slots, max - entries.size(), changed);
			changed.stream()
				.filter((entry) -> named.contains(entry.epoch()) && startsWithAny(entry.topic(), prefixes))
				.forEach(entries::add);
		}
		return new ReplaySummary(epochs, until, (slot < slots) ? slot : ReplaySummary.END, entries);
	}

	private int collect(long time, int from, int slots, int max, List<ReplaySummary.Entry> changed) {
		int slot = from;
		this.index.lock();
		try {
			TopicTable topics = this.index.topics();
			int end = Math.min(Math.min(slots, topics.slots()), from + SCANNED);
			for (; slot < end && changed.size() < Math.min(max, ReplayIndex.SLICE); slot++) {
				TopicRing topic = (topics.lastTime(slot) > time) ? topics.inSlot(slot) : null;
				if (topic != null) {
					changed.add(new ReplaySummary.Entry(topic.epoch(), topic.topic(), topic.last(), topic.firstNumber(),
							topics.lastTime(slot)));
				}
			}
			return (slot < topics.slots()) ? slot : slots;
		}
		finally {
			this.index.unlock();
		}
	}

	private static boolean startsWithAny(byte[] topic, List<byte[]> prefixes) {
		for (byte[] prefix : prefixes) {
			if (topic.length >= prefix.length && Arrays.equals(topic, 0, prefix.length, prefix, 0, prefix.length)) {
				return true;
			}
		}
		return false;
	}

}
