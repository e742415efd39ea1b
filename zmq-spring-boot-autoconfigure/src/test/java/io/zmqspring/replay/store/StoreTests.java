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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores in memory and in a file for a test, and messages with increasing times.
 */
abstract class StoreTests {

	static final byte[] A = KnownMessages.topic("a");

	static final byte[] B = KnownMessages.topic("b");

	static final List<byte[]> ALL = List.of(new byte[0]);

	@TempDir
	Path directory;

	private final List<ReplayStore> opened = new ArrayList<>();

	long time = 1000;

	@AfterEach
	void close() {
		this.opened.forEach(ReplayStore::close);
	}

	ReplayStore store(String kind, int messages, long maxBytes) {
		ReplayStore store = kind.equals("memory") ? new MemoryReplayStore(messages, maxBytes)
				: DurableReplayStore.open("events", file().toString(), messages, maxBytes);
		this.opened.add(store);
		return store;
	}

	Path file() {
		return this.directory.resolve("ring");
	}

	void append(ReplayStore store, long epoch, byte[] topic, long from, long to, int size) {
		for (long number = from; number <= to; number++) {
			this.time++;
			KnownMessages.append(store, epoch, topic, number, this.time, size);
		}
	}

	static ReplaySlice all(ReplayStore store, long epoch, byte[] topic) {
		return store.read(epoch, topic, 1, Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
	}

	static List<Long> numbers(ReplaySlice slice) {
		slice.messages().forEach(KnownMessages::check);
		return slice.messages().stream().map(ReplayMessage::number).toList();
	}

	static List<Long> range(long from, long to) {
		return LongStream.rangeClosed(from, to).boxed().toList();
	}

}
