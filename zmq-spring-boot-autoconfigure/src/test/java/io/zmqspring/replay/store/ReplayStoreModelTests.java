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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random messages in a store, and in a model of it that is simple and slow.
 */
class ReplayStoreModelTests extends StoreTests {

	private static final int STEPS = 3000;

	static IntStream seeds() {
		return IntStream.range(0, TestSize.of(15, 500));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void storeInMemoryIsLikeItsModel(int seed) {
		Random random = new Random(seed);
		int messages = 1 + random.nextInt(50);
		int maxBytes = 10_000 + random.nextInt(90_000);
		ReplayStore store = store("memory", messages, maxBytes);
		Model model = new Model(messages, maxBytes);
		RandomMessages sent = new RandomMessages(random, maxBytes);
		for (int step = 0; step < STEPS; step++) {
			sent.next(store, model);
			if (random.nextInt(50) == 0) {
				check(store, model, sent.randomTopic());
				long since = this.time - random.nextInt(500);
				assertThat(changed(store, since)).isEqualTo(model.changed(since));
			}
		}
		model.last.keySet().forEach((topic) -> check(store, model, topic));
		assertThat(store.usage())
			.isEqualTo(new ReplayUsage(model.kept.size(), model.bytes(), maxBytes, model.last.size()));
	}

	private void check(ReplayStore store, Model model, Topic topic) {
		ReplaySlice slice = all(store, topic.epoch(), topic.bytes());
		assertThat(numbers(slice)).isEqualTo(model.numbers(topic));
		if (model.last.containsKey(topic)) {
			assertThat(slice.last()).isEqualTo(model.last.get(topic).number());
			assertThat(slice.first()).isEqualTo(model.first(topic));
		}
	}

	private static Map<Topic, String> changed(ReplayStore store, long since) {
		Map<Topic, String> changed = new LinkedHashMap<>();
		int page = 0;
		while (page != ReplaySummary.END) {
			ReplaySummary summary = store.changedSince(since, ALL, page, 7);
			summary.entries()
				.forEach((entry) -> changed.put(
						new Topic(entry.epoch(), new String(entry.topic(), StandardCharsets.UTF_8)),
						entry.first() + "-" + entry.last()));
			page = summary.next();
		}
		return changed;
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void storeInAFileHasTheNewestMessagesAlsoWhenItIsOpenedAgain(int seed) {
		Random random = new Random(seed);
		int messages = 1 + random.nextInt(50);
		int maxBytes = 10_000 + random.nextInt(90_000);
		Model all = new Model(Integer.MAX_VALUE, Long.MAX_VALUE);
		RandomMessages sent = new RandomMessages(random, maxBytes);
		for (int opened = 0; opened < 4; opened++) {
			ReplayStore store = store("file", messages, maxBytes);
			for (int step = random.nextInt(100); step < STEPS / 4; step++) {
				sent.next(store, all);
			}
			Map<Topic, List<Long>> before = checked(store, all, messages);
			store.close();
			ReplayStore again = store("file", messages, maxBytes);
			assertThat(checked(again, all, messages)).isEqualTo(before);
			assertThat(again.usage().messages()).isEqualTo(before.values().stream().mapToInt(List::size).sum());
			again.close();
		}
	}

	private Map<Topic, List<Long>> checked(ReplayStore store, Model all, int messages) {
		Map<Topic, List<Long>> found = new LinkedHashMap<>();
		for (Topic topic : all.last.keySet()) {
			ReplaySlice slice = all(store, topic.epoch(), topic.bytes());
			List<Long> numbers = numbers(slice);
			assertThat(numbers).hasSizeLessThanOrEqualTo(messages);
			if (!numbers.isEmpty()) {
				found.put(topic, numbers);
				List<Long> sent = all.numbers(topic);
				assertThat(numbers).as("newest messages of " + topic)
					.isEqualTo(sent.subList(sent.size() - numbers.size(), sent.size()));
			}
		}
		return found;
	}

	private record Topic(long epoch, String name) {

		byte[] bytes() {
			return this.name.getBytes(StandardCharsets.UTF_8);
		}

	}

	private record Kept(Topic topic, long number, long time, int size) {

	}

	/**
	 * Messages of random topics, sizes and epochs.
	 */
	private final class RandomMessages {

		private final Random random;

		private final int maxBytes;

		private final Map<Topic, Long> numbers = new HashMap<>();

		private long epoch;

		RandomMessages(Random random, int maxBytes) {
			this.random = random;
			this.maxBytes = maxBytes;
			this.epoch = random.nextLong();
		}

		void next(ReplayStore store, Model model) {
			if (this.random.nextInt(500) == 0) {
				this.epoch = this.random.nextLong();
			}
			Topic topic = randomTopic();
			long number = this.numbers.merge(topic, 1L, Long::sum);
			int size = switch (this.random.nextInt(200)) {
				case 0 -> this.maxBytes;
				case 1, 2 -> this.random.nextInt(this.maxBytes - 400);
				default -> this.random.nextInt(150);
			};
			ReplayStoreModelTests.this.time += 1 + this.random.nextInt(3);
			long time = ReplayStoreModelTests.this.time;
			KnownMessages.append(store, this.epoch, topic.bytes(), number, time, size);
			byte[] headers = KnownMessages.headers(number);
			model.append(topic, number, time, topic.bytes().length + size + ((headers != null) ? headers.length : 0),
					size == this.maxBytes);
		}

		// Some topics have far more messages than others
		Topic randomTopic() {
			int topic = this.random.nextInt(1 + this.random.nextInt(1 + this.random.nextInt(30)));
			return new Topic(this.epoch, "topic.".repeat(topic % 3) + topic);
		}

	}

	/**
	 * What a store in memory has.
	 */
	private static final class Model {

		private final int maxPerTopic;

		private final long maxBytes;

		private final List<Kept> kept = new ArrayList<>();

		private final Map<Topic, Kept> last = new LinkedHashMap<>();

		Model(int maxPerTopic, long maxBytes) {
			this.maxPerTopic = maxPerTopic;
			this.maxBytes = maxBytes;
		}

		void append(Topic topic, long number, long time, int size, boolean tooLarge) {
			Kept message = new Kept(topic, number, time, size + MemoryReplayStore.OVERHEAD);
			this.last.put(topic, message);
			if (tooLarge) {
				return;
			}
			this.kept.add(message);
			if (this.maxPerTopic != Integer.MAX_VALUE && numbers(topic).size() > this.maxPerTopic) {
				remove(topic);
			}
			while (bytes() > this.maxBytes) {
				this.kept.remove(0);
			}
		}

		private void remove(Topic topic) {
			for (Kept message : this.kept) {
				if (message.topic().equals(topic)) {
					this.kept.remove(message);
					return;
				}
			}
		}

		long bytes() {
			return (this.maxBytes != Long.MAX_VALUE) ? this.kept.stream().mapToLong(Kept::size).sum() : 0;
		}

		List<Long> numbers(Topic topic) {
			return this.kept.stream().filter((message) -> message.topic().equals(topic)).map(Kept::number).toList();
		}

		long first(Topic topic) {
			List<Long> numbers = numbers(topic);
			return numbers.isEmpty() ? this.last.get(topic).number() + 1 : numbers.get(0);
		}

		Map<Topic, String> changed(long since) {
			Map<Topic, String> changed = new LinkedHashMap<>();
			this.last.forEach((topic, message) -> {
				if (message.time() > since) {
					changed.put(topic, first(topic) + "-" + message.number());
				}
			});
			return changed;
		}

	}

}
