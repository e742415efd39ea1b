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

package io.zmqspring.socket.lastvalue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the cache keeps, and which messages a subscription finds.
 */
@ExtendWith(OutputCaptureExtension.class)
class LastValueCacheTests {

	private static final int SIZE = LastValueCache.OVERHEAD + 2;

	private final LastValueCache cache = new LastValueCache("camera", 1_000_000);

	private final int run = this.cache.begin();

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private void put(LastValueCache into, String topic, String payload) {
		into.put(this.run, into.of(bytes(topic)), bytes(topic), bytes(payload), null, null);
	}

	private static List<String> find(LastValueCache in, String prefix) {
		List<String> found = new ArrayList<>();
		in.matching(bytes(prefix), (value) -> found.add(text(value)));
		return found;
	}

	private static String text(LastValue value) {
		StringBuilder text = new StringBuilder();
		value.writeTo((frame, more) -> text.append(new String(frame, StandardCharsets.UTF_8)).append(more ? "|" : ""));
		return text.toString();
	}

	@Test
	void newestMessageReplacesTheFormerOne() {
		put(this.cache, "a", "1");
		put(this.cache, "a", "2");
		assertThat(find(this.cache, "")).containsExactly("a|2");
		assertThat(this.cache.topics()).isEqualTo(1);
		assertThat(this.cache.bytes()).isEqualTo(SIZE);
	}

	@Test
	void prefixFindsTheTopicsThatStartWithIt() {
		for (String topic : List.of("b", "ab", "a", "aa", "größe", "abc")) {
			put(this.cache, topic, "");
		}
		assertThat(find(this.cache, "a")).containsExactly("a|", "aa|", "ab|", "abc|");
		assertThat(find(this.cache, "ab")).containsExactly("ab|", "abc|");
		assertThat(find(this.cache, "gr")).containsExactly("größe|");
		assertThat(find(this.cache, "abcd")).isEmpty();
		assertThat(find(this.cache, "")).hasSize(6);
	}

	@Test
	void prefixLongerThanTheTopicIsComparedWithTheMessage() {
		LastValue topic = this.cache.of(bytes("state "));
		this.cache.put(this.run, topic, bytes("state {\"on\":true}"), null, null, null);
		assertThat(find(this.cache, "state")).hasSize(1);
		assertThat(find(this.cache, "state {\"on\":t")).hasSize(1);
		assertThat(find(this.cache, "state {\"on\":f")).isEmpty();
	}

	@Test
	void allFramesAreKept() {
		this.cache.put(this.run, this.cache.of(bytes("a")), bytes("a"), bytes("1"), null, bytes("seq"));
		assertThat(find(this.cache, "a")).containsExactly("a|1|seq");
		this.cache.put(this.run, this.cache.of(bytes("a")), bytes("a"), bytes("2"), bytes("{}"), bytes("seq"));
		assertThat(find(this.cache, "a")).containsExactly("a|2|{}|seq");
		this.cache.put(this.run, this.cache.of(bytes("a")), bytes("a"), null, null, null);
		assertThat(find(this.cache, "a")).containsExactly("a");
	}

	@Test
	void topicUpdatedLongestAgoMakesRoom(CapturedOutput output) {
		LastValueCache small = new LastValueCache("camera", 3L * SIZE);
		small.begin();
		put(small, "a", "1");
		put(small, "b", "1");
		put(small, "c", "1");
		put(small, "a", "2");
		put(small, "d", "1");
		put(small, "e", "1");
		assertThat(find(small, "")).containsExactly("a|2", "d|1", "e|1");
		assertThat(small.bytes()).isEqualTo(3L * SIZE);
		assertThat(output).containsOnlyOnce("Publisher 'camera' forgets").contains("zmq.publishers.camera.last-value");
	}

	@Test
	void numberOfTopicsIsBounded() {
		LastValueCache small = new LastValueCache("camera", 1_000_000, 2);
		small.begin();
		put(small, "a", "1");
		put(small, "b", "1");
		put(small, "c", "1");
		assertThat(find(small, "")).containsExactly("b|1", "c|1");
		assertThat(small.topics()).isEqualTo(2);
	}

	@Test
	void messageLargerThanTheCacheIsNotKeptAndNeitherIsTheFormerOne(CapturedOutput output) {
		LastValueCache small = new LastValueCache("camera", 2L * SIZE);
		small.begin();
		put(small, "a", "1");
		put(small, "b", "1");
		put(small, "a", "x".repeat(2 * SIZE));
		assertThat(find(small, "")).containsExactly("b|1");
		assertThat(small.bytes()).isEqualTo(SIZE);
		assertThat(output).contains("does not keep the newest message of a topic");
		put(small, "a", "2");
		assertThat(find(small, "")).containsExactly("a|2", "b|1");
	}

	@Test
	void placeOfAForgottenTopicCanBeUsedAgain() {
		LastValueCache small = new LastValueCache("camera", SIZE);
		small.begin();
		LastValue a = small.of(bytes("a"));
		small.put(this.run, a, bytes("a"), bytes("1"), null, null);
		put(small, "b", "1");
		LastValue second = small.of(bytes("a"));
		small.put(this.run, second, bytes("a"), bytes("2"), null, null);
		small.put(this.run, a, bytes("a"), bytes("3"), null, null);
		assertThat(find(small, "")).containsExactly("a|3");
		assertThat(small.topics()).isEqualTo(1);
		assertThat(small.bytes()).isEqualTo(SIZE);
	}

	@Test
	void lateMessageOfAnEarlierRunIsIgnored() {
		put(this.cache, "a", "1");
		int later = this.cache.begin();
		this.cache.put(later, this.cache.of(bytes("a")), bytes("a"), bytes("2"), null, null);
		put(this.cache, "a", "late");
		assertThat(find(this.cache, "a")).containsExactly("a|2");
	}

	@Test
	void sizeStaysExactUnderRandomUse() {
		LastValueCache small = new LastValueCache("camera", 20L * SIZE, 10);
		small.begin();
		Random random = new Random(7);
		for (int i = 0; i < 10_000; i++) {
			put(small, "t" + random.nextInt(30), "x".repeat(random.nextInt(10 * SIZE)));
			assertThat(small.bytes()).isBetween(0L, 20L * SIZE);
		}
		List<String> all = find(small, "");
		assertThat(small.topics()).isEqualTo(all.size());
		assertThat(small.bytes())
			.isEqualTo(all.stream().mapToLong((text) -> text.length() - 1 + LastValueCache.OVERHEAD).sum());
	}

}
