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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Starts profiles without the environment variables that they require.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequiredVariablesTests {

	private static final List<String> VARIABLES = List.of("--ZMQ_PUB_ENDPOINT=inproc://pub",
			"--ZMQ_SUB_ENDPOINT=inproc://sub", "--ZMQ_SUB_TOPICS=a.b", "--ZMQ_THUMBNAIL_WORK_ENDPOINT=inproc://a",
			"--ZMQ_THUMBNAIL_RESULT_ENDPOINT=inproc://b", "--ZMQ_HISTOGRAM_WORK_ENDPOINT=inproc://c",
			"--ZMQ_HISTOGRAM_RESULT_ENDPOINT=inproc://d");

	@ParameterizedTest
	@CsvSource({ "camera, ZMQ_PUB_ENDPOINT", "camera, ZMQ_SUB_ENDPOINT", "camera, ZMQ_SUB_TOPICS",
			"dashboard, ZMQ_PUB_ENDPOINT", "dashboard, ZMQ_SUB_ENDPOINT", "dashboard, ZMQ_SUB_TOPICS",
			"controller, ZMQ_SUB_ENDPOINT", "controller, ZMQ_SUB_TOPICS", "controller, ZMQ_THUMBNAIL_WORK_ENDPOINT",
			"controller, ZMQ_THUMBNAIL_RESULT_ENDPOINT", "controller, ZMQ_HISTOGRAM_WORK_ENDPOINT",
			"controller, ZMQ_HISTOGRAM_RESULT_ENDPOINT", "worker, ZMQ_THUMBNAIL_WORK_ENDPOINT",
			"worker, ZMQ_THUMBNAIL_RESULT_ENDPOINT", "worker, ZMQ_HISTOGRAM_WORK_ENDPOINT",
			"worker, ZMQ_HISTOGRAM_RESULT_ENDPOINT" })
	void missingVariableFailsTheStartAndIsNamed(String profile, String variable, CapturedOutput output) {
		assertThatExceptionOfType(MissingVariableException.class).isThrownBy(() -> run(profile, variable));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Missing environment variable: " + variable + System.lineSeparator())
			.contains("The profile " + profile + " is configured by environment variables")
			.contains("    " + variable + ": ");
	}

	@Test
	void emptyVariableIsMissing() {
		assertThatExceptionOfType(MissingVariableException.class)
			.isThrownBy(() -> run("camera", "ZMQ_SUB_TOPICS", "--ZMQ_SUB_TOPICS="))
			.withMessage("Missing environment variable: ZMQ_SUB_TOPICS");
	}

	@Test
	void allMissingVariablesAreNamed() {
		assertThatExceptionOfType(MissingVariableException.class)
			.isThrownBy(() -> run("dashboard", "ZMQ_SUB", "--ZMQ_SUB_TOPICS="))
			.withMessage("Missing environment variables: ZMQ_SUB_ENDPOINT, ZMQ_SUB_TOPICS");
	}

	private static void run(String profile, String omitted, String... additional) {
		List<String> arguments = new ArrayList<>(List.of("--spring.profiles.active=" + profile));
		VARIABLES.stream().filter((variable) -> !variable.contains(omitted)).forEach(arguments::add);
		arguments.addAll(List.of(additional));
		SpringApplication.run(SampleApplication.class, arguments.toArray(String[]::new)).close();
	}

}
