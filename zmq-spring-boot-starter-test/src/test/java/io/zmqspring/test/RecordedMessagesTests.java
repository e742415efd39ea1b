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

package io.zmqspring.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Records, and what they tell when a test fails.
 */
class RecordedMessagesTests {

	private static final PayloadCodec CODEC = new PayloadCodec(new NoJsonMessageConverter());

	private final RecordedMessages messages = new RecordedMessages("publisher 'events'", List::of, () -> "\nMore.");

	@Test
	void awaitReturnsWhenTheMessagesHaveArrived() {
		CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {
			this.messages.add(message("a", "1"));
			this.messages.add(message("a", "2"));
		});
		assertThat(this.messages.await(2)).extracting(RecordedMessage::text).containsExactly("1", "2");
		later.join();
	}

	@Test
	void failureTellsWhatHasArrived() {
		this.messages.add(message("order.placed", "tea"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.messages.await(2, Duration.ofMillis(10)))
			.withMessageContaining("Expected 2 messages of publisher 'events', but only this one has arrived in ")
			.withMessageContaining("publisher 'events': order.placed tea")
			.withMessageEndingWith("More.");
	}

	@Test
	void failureTellsThatNothingHasArrived() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.messages.await(1, Duration.ofMillis(10)))
			.withMessageStartingWith("Expected 1 message of publisher 'events', but none has arrived in ");
	}

	@Test
	void assertionWithoutAWaitTellsWhatHadArrived() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.messages.messages()).hasSize(1))
			.withMessageContaining("the messages of publisher 'events' until now: none had arrived.")
			.withMessageContaining("More.");
		this.messages.add(message("order.placed", "tea"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.messages.messages()).hasSize(2))
			.withMessageContaining("order.placed tea");
	}

	@Test
	void clearForgetsWhatHasArrived() {
		this.messages.add(message("a", "1"));
		this.messages.clear();
		assertThat(this.messages.messages()).isEmpty();
		this.messages.add(message("a", "2"));
		assertThat(this.messages.await(1)).singleElement().extracting(RecordedMessage::text).isEqualTo("2");
	}

	@Test
	void interruptEndsTheWait() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.messages.await(1))
			.withMessageContaining("until the wait was interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void payloadThatCannotBeConvertedIsAnAssertionError() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> message("a", "text").payload(Duration.class))
			.withMessageContaining("java.time.Duration")
			.withMessageContaining("a text");
		assertThat(message("a", "text").payload(String.class)).isEqualTo("text");
		assertThat(message("a", "text").bytes()).asString().isEqualTo("text");
	}

	private static RecordedMessage message(String topic, String payload) {
		return new RecordedMessage("publisher 'events'",
				new ZmqMessage(topic, payload.getBytes(StandardCharsets.UTF_8), Map.of()), CODEC);
	}

}
