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

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a file keeps beyond the end of a publisher, and beyond a damage.
 */
class DurableReplayStoreTests extends StoreTests {

	private static final long SIZE = 100_000;

	private ReplayStore open() {
		return store("file", 1000, SIZE);
	}

	@Test
	void messagesOfEarlierEpochsAreFound() {
		for (int epoch = 1; epoch <= 3; epoch++) {
			ReplayStore store = open();
			append(store, epoch, A, 1, 20, 100);
			append(store, epoch, B, 1, 20, 100);
			store.close();
		}
		ReplayStore store = open();
		assertThat(store.changedSince(0, ALL, 0, 100).epochs()).containsExactly(1L, 2L, 3L);
		for (int epoch = 1; epoch <= 3; epoch++) {
			assertThat(numbers(all(store, epoch, A))).isEqualTo(range(1, 20));
			assertThat(numbers(all(store, epoch, B))).isEqualTo(range(1, 20));
		}
		assertThat(store.newestTime()).isEqualTo(this.time);
		assertThat(store.changedSince(this.time - 30, ALL, 0, 100).entries()).hasSize(2);
	}

	@Test
	void fileHasItsFinalSizeFromTheStart() throws IOException {
		ReplayStore store = open();
		assertThat(Files.size(file())).isEqualTo(ReplayFile.size(SIZE));
		append(store, 1, A, 1, 5000, 100);
		assertThat(Files.size(file())).isEqualTo(ReplayFile.size(SIZE));
		assertThat(store.usage().maxBytes()).isEqualTo(SIZE);
	}

	@Test
	void onlyTheOwnerMayReadTheFile() throws IOException {
		open();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
	}

	@Test
	void sizeNeedNotBeAMultipleOfEight() {
		ReplayStore store = store("file", 1000, SIZE + 5);
		append(store, 1, A, 1, 2000, 100);
		store.close();
		assertThat(numbers(all(store("file", 1000, SIZE + 5), 1, A))).endsWith(1999L, 2000L);
	}

	@Test
	void busyTopicDoesNotDisplaceOthers() {
		ReplayStore store = store("file", 20, SIZE);
		append(store, 1, A, 1, 15, 100);
		for (int round = 0; round < 50; round++) {
			append(store, 1, B, 1 + round * 1000, (round + 1) * 1000, 10 + round * 5);
			append(store, 1, KnownMessages.topic("now and then"), 1 + round, 1 + round, 300);
		}
		assertThat(numbers(all(store, 1, A))).isEqualTo(range(1, 15));
		assertThat(numbers(all(store, 1, KnownMessages.topic("now and then")))).isEqualTo(range(31, 50));
		append(store, 1, A, 16, 18, 100);
		store.close();
		ReplayStore again = store("file", 20, SIZE);
		assertThat(numbers(all(again, 1, A))).isEqualTo(range(1, 18));
		assertThat(numbers(all(again, 1, KnownMessages.topic("now and then")))).isEqualTo(range(31, 50));
		assertThat(numbers(all(again, 1, B))).isEqualTo(range(49_981, 50_000));
	}

	@Test
	void messageLargerThanHalfOfTheFileIsKept() {
		ReplayStore store = open();
		for (int number = 1; number < 100; number++) {
			append(store, 1, A, number, number, 40_000 + number * 550);
			assertThat(numbers(all(store, 1, A))).last().isEqualTo((long) number);
		}
		append(store, 1, A, 100, 100, (int) SIZE - RecordFormat.HEADER - 1);
		assertThat(numbers(all(store, 1, A))).containsExactly(100L);
		append(store, 1, A, 101, 101, (int) SIZE - RecordFormat.HEADER);
		assertThat(all(store, 1, A)).returns(101L, ReplaySlice::last);
		store.close();
		assertThat(numbers(all(open(), 1, A))).containsExactly(100L);
	}

	@Test
	void fewerMessagesPerTopicRemoveTheOldestWhenTheFileIsOpened() {
		append(open(), 1, A, 1, 200, 100);
		close();
		assertThat(numbers(all(store("file", 7, SIZE), 1, A))).isEqualTo(range(194, 200));
	}

	@ParameterizedTest
	@ValueSource(longs = { 70_000, 99_992, 100_008, 400_000 })
	void newestMessagesAreKeptWhenTheSizeChanges(long size) throws IOException {
		ReplayStore store = store("file", 60, SIZE);
		append(store, 1, A, 1, 10, 100);
		append(store, 1, B, 1, 5000, 500);
		append(store, 2, B, 1, 60, 500);
		store.close();
		ReplayStore resized = store("file", 60, size);
		assertThat(Files.size(file())).isEqualTo(ReplayFile.size(size));
		assertThat(numbers(all(resized, 2, B))).isEqualTo(range(1, 60));
		assertThat(numbers(all(resized, 1, B))).last().isEqualTo(5000L);
		append(resized, 2, A, 1, 10, 100);
		resized.close();
		ReplayStore again = store("file", 60, size);
		assertThat(numbers(all(again, 2, A))).isEqualTo(range(1, 10));
		assertThat(numbers(all(again, 2, B))).isEqualTo(range(1, 60));
		assertThat(this.directory).isDirectoryNotContaining("glob:**.new");
	}

	@Test
	void recordThatIsNotCompleteEndsTheMessagesThatAreFound() throws IOException {
		append(open(), 1, A, 1, 100, 100);
		close();
		overwrite(fileOffsetOf(60), (byte) 77);
		ReplayStore damaged = open();
		assertThat(numbers(all(damaged, 1, A))).isEqualTo(range(1, 59));
		append(damaged, 2, A, 1, 3, 130);
		damaged.close();
		ReplayStore again = open();
		assertThat(numbers(all(again, 1, A))).isEqualTo(range(1, 59));
		assertThat(numbers(all(again, 2, A))).isEqualTo(range(1, 3));
	}

	// All bytes of one record in turn, and no message is ever another one
	@Test
	void noBitOfARecordGoesUnnoticed() throws IOException {
		append(open(), 1, A, 1, 4, 10);
		close();
		long start = fileOffsetOf(3);
		byte[] whole = Files.readAllBytes(file());
		long end = fileOffsetOf(4);
		for (long at = start; at < end; at++) {
			byte former = whole[(int) at];
			overwrite(at, (byte) (former ^ 0x10));
			ReplayStore store = open();
			assertThat(numbers(all(store, 1, A))).as("byte " + (at - start) + " changed")
				.isEqualTo((at < start + 48 + 1 + "{\"n\":\"3\"}".length() + 10) ? range(1, 2) : range(1, 4));
			store.close();
			overwrite(at, former);
		}
	}

	// The payload of a record is found by its content
	private long fileOffsetOf(long number) throws IOException {
		byte[] file = Files.readAllBytes(file());
		ByteBuffer fields = ByteBuffer.wrap(file);
		return LongStream.iterate(ReplayFileHeader.SIZE, (at) -> at < file.length, (at) -> at + RecordFormat.ALIGNMENT)
			.filter((at) -> fields.getInt((int) at) > 0 && fields.getLong((int) at + 24) == number
					&& fields.getLong((int) at + 16) == 1)
			.findFirst()
			.orElseThrow();
	}

	private void overwrite(long offset, byte value) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
			file.seek(offset);
			file.write(value);
		}
	}

	@Test
	void fileWhoseCreationWasInterruptedIsCreatedAgain() throws IOException {
		for (int size : new int[] { 0, 1000, 50_000, (int) SIZE + ReplayFileHeader.SIZE }) {
			Files.write(file(), new byte[size]);
			ReplayStore store = open();
			append(store, 1, A, 1, 3, 100);
			assertThat(numbers(all(store, 1, A))).isEqualTo(range(1, 3));
			store.close();
		}
	}

	@Test
	void remainsOfAnInterruptedChangeOfSizeAreReplaced() throws IOException {
		append(open(), 1, A, 1, 3, 100);
		close();
		Path successor = file().resolveSibling("ring.new");
		Files.write(successor, List.of("remains"));
		assertThat(numbers(all(store("file", 1000, 2 * SIZE), 1, A))).isEqualTo(range(1, 3));
		assertThat(successor).doesNotExist();
	}

}
