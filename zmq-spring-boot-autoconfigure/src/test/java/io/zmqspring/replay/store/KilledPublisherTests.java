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
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A process is killed while it appends to a file: every message whose append had returned
 * is in the file, and none is torn.
 */
class KilledPublisherTests extends StoreTests {

	private static final int MESSAGES = 300;

	private static final long SIZE = 1_000_000;

	@Test
	void everyMessageWhoseAppendHadReturnedIsInTheFile() throws IOException {
		Random random = new Random();
		MappedByteBuffer progress = AppendingProcess.progress(progressFile());
		for (int epoch = 1; epoch <= TestSize.of(5, 100); epoch++) {
			long appended = appendAndKill(epoch, progress, 100 + random.nextInt(60_000));
			ReplayStore store = store("file", MESSAGES, SIZE);
			for (int topic = 0; topic < AppendingProcess.TOPICS; topic++) {
				check(store, epoch, topic, appended);
			}
			if (epoch > 1) {
				assertThat(store.changedSince(0, ALL, 0, 1000).epochs()).last().isEqualTo((long) epoch);
			}
			store.close();
		}
	}

	private Path progressFile() {
		return this.directory.resolve("progress");
	}

	private long appendAndKill(int epoch, MappedByteBuffer progress, long atLeast) {
		progress.putLong(0, 0);
		try (AppendingProcess process = AppendingProcess.start(file(), progressFile(), epoch, MESSAGES, SIZE)) {
			assertThat(process.answer()).isEqualTo("started");
			Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> progress.getLong(0) > atLeast);
			process.kill();
		}
		return progress.getLong(0);
	}

	private static void check(ReplayStore store, long epoch, int topic, long appended) {
		long lastMessage = appended - 1 - Math.floorMod(appended - 1 - topic, AppendingProcess.TOPICS);
		ReplaySlice slice = all(store, epoch, AppendingProcess.topic(topic));
		List<Long> numbers = numbers(slice);
		assertThat(slice.last()).as("The last number of topic " + topic + " after " + appended + " appends")
			.isBetween(AppendingProcess.number(lastMessage), AppendingProcess.number(lastMessage) + 1);
		assertThat(numbers).isEqualTo(range(slice.first(), slice.last()));
		assertThat((long) numbers.size()).isEqualTo(Math.min(slice.last(), MESSAGES));
		slice.messages()
			.forEach((message) -> assertThat(message.payload())
				.hasSize(AppendingProcess.size((message.number() - 1) * AppendingProcess.TOPICS + topic)));
	}

	@Test
	void fileThatAnotherProcessUsesIsRefused() throws IOException {
		MappedByteBuffer progress = AppendingProcess.progress(progressFile());
		progress.putLong(0, 0);
		try (AppendingProcess process = AppendingProcess.start(file(), progressFile(), 1, MESSAGES, SIZE)) {
			assertThat(process.answer()).isEqualTo("started");
			assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> store("file", MESSAGES, SIZE))
				.withMessageContaining("is in use by another process")
				.withMessageContaining("End that process");
			Awaitility.await().until(() -> progress.getLong(0) > 0);
		}
		assertThat(store("file", MESSAGES, SIZE).usage().topics()).isPositive();
	}

}
