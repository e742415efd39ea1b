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
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a store keeps and finds, in memory and in a file.
 */
class ReplayStoreTests extends StoreTests {

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void appendedMessagesAreRead(String kind) {
		ReplayStore store = store(kind, 100, 1_000_000);
		append(store, 7, A, 1, 10, 50);
		append(store, 7, B, 1, 3, 50);
		ReplaySlice slice = all(store, 7, A);
		assertThat(numbers(slice)).isEqualTo(range(1, 10));
		assertThat(slice.first()).isEqualTo(1);
		assertThat(slice.last()).isEqualTo(10);
		assertThat(slice.messages().get(2)).returns(7L, ReplayMessage::epoch)
			.returns(1003L, ReplayMessage::time)
			.satisfies((message) -> assertThat(message.topic()).isEqualTo(A));
		assertThat(numbers(all(store, 7, B))).isEqualTo(range(1, 3));
		assertThat(store.newestTime()).isEqualTo(1013);
		assertThat(store.usage()).returns(13L, ReplayUsage::messages).returns(2, ReplayUsage::topics);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void emptyPayloadAndEmptyTopicAreKept(String kind) {
		ReplayStore store = store(kind, 100, 1_000_000);
		store.append(7, new byte[0], 1, 1, new byte[0], 0, null);
		store.append(7, new byte[0], 2, 2, new byte[0], 0, new byte[0]);
		assertThat(all(store, 7, new byte[0]).messages()).hasSize(2).satisfiesExactly((message) -> {
			assertThat(message.payload()).isEmpty();
			assertThat(message.headers()).isNull();
		}, (message) -> assertThat(message.headers()).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void payloadMayBeginInsideItsFrame(String kind) {
		ReplayStore store = store(kind, 100, 1_000_000);
		store.append(7, A, 1, 1, "a {\"x\":1}".getBytes(StandardCharsets.UTF_8), 2, null);
		assertThat(all(store, 7, A).messages()).singleElement()
			.satisfies((message) -> assertThat(message.payload()).asString().isEqualTo("{\"x\":1}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void unknownTopicsAndEpochsHaveNothing(String kind) {
		ReplayStore store = store(kind, 100, 1_000_000);
		append(store, 7, A, 1, 10, 50);
		assertThat(all(store, 8, A)).isEqualTo(new ReplaySlice(List.of(), 1, 0));
		assertThat(all(store, 7, B)).isEqualTo(new ReplaySlice(List.of(), 1, 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void anyRangeIsAnswered(String kind) {
		ReplayStore store = store(kind, 5, 1_000_000);
		append(store, 7, A, 1, 10, 50);
		assertThat(numbers(store.read(7, A, Long.MIN_VALUE, Long.MAX_VALUE, 100, 10_000))).isEqualTo(range(6, 10));
		assertThat(numbers(store.read(7, A, 8, 9, 100, 10_000))).isEqualTo(range(8, 9));
		assertThat(numbers(store.read(7, A, 10, 10, 100, 10_000))).isEqualTo(range(10, 10));
		assertThat(store.read(7, A, 1, 5, 100, 10_000)).isEqualTo(new ReplaySlice(List.of(), 6, 10));
		assertThat(store.read(7, A, 9, 8, 100, 10_000)).isEqualTo(new ReplaySlice(List.of(), 6, 10));
		assertThat(store.read(7, A, 11, Long.MAX_VALUE, 100, 10_000)).isEqualTo(new ReplaySlice(List.of(), 6, 10));
		assertThat(numbers(store.read(7, A, Long.MAX_VALUE, Long.MIN_VALUE, 100, 10_000))).isEmpty();
		assertThat(store.read(7, A, 1, 10, 0, 10_000).messages()).isEmpty();
		assertThat(store.read(7, A, 1, 10, -1, -1).messages()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void answerIsLimitedInMessagesAndBytes(String kind) {
		ReplayStore store = store(kind, 1000, 1_000_000);
		append(store, 7, A, 1, 500, 99);
		assertThat(numbers(store.read(7, A, 1, 500, 200, 1_000_000))).isEqualTo(range(1, 200));
		ReplaySlice slice = store.read(7, A, 100, 500, 500, 1000);
		int size = slice.messages().stream().mapToInt(ReplayMessage::size).sum();
		assertThat(size).isLessThanOrEqualTo(1000).isGreaterThan(800);
		assertThat(numbers(slice)).isEqualTo(range(100, 99 + slice.messages().size()));
		assertThat(numbers(store.read(7, A, 100, 500, 500, 1))).isEqualTo(range(100, 100));
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void topicKeepsItsNewestMessages(String kind) {
		ReplayStore store = store(kind, 100, 1_000_000);
		append(store, 7, A, 1, 3, 50);
		append(store, 7, B, 1, 1234, 50);
		assertThat(numbers(all(store, 7, B))).isEqualTo(range(1135, 1234));
		assertThat(all(store, 7, B).first()).isEqualTo(1135);
		assertThat(numbers(all(store, 7, A))).isEqualTo(range(1, 3));
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void oldestMessagesOfAllTopicsMakeRoom(String kind) {
		ReplayStore store = store(kind, 10_000, 100_000);
		append(store, 7, A, 1, 50, 1000);
		append(store, 7, B, 1, 60, 1000);
		ReplaySlice a = all(store, 7, A);
		assertThat(numbers(a)).isEqualTo(range(a.first(), 50));
		assertThat(a.first()).isBetween(10L, 50L);
		assertThat(numbers(all(store, 7, B))).isEqualTo(range(1, 60));
		append(store, 7, B, 61, 200, 1000);
		assertThat(all(store, 7, A)).isEqualTo(new ReplaySlice(List.of(), 51, 50));
		assertThat(store.usage().bytes()).isLessThanOrEqualTo(100_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void numberOfATooLargeMessageIsKnown(String kind) {
		ReplayStore store = store(kind, 100, 100_000);
		append(store, 7, A, 1, 3, 50);
		append(store, 7, A, 4, 4, 100_000);
		assertThat(all(store, 7, A)).returns(4L, ReplaySlice::last).returns(1L, ReplaySlice::first);
		append(store, 7, A, 5, 5, 50);
		assertThat(numbers(all(store, 7, A))).containsExactly(1L, 2L, 3L, 5L);
		assertThat(numbers(store.read(7, A, 4, 4, 10, 1000))).isEmpty();
		assertThat(numbers(store.read(7, A, 4, 5, 10, 1000))).containsExactly(5L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void topicsWithoutMessagesAreForgottenFirst(String kind) {
		ReplayStore store = store(kind, 10, 1_000_000);
		append(store, 7, A, 1, 10, 50);
		for (int topic = 0; topic < 70_000; topic++) {
			append(store, 7, KnownMessages.topic("flood." + topic), 1, 1, 20);
			if (topic % 1000 == 0) {
				append(store, 7, B, 1 + topic / 1000, 1 + topic / 1000, 50);
			}
		}
		ReplayUsage usage = store.usage();
		assertThat(usage.topics()).isEqualTo(ReplayStore.MOST_TOPICS);
		assertThat(usage.messages()).isLessThan(20_000);
		assertThat(usage.bytes()).isLessThanOrEqualTo(1_000_000);
		assertThat(all(store, 7, A)).isEqualTo(new ReplaySlice(List.of(), 1, 0));
		assertThat(all(store, 7, B).last()).isEqualTo(70);
		assertThat(all(store, 7, KnownMessages.topic("flood.69999")).messages()).hasSize(1);
		assertThat(all(store, 7, KnownMessages.topic("flood.10000")).last()).isEqualTo(1);
		assertThat(store.changedSince(0, ALL, 0, 100_000).entries()).hasSize(ReplayStore.MOST_TOPICS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void oldestEpochIsForgotten(String kind) {
		ReplayStore store = store(kind, 10, 1_000_000);
		for (int epoch = 1; epoch <= ReplayStore.MOST_EPOCHS + 5; epoch++) {
			append(store, epoch, A, 1, 2, 50);
			append(store, epoch, B, 1, 2, 50);
		}
		assertThat(store.changedSince(0, ALL, 0, 10).epochs()).isEqualTo(range(6, ReplayStore.MOST_EPOCHS + 5));
		assertThat(all(store, 5, A)).isEqualTo(new ReplaySlice(List.of(), 1, 0));
		assertThat(numbers(all(store, 6, A))).isEqualTo(range(1, 2));
		assertThat(store.usage().messages()).isEqualTo(4L * ReplayStore.MOST_EPOCHS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void closedStoreKeepsAndFindsNothing(String kind) {
		ReplayStore store = store(kind, 10, 1_000_000);
		append(store, 7, A, 1, 10, 50);
		store.close();
		append(store, 7, A, 11, 12, 50);
		assertThat(all(store, 7, A)).isEqualTo(new ReplaySlice(List.of(), 1, 0));
		assertThat(store.changedSince(0, ALL, 0, 10).entries()).isEmpty();
		assertThat(store.usage().messages()).isZero();
		store.close();
	}

}
