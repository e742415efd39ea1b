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
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several threads read while one appends and old messages make room.
 */
class ConcurrentReplayTests extends StoreTests {

	private static final int READERS = 3;

	private static final int TOPICS = 20;

	@ParameterizedTest
	@ValueSource(strings = { "memory", "file" })
	void readersFindOnlyWholeMessagesInOrder(String kind) throws Exception {
		ReplayStore store = store(kind, 300, 200_000);
		List<byte[]> topics = new ArrayList<>();
		for (int topic = 0; topic < TOPICS; topic++) {
			topics.add(KnownMessages.topic("topic." + topic));
			append(store, 7, topics.get(topic), 1, 1, 100);
		}
		AtomicBoolean end = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(READERS);
		try {
			List<Future<Long>> readers = new ArrayList<>();
			for (int reader = 0; reader < READERS; reader++) {
				readers.add(threads.submit(() -> readUntil(end, store, topics)));
			}
			int rounds = TestSize.of(3000, 200_000);
			for (int number = 2; number < rounds; number++) {
				for (int topic = 0; topic < TOPICS; topic++) {
					append(store, 7, topics.get(topic), number, number, (number * 31 + topic) % 400);
				}
			}
			end.set(true);
			for (Future<Long> reader : readers) {
				assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
			}
		}
		finally {
			end.set(true);
			threads.shutdown();
			assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static long readUntil(AtomicBoolean end, ReplayStore store, List<byte[]> topics) {
		long messages = 0;
		while (!end.get() || messages == 0) {
			for (byte[] topic : topics) {
				ReplaySlice slice = store.read(7, topic, 1, Long.MAX_VALUE, 200, 1_000_000);
				long before = 0;
				for (ReplayMessage message : slice.messages()) {
					assertThat(message.number()).isGreaterThan(before).isLessThanOrEqualTo(slice.last());
					assertThat(message.topic()).isEqualTo(topic);
					KnownMessages.check(message);
					before = message.number();
				}
				messages += slice.messages().size();
			}
			ReplaySummary summary = store.changedSince(0, ALL, 0, 1000);
			assertThat(summary.entries()).hasSize(topics.size())
				.allSatisfy((entry) -> assertThat(entry.first()).isBetween(1L, entry.last() + 1));
		}
		return messages;
	}

}
