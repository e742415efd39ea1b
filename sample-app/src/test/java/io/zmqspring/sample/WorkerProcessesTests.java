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

package io.zmqspring.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs one controller and two workers as separate processes that are connected only by
 * environment variables. The camera runs in the process of the test.
 */
class WorkerProcessesTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final String WORK_DONE = "(?s).*thumbnail [1-9]\\d* done.*";

	private static final String RESULTS_OF_BOTH_POOLS = "(?s).*thumbnail [1-9]\\d* results [^|]*"
			+ "\\| histogram [1-9]\\d* results .*";

	@Test
	void resultsAreReceivedAfterAWorkerIsKilled(@TempDir Path logs) throws Exception {
		Map<String, String> endpoints = new HashMap<>();
		for (String endpoint : new String[] { "ZMQ_THUMBNAIL_WORK_ENDPOINT", "ZMQ_THUMBNAIL_RESULT_ENDPOINT",
				"ZMQ_HISTOGRAM_WORK_ENDPOINT", "ZMQ_HISTOGRAM_RESULT_ENDPOINT" }) {
			endpoints.put(endpoint, address());
		}
		String frames = address();
		try (SampleProcess controller = controller(logs, endpoints, frames);
				SampleProcess first = worker(logs, "first", endpoints);
				SampleProcess second = worker(logs, "second", endpoints);
				ConfigurableApplicationContext camera = camera(frames)) {
			await().atMost(TIMEOUT)
				.until(() -> !controller.isAlive() || first.output().matches(WORK_DONE)
						&& second.output().matches(WORK_DONE) && controller.output().matches(RESULTS_OF_BOTH_POOLS));
			assertThat(camera.isActive() && controller.isAlive()).as(controller.output()).isTrue();
			first.kill();
			int linesBefore = lines(controller);
			await().atMost(TIMEOUT)
				.until(() -> controller.output()
					.lines()
					.skip(linesBefore + 1)
					.anyMatch((line) -> line.matches(RESULTS_OF_BOTH_POOLS)));
			assertThat(second.isAlive()).as(second.output()).isTrue();
		}
	}

	private static SampleProcess controller(Path logs, Map<String, String> endpoints, String frames)
			throws IOException {
		Map<String, String> environment = new HashMap<>(endpoints);
		environment.putAll(Map.of("SPRING_PROFILES_ACTIVE", "controller", "SERVER_PORT", "0", "ZMQ_SUB_ENDPOINT",
				frames, "ZMQ_SUB_TOPICS", "camera.frame"));
		return new SampleProcess(logs.resolve("controller.log"), environment);
	}

	private static SampleProcess worker(Path logs, String name, Map<String, String> endpoints) throws IOException {
		Map<String, String> environment = new HashMap<>(endpoints);
		environment.put("SPRING_PROFILES_ACTIVE", "worker");
		return new SampleProcess(logs.resolve(name + ".log"), environment);
	}

	private static ConfigurableApplicationContext camera(String frames) {
		return SpringApplication.run(SampleApplication.class, "--spring.profiles.active=camera",
				"--ZMQ_PUB_ENDPOINT=" + frames, "--ZMQ_SUB_ENDPOINT=inproc://unused", "--ZMQ_SUB_TOPICS=camera.cmd");
	}

	private static int lines(SampleProcess process) {
		return (int) process.output().lines().count();
	}

	private static String address() throws IOException {
		return "tcp://127.0.0.1:" + SampleProcess.freePort();
	}

}
