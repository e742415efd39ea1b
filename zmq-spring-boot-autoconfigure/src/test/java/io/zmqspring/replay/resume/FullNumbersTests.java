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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which numbers a full file forgets.
 */
class FullNumbersTests {

	private static final int TOPICS = NumbersTable.ENTRIES + 10;

	private static final int REMOVED = NumbersTable.ENTRIES / 8;

	@TempDir
	private Path directory;

	private HandledNumbers open() {
		return HandledNumbers.open("key", this.directory.resolve("numbers").toString(), "in");
	}

	private static byte[] topic(int i) {
		return ("topic." + i).getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void oldestTopicsMakeRoomAndNotAllOfTheSameTime() {
		try (HandledNumbers numbers = open()) {
			for (int i = 0; i < TOPICS; i++) {
				numbers.received(1, topic(i), 5, (i % 1000 == 0) ? 1 : 2);
				numbers.delivered();
			}
		}
		try (HandledNumbers numbers = open()) {
			List<Integer> kept = IntStream.range(0, TOPICS)
				.filter((i) -> numbers.last(1, topic(i)) == 5)
				.boxed()
				.toList();
			assertThat(kept).hasSize(TOPICS - REMOVED)
				.noneMatch((i) -> i < NumbersTable.ENTRIES && i % 1000 == 0)
				.contains(TOPICS - 1);
		}
	}

}
