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

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.message.ZmqConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which numbers a subscriber finds when it starts again, and which files it refuses.
 */
class HandledNumbersTests {

	private static final String KEY = "zmq.subscribers.in.replay.resume";

	private static final long EPOCH = 0xabcdef0123456789L;

	private static final byte[] TEA = "tea".getBytes(StandardCharsets.UTF_8);

	private static final byte[] COFFEE = "coffee".getBytes(StandardCharsets.UTF_8);

	@TempDir
	private Path directory;

	private Path file() {
		return this.directory.resolve("numbers");
	}

	private HandledNumbers open() {
		return HandledNumbers.open(KEY, file().toString(), "in");
	}

	private static byte[] receive(HandledNumbers numbers, byte[] topic, long number, int handlers) {
		byte[] payload = new byte[1];
		numbers.received(EPOCH, topic, number, number);
		numbers.handledBy(payload, handlers);
		numbers.delivered();
		return payload;
	}

	private void assertLast(byte[] topic, long expected) {
		try (HandledNumbers numbers = open()) {
			assertThat(numbers.last(EPOCH, topic)).isEqualTo(expected);
			assertThat(numbers.last(EPOCH + 1, topic)).isZero();
		}
	}

	@Test
	void newFileKnowsNothing() {
		try (HandledNumbers numbers = open()) {
			assertThat(numbers.continues()).isFalse();
		}
		assertLast(TEA, 0);
	}

	@Test
	void messageCountsWhenAllItsHandlersHaveReturned() {
		try (HandledNumbers numbers = open()) {
			byte[] payload = receive(numbers, TEA, 1, 2);
			numbers.ended(payload, true);
			receive(numbers, COFFEE, 7, 0);
		}
		assertLast(TEA, 0);
		assertLast(COFFEE, 7);
		try (HandledNumbers numbers = open()) {
			byte[] payload = receive(numbers, TEA, 1, 2);
			numbers.ended(payload, true);
			numbers.ended(payload, true);
		}
		assertLast(TEA, 1);
	}

	@Test
	void laterMessagesWaitForThoseBeforeThem() {
		try (HandledNumbers numbers = open()) {
			byte[] first = receive(numbers, TEA, 1, 1);
			byte[] second = receive(numbers, TEA, 2, 1);
			byte[] third = receive(numbers, TEA, 3, 1);
			numbers.ended(second, true);
			numbers.ended(first, true);
			// A topic that is subscribed to again goes on after what was received
			assertThat(numbers.last(EPOCH, TEA)).isEqualTo(3);
			numbers.stopping();
			numbers.ended(third, false);
		}
		assertLast(TEA, 2);
	}

	@Test
	void messagesInProgressMayHaveTheSameArray() {
		byte[] shared = new byte[1];
		try (HandledNumbers numbers = open()) {
			byte[] first = deliver(numbers, 1, shared);
			byte[] second = deliver(numbers, 2, shared);
			numbers.ended(second, true);
			assertThat(second).isEqualTo(shared);
			assertThat(deliver(numbers, 3, shared)).isNotSameAs(first);
			numbers.ended(first, true);
		}
		assertLast(TEA, 2);
	}

	private static byte[] deliver(HandledNumbers numbers, long number, byte[] payload) {
		numbers.received(EPOCH, TEA, number, number);
		byte[] delivered = numbers.handledBy(payload, 1);
		numbers.delivered();
		return delivered;
	}

	@Test
	void lostMessagesAreNotExpectedAgain() {
		try (HandledNumbers numbers = open()) {
			byte[] first = receive(numbers, TEA, 1, 1);
			numbers.lost(EPOCH, TEA, 5);
			numbers.ended(first, true);
		}
		assertLast(TEA, 5);
	}

	@Test
	void messageOfARemovedHandlerIsNotReceivedAgain() {
		try (HandledNumbers numbers = open()) {
			numbers.ended(receive(numbers, TEA, 1, 1), false);
		}
		assertLast(TEA, 1);
	}

	@Test
	void newSubscriberBeginsAfterTheNumbersThatItsPublisherNames() {
		try (HandledNumbers numbers = open()) {
			numbers.begun(EPOCH, TEA, 100);
		}
		try (HandledNumbers numbers = open()) {
			// Not all numbers were known
			assertThat(numbers.continues()).isFalse();
			numbers.begun(EPOCH);
		}
		assertLast(TEA, 100);
		try (HandledNumbers numbers = open()) {
			assertThat(numbers.continues()).isTrue();
			assertThat(numbers.hasBegunIn(EPOCH)).isTrue();
			assertThat(numbers.lastOfEarlierRun(EPOCH, TEA)).isEqualTo(100);
			numbers.begun(EPOCH + 1);
			assertThat(numbers.hasBegunIn(EPOCH + 1)).isFalse();
		}
	}

	@Test
	void subscriberBeginsInNoEpochOfAPublisherThatHasSentNothing() {
		try (HandledNumbers numbers = open()) {
			numbers.begun(0);
			receive(numbers, TEA, 1, 0);
		}
		try (HandledNumbers numbers = open()) {
			assertThat(numbers.continues()).isTrue();
			assertThat(numbers.hasBegunIn(EPOCH)).isFalse();
			assertThat(numbers.lastOfEarlierRun(EPOCH, TEA)).isOne();
			receive(numbers, TEA, 2, 0);
			assertThat(numbers.last(EPOCH, TEA)).isEqualTo(2);
			assertThat(numbers.lastOfEarlierRun(EPOCH, TEA)).isOne();
		}
	}

	@Test
	void beginningDoesNotGoBack() {
		try (HandledNumbers numbers = open()) {
			receive(numbers, TEA, 5, 0);
			numbers.begun(EPOCH, TEA, 3);
		}
		assertLast(TEA, 5);
	}

	@Test
	void messageThatWasUnderWayMovesTheBeginning() {
		try (HandledNumbers numbers = open()) {
			numbers.begun(EPOCH, TEA, 100);
			receive(numbers, TEA, 99, 1);
		}
		assertLast(TEA, 98);
	}

	@Test
	void fileInUseIsRefused() {
		try (HandledNumbers numbers = open()) {
			assertThat(numbers.continues()).isFalse();
			assertRefused("is in use by another subscriber", "file of its own");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void fileStaysLockedForOtherProcessesWhenASecondSubscriberIsRefused() throws IOException {
		try (HandledNumbers numbers = open()) {
			assertThat(isLocked()).isTrue();
			assertRefused("is in use by another subscriber", "file of its own");
			assertThat(isLocked()).isTrue();
			assertThat(numbers.continues()).isFalse();
		}
		assertThat(isLocked()).isFalse();
	}

	private boolean isLocked() throws IOException {
		return Files.readString(Path.of("/proc/locks")).contains(":" + Files.getAttribute(file(), "unix:ino") + " ");
	}

	@Test
	void filesThatCannotBeUsedAreRefused() throws IOException {
		Files.writeString(file(), "text");
		assertRefused("was not written by a subscriber", "Write another path");
		Files.delete(file());
		open().close();
		change(8, 9);
		assertRefused("has the format 9", "Write another path");
		change(8, 1);
		change(30, 7);
		assertRefused("is damaged: its header", "Write another path");
		Files.delete(file());
		try (HandledNumbers numbers = open()) {
			receive(numbers, TEA, 1, 0);
		}
		change(4096 + 8, 1);
		assertRefused("is damaged: the entry 0", "Write another path");
		try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
			file.setLength(5000);
		}
		assertRefused("is damaged: it has 5000 bytes", "Write another path");
		Files.delete(file());
		HandledNumbers.open(KEY, file().toString(), "other").close();
		assertRefused("belongs to the subscriber 'other', not to 'in'", "Write another path");
	}

	@Test
	void pathsThatCannotBeUsedAreRefused() {
		assertRefused(this.directory, "is a directory", "file in it");
		assertRefused(this.directory.resolve("none/numbers"), "is in a directory that does not exist", "Create");
		assertRefused(Path.of("/proc/numbers"), "does not exist|cannot be", "Create|Change|Write");
	}

	private void change(long at, int value) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
			file.seek(at);
			file.writeInt(value);
		}
	}

	private void assertRefused(String problem, String action) {
		assertRefused(file(), problem, action);
	}

	private static void assertRefused(Path path, String problem, String action) {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> HandledNumbers.open(KEY, path.toString(), "in"))
			.satisfies((refused) -> {
				assertThat(refused.getMessage()).contains(KEY, path.toString()).containsPattern(problem);
				assertThat(refused.action()).containsPattern(action);
			});
	}

}
