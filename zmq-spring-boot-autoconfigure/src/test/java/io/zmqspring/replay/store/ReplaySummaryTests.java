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

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which topics a store lists that have changed since a time, in memory and in a file.
 */
class ReplaySummaryTests extends StoreTests {

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void changedTopicsAreListed(String kind) {
		ReplayStore store = store(kind, 5, 1_000_000);
		append(store, 7, A, 1, 10, 50);
		append(store, 7, KnownMessages.topic("ab"), 1, 2, 50);
		append(store, 8, B, 1, 3, 50);
		ReplaySummary summary = store.changedSince(0, ALL, 0, 100);
		assertThat(summary).returns(List.of(7L, 8L), ReplaySummary::epochs)
			.returns(this.time, ReplaySummary::until)
			.returns(false, ReplaySummary::hasNext);
		assertThat(texts(summary)).containsExactlyInAnyOrder("7 a 6-10", "7 ab 1-2", "8 b 1-3");
		assertThat(texts(store.changedSince(0, List.of(B, KnownMessages.topic("ab")), 0, 100)))
			.containsExactlyInAnyOrder("7 ab 1-2", "8 b 1-3");
		assertThat(texts(store.changedSince(0, List.of(KnownMessages.topic("abc")), 0, 100))).isEmpty();
		assertThat(texts(store.changedSince(0, List.of(), 0, 100))).isEmpty();
		assertThat(texts(store.changedSince(1010, ALL, 0, 100))).containsExactlyInAnyOrder("7 ab 1-2", "8 b 1-3");
		assertThat(texts(store.changedSince(1011, ALL, 0, 100))).containsExactlyInAnyOrder("7 ab 1-2", "8 b 1-3");
		assertThat(texts(store.changedSince(1012, ALL, 0, 100))).containsExactly("8 b 1-3");
		assertThat(texts(store.changedSince(this.time, ALL, 0, 100))).isEmpty();
		assertThat(texts(store.changedSince(Long.MAX_VALUE, ALL, 0, 100))).isEmpty();
	}

	private static List<String> texts(ReplaySummary summary) {
		return summary.entries()
			.stream()
			.map((entry) -> entry.epoch() + " " + new String(entry.topic(), StandardCharsets.UTF_8) + " "
					+ entry.first() + "-" + entry.last())
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void anyPageIsAnswered(String kind) {
		ReplayStore store = store(kind, 5, 1_000_000);
		append(store, 7, A, 1, 10, 50);
		for (int page : new int[] { Integer.MIN_VALUE, -1, 1, 64, 5000, Integer.MAX_VALUE }) {
			assertThat(store.changedSince(0, ALL, page, 100)).returns(List.of(), ReplaySummary::entries)
				.returns(false, ReplaySummary::hasNext);
		}
		assertThat(store.changedSince(0, ALL, 0, 0).entries()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void topicsOfAnEpochThatBeginsMeanwhileAreListedNextTime(String kind) {
		ReplayStore store = store(kind, 5, 1_000_000);
		int epochs = ReplayStore.MOST_EPOCHS;
		for (int epoch = 1; epoch <= epochs; epoch++) {
			append(store, epoch, A, 1, 1, 50);
		}
		// The place of this topic is used again, and is read last
		append(store, 1, B, 1, 1, 50);
		AtomicBoolean begun = new AtomicBoolean();
		List<byte[]> all = new AbstractList<>() {

			@Override
			public byte[] get(int index) {
				if (begun.compareAndSet(false, true)) {
					append(store, epochs + 1, A, 1, 1, 50);
				}
				return new byte[0];
			}

			@Override
			public int size() {
				return 1;
			}

		};
		ReplaySummary summary = store.changedSince(0, all, 0, 1000);
		assertThat(summary.entries()).isNotEmpty().allMatch((entry) -> summary.epochs().contains(entry.epoch()));
		assertThat(texts(store.changedSince(summary.until(), ALL, 0, 100))).containsExactly((epochs + 1) + " a 1-1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void pagesContainEachTopicOnceWhileMessagesAreAppended(String kind) {
		ReplayStore store = store(kind, 5, 500_000);
		Random random = new Random(1);
		for (int topic = 0; topic < 5000; topic++) {
			append(store, 7, KnownMessages.topic("old." + topic), 1, 1, 20);
		}
		List<String> listed = new ArrayList<>();
		long after = this.time - 3000;
		int page = 0;
		int extra = 0;
		do {
			ReplaySummary summary = store.changedSince(after, List.of(KnownMessages.topic("old.")), page, 100);
			assertThat(summary.entries()).hasSizeLessThanOrEqualTo(100);
			summary.entries().forEach((entry) -> listed.add(new String(entry.topic(), StandardCharsets.UTF_8)));
			page = summary.next();
			append(store, 7, KnownMessages.topic("new." + extra++), 1, 1, 20);
			append(store, 7, KnownMessages.topic("old." + (2000 + random.nextInt(3000))), 2 + extra, 2 + extra, 20);
		}
		while (page != ReplaySummary.END);
		assertThat(listed).doesNotHaveDuplicates()
			.hasSize(3000)
			.containsExactlyInAnyOrderElementsOf(
					LongStream.range(2000, 5000).mapToObj((topic) -> "old." + topic).toList());
	}

}
