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

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an append costs once the store is full.
 */
class AppendCostTests extends StoreTests {

	private static final int MESSAGES = 100_000;

	@ParameterizedTest
	@CsvSource({ "memory, 1", "memory, 1000", "file, 1", "file, 1000" })
	void fullStoreAllocatesNothing(String kind, int topicCount) {
		ReplayStore store = store(kind, 100, 1_000_000);
		byte[][] topics = new byte[topicCount][];
		for (int topic = 0; topic < topicCount; topic++) {
			topics[topic] = KnownMessages.topic("camera.frame." + topic);
		}
		byte[] payload = new byte[64];
		append(store, topics, payload, 0);
		append(store, topics, payload, MESSAGES);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		append(store, topics, payload, 2 * MESSAGES);
		long perMessage = (threads.getCurrentThreadAllocatedBytes() - before) / MESSAGES;
		assertThat(perMessage).isZero();
	}

	private static void append(ReplayStore store, byte[][] topics, byte[] payload, int sent) {
		for (int message = sent; message < sent + MESSAGES; message++) {
			store.append(7, topics[message % topics.length], 1 + message / topics.length, 1 + message, payload, 0,
					null);
		}
	}

}
