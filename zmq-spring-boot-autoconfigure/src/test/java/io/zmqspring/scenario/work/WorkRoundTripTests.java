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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Work and its results, with controller and worker in one process.
 */
class WorkRoundTripTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
		.withPropertyValues("zmq.controllers.main.workers.squares.push.address=inproc://work",
				"zmq.controllers.main.workers.squares.pull.address=inproc://results",
				"zmq.workers.squares.pull.address=inproc://work", "zmq.workers.squares.push.address=inproc://results");

	@Test
	void resultListenerReceivesResultsWithTheNameOfTheirPool() {
		this.runner.withUserConfiguration(Squares.class).run((context) -> {
			context.getBean(ZmqTemplate.class).controller("main").send("squares", new Work(null, 7));
			List<String> results = context.getBean(Squares.class).results;
			await().untilAsserted(() -> assertThat(results).containsExactly("squares: 49"));
		});
	}

	@Test
	void requestCompletesWithItsResultWhichNoResultListenerReceives() {
		this.runner.withUserConfiguration(Squares.class).run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			List<CompletableFuture<@Nullable Result>> futures = java.util.stream.IntStream.range(0, 100)
				.mapToObj((i) -> controller.request("squares", Map.of("number", i), Result.class))
				.toList();
			for (int i = 0; i < 100; i++) {
				Result result = futures.get(i).get(30, TimeUnit.SECONDS);
				assertThat(result).isEqualTo(new Result(i * i));
			}
			assertThat(context.getBean(Squares.class).results).isEmpty();
		});
	}

	@Test
	void workersOfAnInprocPoolCannotBeCounted() {
		this.runner.withUserConfiguration(Squares.class)
			.run((context) -> assertThatExceptionOfType(ZmqConfigurationException.class)
				.isThrownBy(
						() -> context.getBean(ZmqController.class).awaitWorkers("squares", 1, Duration.ofSeconds(1)))
				.withMessageContaining("'squares'"));
	}

	record Work(@Nullable String id, int number) {

	}

	record Result(int square) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Squares {

		final List<String> results = new CopyOnWriteArrayList<>();

		@ZmqWorkHandler("squares")
		Result square(Work work) {
			return new Result(work.number() * work.number());
		}

		@ZmqResultListener
		void result(Result result, @Header(ZmqHeaders.WORKER) String pool) {
			this.results.add(pool + ": " + result.square());
		}

	}

}
