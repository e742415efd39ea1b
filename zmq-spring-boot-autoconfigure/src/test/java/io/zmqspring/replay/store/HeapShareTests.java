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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import io.zmqspring.settings.PublisherReplaySettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stores in memory that are too large for the heap.
 */
@ExtendWith(OutputCaptureExtension.class)
class HeapShareTests {

	private static final long HEAP = DataSize.ofTerabytes(3).toBytes();

	private static final long THIRD = HEAP / 3;

	@Test
	void storesThatTogetherMayTakeMoreThanHalfOfTheHeapAreReported(CapturedOutput output) {
		try (HeapShare first = HeapShare.take("first", THIRD, HEAP)) {
			assertThat(first).isNotNull();
			assertThat(output).doesNotContain("half of the heap");
			HeapShare.take("second", THIRD, HEAP).close();
			assertThat(output).contains("Publisher 'second' keeps up to 1048576 MB", "all publishers of this process",
					"more than half of the heap (3145728 MB)",
					"Reduce zmq.publishers.second.replay.max-bytes, set replay.file, or raise -Xmx");
		}
	}

	@Test
	void storesThatAreClosedDoNotCount(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			HeapShare share = HeapShare.take("next", THIRD, HEAP);
			share.close();
			share.close();
		}
		HeapShare.take("last", THIRD, HEAP).close();
		assertThat(output).doesNotContain("half of the heap");
	}

	@Test
	void storeInMemoryHasAShareUntilItIsClosed(CapturedOutput output) {
		ReplayStore store = ReplayStore.open("events", PublisherReplaySettings.of("tcp://127.0.0.1:0"));
		HeapShare.take("other", 1, 2 * DataSize.ofMegabytes(64).toBytes()).close();
		assertThat(output).contains("Publisher 'other' keeps up to 0 MB");
		store.close();
	}

}
