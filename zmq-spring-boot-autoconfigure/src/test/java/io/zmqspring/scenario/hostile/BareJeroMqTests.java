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

package io.zmqspring.scenario.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shows that plain JeroMQ does not survive the streams of {@link HostileStreamsTests}.
 */
@EnabledIfSystemProperty(named = "zmq.tests.size", matches = "nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BareJeroMqTests {

	@Test
	void bareJeroMqDoesNotSurviveTheStreams() throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx1g", "-cp", System.getProperty("java.class.path"), BareJeroMqProcess.class.getName(),
				String.valueOf(Long.getLong("zmq.tests.seed", 1)), "100")
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			List<String> results = output.lines().filter((line) -> line.startsWith("bare JeroMQ")).toList();
			results.forEach(System.out::println);
			assertThat(results).hasSize(8).noneMatch((line) -> line.contains("survived all"));
		}
		finally {
			process.destroyForcibly();
		}
	}

}
