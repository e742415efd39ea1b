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

package io.zmqspring.listener;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Listeners whose results are several messages, or none.
 */
class SeveralResultsTests {

	@ParameterizedTest
	@ValueSource(strings = { "null", "optional", "none" })
	void absentResultIsNotPublished(String topic) {
		ResultsApplication.exchange(Absent.class, topic, List.of("absent", "a"), "out a");
	}

	@Test
	void elementsOfACollectionAreOneMessageEach() {
		ResultsApplication.exchange(Several.class, "list", List.of("a b"), "out a", "out b");
	}

	@Test
	void arrayIsOneMessage() {
		ResultsApplication.exchange(Several.class, "array", List.of("a b"), "out [\"a\",\"b\"]");
	}

	@Test
	void collectionInAMessageIsOneMessage() {
		ResultsApplication.exchange(Several.class, "message", List.of("a b"), "out [\"a\",\"b\"]");
	}

	@Test
	void elementsKeepTheTypeInformationOfTheirElements() {
		for (String topic : List.of("rows", "messages", "own")) {
			ResultsApplication.exchange(Several.class, topic, List.of("a"), "out [{\"@type\":\"Circle\",\"radius\":1}]",
					"out [{\"@type\":\"Circle\",\"radius\":2}]");
		}
	}

	@Test
	void batchReturnsABatch() {
		ResultsApplication.exchange(Batches.class, "each", List.of("a", "b", "c"), "out A", "out B", "out C");
	}

	@Test
	void batchReturnsOneResult() {
		ResultsApplication.exchange(Batches.class, "one", List.of("a"), "out a");
	}

	static class Absent {

		@ZmqListener("null")
		@SendTo("results/out")
		@Nullable String nothing(String text) {
			return text.equals("absent") ? null : text;
		}

		@ZmqListener("optional")
		@SendTo("results/out")
		Optional<String> optional(String text) {
			return Optional.ofNullable(nothing(text));
		}

		@ZmqListener("none")
		@SendTo("results/out")
		List<@Nullable String> none(String text) {
			return text.equals("absent") ? List.of() : Arrays.asList(null, text);
		}

	}

	static class Several {

		@ZmqListener("list")
		@SendTo("results/out")
		List<String> list(String text) {
			return List.of(text.split(" "));
		}

		@ZmqListener("array")
		@SendTo("results/out")
		String[] array(String text) {
			return text.split(" ");
		}

		@ZmqListener("message")
		@SendTo("results/out")
		Message<List<String>> message(String text) {
			return MessageBuilder.withPayload(list(text)).build();
		}

		@ZmqListener("rows")
		@SendTo("results/out")
		List<List<Shape>> rows() {
			return Stream.of(1, 2).map((radius) -> List.<Shape>of(new Circle(radius))).toList();
		}

		@ZmqListener("messages")
		@SendTo("results/out")
		List<Message<List<Shape>>> messages() {
			return rows().stream().map((row) -> MessageBuilder.withPayload(row).build()).toList();
		}

		@ZmqListener("own")
		@SendTo("results/out")
		RowsLater own() {
			RowsLater later = new RowsLater();
			later.complete(rows());
			return later;
		}

	}

	static class RowsLater extends CompletableFuture<List<List<Shape>>> {

	}

	static class Batches {

		@ZmqListener("each")
		@SendTo("results/out")
		List<String> each(List<String> texts) {
			return texts.stream().map(String::toUpperCase).toList();
		}

		@ZmqListener("one")
		@SendTo("results/out")
		String one(List<String> texts) {
			return String.join("+", texts);
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
	interface Shape {

	}

	record Circle(int radius) implements Shape {

	}

}
