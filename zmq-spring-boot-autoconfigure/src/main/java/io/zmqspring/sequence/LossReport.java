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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.zmqspring.role.ZmqLoss;

/**
 * The losses of each topic of each publisher. When there are too many, those with the
 * fewest messages are forgotten. Safe for any thread.
 */
final class LossReport {

	/** The most topics that are reported. */
	static final int MOST_REPORTED = 100;

	private static final int MOST_KEPT = 2048;

	private static final Comparator<Entry> LARGEST_FIRST = Comparator.comparingLong((Entry entry) -> -entry.lost);

	private final List<Entry> entries = new ArrayList<>();

	/**
	 * Add a gap.
	 * @param topic the topic
	 * @param sequence the numbers of the topic and their publisher
	 * @param lost the number of messages
	 */
	synchronized void add(String topic, EpochSequence sequence, long lost) {
		Entry entry = sequence.losses();
		if (entry == null) {
			entry = new Entry(sequence.publisher().toString(), topic);
			sequence.setLosses(entry);
		}
		entry.add(lost);
		if (!entry.kept) {
			entry.kept = true;
			this.entries.add(entry);
			if (this.entries.size() > MOST_KEPT) {
				removeSmallest();
			}
		}
	}

	private void removeSmallest() {
		this.entries.sort(LARGEST_FIRST);
		List<Entry> smallest = this.entries.subList(MOST_KEPT / 2, this.entries.size());
		smallest.forEach((entry) -> entry.kept = false);
		smallest.clear();
	}

	/**
	 * A lost message has arrived.
	 * @param sequence the numbers of its topic
	 */
	synchronized void takeBack(EpochSequence sequence) {
		Entry entry = sequence.losses();
		if (entry != null) {
			entry.lost--;
		}
	}

	/**
	 * The losses that are not taken back.
	 * @return a snapshot, the largest first
	 */
	synchronized List<ZmqLoss> losses() {
		return this.entries.stream()
			.filter((entry) -> entry.lost > 0)
			.sorted(LARGEST_FIRST)
			.limit(MOST_REPORTED)
			.map(Entry::toLoss)
			.toList();
	}

	/**
	 * The losses of one topic of one publisher.
	 */
	static final class Entry {

		private final String publisher;

		private final String topic;

		private final Instant firstAt = Instant.now();

		private Instant lastAt = this.firstAt;

		private long gaps;

		private long lost;

		private boolean kept;

		Entry(String publisher, String topic) {
			this.publisher = publisher;
			this.topic = topic;
		}

		private void add(long messages) {
			this.gaps++;
			this.lost = Math.min(this.lost, Long.MAX_VALUE - messages) + messages;
			this.lastAt = Instant.now();
		}

		private ZmqLoss toLoss() {
			return new ZmqLoss(this.publisher, this.topic, this.gaps, this.lost, this.firstAt, this.lastAt);
		}

	}

}
