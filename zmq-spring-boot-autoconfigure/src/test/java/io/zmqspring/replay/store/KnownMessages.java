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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages whose content follows from epoch, topic and number, so that a test recognizes
 * each of them.
 */
final class KnownMessages {

	private KnownMessages() {
	}

	static byte[] topic(String topic) {
		return topic.getBytes(StandardCharsets.UTF_8);
	}

	static byte[] payload(long epoch, byte[] topic, long number, int size) {
		byte[] payload = new byte[size];
		new Random(31 * (31 * epoch + Arrays.hashCode(topic)) + number).nextBytes(payload);
		return payload;
	}

	static byte @Nullable [] headers(long number) {
		return (number % 3 == 0) ? ("{\"n\":\"" + number + "\"}").getBytes(StandardCharsets.UTF_8) : null;
	}

	/**
	 * Append a message, with {@link #headers} and {@link #payload}.
	 */
	static void append(ReplayStore store, long epoch, byte[] topic, long number, long time, int size) {
		store.append(epoch, topic, number, time, payload(epoch, topic, number, size), 0, headers(number));
	}

	/**
	 * Check that a message is as it was appended.
	 */
	static void check(ReplayMessage message) {
		assertThat(message.payload()).as("payload of number " + message.number())
			.isEqualTo(payload(message.epoch(), message.topic(), message.number(), message.payload().length));
		assertThat(message.headers()).as("headers of number " + message.number()).isEqualTo(headers(message.number()));
	}

}
