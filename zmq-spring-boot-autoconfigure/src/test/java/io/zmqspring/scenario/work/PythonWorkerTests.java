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

package io.zmqspring.scenario.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.testsupport.AtLeastOnceRunners;
import io.zmqspring.testsupport.AtLeastOnceRunners.DeadLetterRecorder;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Plain pyzmq workers with a controller of this library, in both delivery modes. They
 * echo the {@code id} of the work as {@code work_id}.
 */
@SuppressWarnings("try")
@ParameterizedClass
@EnumSource
class PythonWorkerTests {

	private final String work;

	private final String results;

	private final ApplicationContextRunner controller;

	PythonWorkerTests(TestTransport transport) {
		this.work = transport.address();
		this.results = transport.address();
		this.controller = AtLeastOnceRunners.CONTROLLER.withPropertyValues(AtLeastOnceRunners
			.pool("push.address=" + this.work, "pull.address=" + this.results, "redelivery-timeout=5s"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "at-most-once", "at-least-once" })
	void requestsCompleteWithTheResultsOfPython(String delivery) {
		this.controller.withPropertyValues(AtLeastOnceRunners.pool("delivery=" + delivery)).run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			try (PythonPeer python = PythonPeer.worker(this.work, this.results)) {
				assertThat(controller.awaitWorkers("pool", 1, Duration.ofSeconds(30))).isTrue();
				List<CompletableFuture<@Nullable Result>> futures = new ArrayList<>();
				for (int i = 0; i < 100; i++) {
					futures.add(controller.request("pool", new Work(null, i, "Grüße, 世界 🎈"), Result.class));
				}
				for (int i = 0; i < 100; i++) {
					Result result = futures.get(i).get(30, TimeUnit.SECONDS);
					assertThat(result).isNotNull();
					assertThat(result.square).isEqualTo(i * i);
					assertThat(result.text).isEqualTo("Grüße, 世界 🎈");
				}
				assertThat(controller.stats().sent()).isEqualTo(100);
			}
		});
	}

	@Test
	void largeNumbersTextAndNanReturnUnchanged() {
		this.controller.run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			Queue<String> answers = AtLeastOnceRunners.results(controller);
			try (PythonPeer python = PythonPeer.worker(this.work, this.results)) {
				controller.send("pool", Map.of("id", "ä-\"1\"", "number", Double.NaN));
				controller.send("pool", "{\"id\": 18446744073709551616, \"number\": 4}");
				await().until(() -> answers.size() == 2);
				assertThat(answers.poll()).startsWith("{\"work_id\": \"\\u00e4-\\\"1\\\"\", \"square\": NaN")
					.contains("'number': nan");
				assertThat(answers.poll()).startsWith("{\"work_id\": 18446744073709551616, \"square\": 16");
				assertThat(controller.request("pool", Map.of("number", Double.NaN), Result.class)
					.get(30, TimeUnit.SECONDS)).isNotNull().extracting(Result::square).isEqualTo(Double.NaN);
				controller.destroy();
				assertThat(context.getBean(DeadLetterRecorder.class).all()).as("items without a result").isEmpty();
			}
		});
	}

	@Test
	void workOfAKilledPythonWorkerIsDoneByTheNextOne() {
		this.controller.withPropertyValues(AtLeastOnceRunners.pool("redelivery-timeout=500ms")).run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			Queue<String> answers = AtLeastOnceRunners.results(controller);
			try (PythonPeer silent = PythonPeer.worker(this.work, this.results, "0")) {
				assertThat(controller.awaitWorkers("pool", 1, Duration.ofSeconds(30))).isTrue();
				controller.send("pool", Map.of("id", 1, "number", 2));
				await().until(() -> controller.stats().sent() >= 1);
			}
			try (PythonPeer python = PythonPeer.worker(this.work, this.results, "1")) {
				await().until(() -> answers.size() == 1);
				assertThat(answers.poll()).startsWith("{\"work_id\": 1, \"square\": 4");
			}
			assertThat(context.getBean(DeadLetterRecorder.class).all()).isEmpty();
		});
	}

	@Test
	void secondResultOfAPythonWorkerIsCountedAsDuplicate() {
		this.controller.run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			Queue<String> answers = AtLeastOnceRunners.results(controller);
			try (PythonPeer python = PythonPeer.worker(this.work, this.results, "2")) {
				controller.send("pool", Map.of("id", 1, "number", 2));
				await().until(() -> controller.stats().rejected("duplicate") >= 1 && !answers.isEmpty());
				assertThat(answers).hasSize(1);
			}
		});
	}

	record Work(@Nullable String id, int number, String text) {

	}

	record Result(double square, @Nullable String text) {

	}

}
