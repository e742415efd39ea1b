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

package io.zmqspring.wire;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contents of a {@link TopicCache}.
 */
class TopicCacheTests {

	private final TopicCache<Integer> cache = new TopicCache<>();

	@Test
	void remembersTheValueOfATopic() {
		put("camera.frame", 1);
		put("camera.frame.left", 2);
		put("", 3);
		assertThat(get("camera.frame")).isEqualTo(1);
		assertThat(get("camera.frame.left")).isEqualTo(2);
		assertThat(get("")).isEqualTo(3);
		assertThat(get("camera")).isNull();
	}

	@Test
	void comparesTheTopicOnlyAndNotTheBytesAfterIt() {
		put("camera", 1);
		byte[] frame = "camera payload".getBytes(StandardCharsets.UTF_8);
		assertThat(this.cache.get(frame, 6)).isEqualTo(1);
		assertThat(this.cache.get(frame, 7)).isNull();
	}

	@Test
	void remembersAlmostAllOfTenThousandTopics() {
		assertThat(remembered(10_000)).isGreaterThan(9_900);
	}

	@Test
	void isBoundedAndKeepsMostEntriesWhenItIsFull() {
		int topics = 2 * TopicCache.MOST;
		assertThat(remembered(topics)).isLessThanOrEqualTo(TopicCache.MOST);
		for (int i = 0; i < topics; i++) {
			put("sensor." + i, i);
		}
		assertThat(IntStream.range(0, topics).filter((i) -> get("sensor." + i) != null).count())
			.isGreaterThan(TopicCache.MOST / 2);
	}

	@Test
	void isEmptyAfterClear() {
		put("camera", 1);
		assertThat(get("camera")).isEqualTo(1);
		this.cache.clear();
		assertThat(get("camera")).isNull();
	}

	private int remembered(int topics) {
		decide(topics);
		decide(topics);
		return topics - decide(topics);
	}

	// As a subscriber does: compute the value of a topic that is not in the cache and add
	// it
	private int decide(int topics) {
		int decided = 0;
		for (int i = 0; i < topics; i++) {
			Integer value = get("sensor." + i);
			if (value == null) {
				put("sensor." + i, i);
				decided++;
			}
			else {
				assertThat(value).isEqualTo(i);
			}
		}
		return decided;
	}

	private void put(String topic, int value) {
		byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
		this.cache.put(bytes, bytes.length, value);
	}

	private @Nullable Integer get(String topic) {
		byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
		return this.cache.get(bytes, bytes.length);
	}

}
