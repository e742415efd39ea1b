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

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplicationAotProcessor;

import io.zmqspring.test.address.FreePorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs each profile from classes that were generated ahead of time (AOT), as a native
 * image does. The beans of roles are those of the profile at build time.
 */
class AheadOfTimeProfilesTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path directory;

	@Test
	void allPartsInOneProcessExchangeMessages() throws Exception {
		processAndCompile(Map.of());
		try (SampleProcess process = start(Map.of("SERVER_PORT", "0"))) {
			assertThat(rolesOf(process)).contains("\"camera\"", "\"dashboard\"", "\"pictures\"", "\"thumbnail\"")
				.doesNotContain("FAILED");
			await().atMost(TIMEOUT).until(() -> process.output().matches("(?s).*camera\\.frame [1-9]\\d* msg.*"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "camera", "dashboard", "controller", "worker", "secure" })
	@EnabledIfSystemProperty(named = "zmq.tests.size", matches = "nightly",
			disabledReason = "takes a minute; .ci/run runs it")
	void profileStarts(String profile) throws Exception {
		Map<String, String> variables = new LinkedHashMap<>();
		variables.put("SPRING_PROFILES_ACTIVE", profile);
		variables.put("SERVER_PORT", "0");
		variables.put("ZMQ_SUB_TOPICS", "camera.frame");
		for (String endpoint : List.of("PUB", "SUB", "REPLAY", "THUMBNAIL_WORK", "THUMBNAIL_RESULT", "HISTOGRAM_WORK",
				"HISTOGRAM_RESULT")) {
			variables.put("ZMQ_" + endpoint + "_ENDPOINT", "tcp://127.0.0.1:" + FreePorts.find());
		}
		Path keys = this.directory.resolve("keys");
		variables.put("SAMPLE_KEYS_DIRECTORY", keys.toString());
		for (String port : List.of("CAMERA", "CAMERAREPLAY", "DASHBOARD", "THUMBNAILWORK", "THUMBNAILRESULTS",
				"HISTOGRAMWORK", "HISTOGRAMRESULTS")) {
			variables.put("SAMPLE_PORTS_" + port, String.valueOf(FreePorts.find()));
		}
		processAndCompile(variables);
		assertThat(keys).as("the keys of the machine of the build").doesNotExist();
		try (SampleProcess process = start(variables)) {
			assertThat(rolesOf(process)).contains("RUNNING").doesNotContain("FAILED", "INITIALIZED");
			if (profile.equals("secure")) {
				await().atMost(TIMEOUT)
					.untilAsserted(() -> assertThat(rolesOf(process)).contains("\"user\":\"worker\"",
							"\"user\":\"dashboard\""));
			}
		}
	}

	private void processAndCompile(Map<String, String> variables) throws Exception {
		Path sources = this.directory.resolve("sources");
		List<String> arguments = new ArrayList<>(List.of(SampleApplication.class.getName(), sources.toString(),
				classes().toString(), classes().toString(), "io.zmqspring", "sample-app"));
		variables.forEach((name, value) -> arguments.add("--"
				+ (name.startsWith("ZMQ") ? name : name.toLowerCase(Locale.ROOT).replace('_', '.')) + "=" + value));
		SpringApplicationAotProcessor.main(arguments.toArray(String[]::new));
		List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp",
				System.getProperty("java.class.path") + File.pathSeparator + classes(), "-d", classes().toString()));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(options::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new))).isZero();
	}

	private SampleProcess start(Map<String, String> variables) throws IOException {
		SampleProcess process = SampleProcess.processed(this.directory.resolve("log.txt"), variables, classes());
		await().atMost(TIMEOUT)
			.until(() -> !process.isAlive() || process.output().contains("Started SampleApplication"));
		assertThat(process.output()).contains("Starting AOT-processed SampleApplication", "Started SampleApplication");
		return process;
	}

	private String rolesOf(SampleProcess process) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + process.webPort() + "/actuator/zmq"))
			.build();
		return this.client.send(request, BodyHandlers.ofString()).body();
	}

	private Path classes() {
		return this.directory.resolve("classes");
	}

}
