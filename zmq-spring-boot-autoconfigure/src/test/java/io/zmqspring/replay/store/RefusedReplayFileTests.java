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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.settings.PublisherReplaySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Files that a publisher cannot use for its messages, and what it says about them.
 */
class RefusedReplayFileTests extends StoreTests {

	private ReplayStore open(String publisher, Path file) {
		return ReplayStore.open(publisher,
				new PublisherReplaySettings(List.of("tcp://*:5556"), 1000, DataSize.ofKilobytes(64), file.toString()));
	}

	private void refuses(Path file, String problem, String action) {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> open("events", file))
			.satisfies((ex) -> {
				assertThat(ex.problem()).startsWith("zmq.publishers.events.replay.file: ")
					.contains(file.toString())
					.contains(problem)
					.doesNotEndWith(".");
				assertThat(ex.action()).contains(action).endsWith(".");
			});
	}

	@Test
	void fileOfAnotherPublisher() {
		open("orders", file()).close();
		refuses(file(), "belongs to the publisher 'orders', not to 'events'", "path of another file");
	}

	@Test
	void publisherWithALongNameHasItsFile() {
		String name = "ü".repeat(2000);
		open(name, file()).close();
		open(name, file()).close();
	}

	@Test
	void fileThatAnotherPublisherOfThisProcessUses() {
		ReplayStore store = open("events", file());
		refuses(file(), "is in use by another publisher of this process", "a file of its own");
		store.close();
		open("events", file()).close();
	}

	@Test
	void fileOfSomethingElse() throws IOException {
		byte[] text = "important notes".getBytes(StandardCharsets.UTF_8);
		Files.write(file(), text);
		refuses(file(), "was not written by a publisher with replay", "path of another file");
		assertThat(file()).hasBinaryContent(text);
		byte[] large = new byte[100_000];
		large[5] = 1;
		Files.write(file(), large);
		refuses(file(), "was not written by a publisher with replay", "path of another file");
		assertThat(file()).hasBinaryContent(large);
	}

	@Test
	void fileOfAnotherVersion() throws IOException {
		open("events", file()).close();
		write(11, 2);
		refuses(file(), "has the format 2, but this version of the library uses the format 1", "delete this one");
	}

	@ParameterizedTest
	@ValueSource(ints = { 12, 16, 23, 27, 28, 30, 1000 })
	void damagedHeader(int offset) throws IOException {
		open("events", file()).close();
		write(offset, 0x55);
		refuses(file(), "is damaged: the checksum of its header is wrong", "delete this one");
	}

	private void write(int offset, int value) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
			file.seek(offset);
			file.write(value);
		}
	}

	@Test
	void truncatedFile() throws IOException {
		open("events", file()).close();
		try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
			file.setLength(50_000);
		}
		refuses(file(), "is damaged: it has 45888 bytes of data instead of 65536", "delete this one");
	}

	@Test
	void directory() {
		refuses(this.directory, "is a directory", "path of a file in it");
	}

	@Test
	void missingDirectory() {
		refuses(this.directory.resolve("missing").resolve("ring"), "is in a directory that does not exist",
				"Create the directory " + this.directory.resolve("missing"));
	}

	@Test
	void fileThatMustNotBeWritten() throws IOException {
		open("events", file()).close();
		Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
		assumeThat(Files.isWritable(file())).as("root may write everything").isFalse();
		refuses(file(), "cannot be read and written", "permissions");
	}

	@Test
	void diskWithoutRoom() {
		Path full = Path.of("/dev/full");
		assumeThat(full).exists();
		refuses(full, "cannot be used: ", "room for 69648 bytes, or reduce max-bytes");
	}

	@Test
	void noPath() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> DurableReplayStore.open("events", "a\0b", 10, 100_000))
			.withMessageContaining("is not a path");
	}

	@Test
	void refusedFileIsNotLocked() throws IOException {
		open("orders", file()).close();
		refuses(file(), "belongs to", "");
		open("orders", file()).close();
		Files.delete(file());
		open("events", file()).close();
	}

}
