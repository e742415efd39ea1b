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

package io.zmqspring.scenario;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

import io.zmqspring.testsupport.JavaCommand;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that was processed ahead of time (AOT), and then gets other settings.
 */
class AheadOfTimeTests {

	@TempDir
	private Path directory;

	@Test
	void entriesOfTheBuildWorkAndAddedOnesAreReported() throws Exception {
		process("--zmq.publishers.out.address=inproc://build", "--zmq.subscribers.in.address=inproc://build-back",
				"--zmq.proxies.between.type=push-pull", "--zmq.proxies.between.frontend.address=inproc://build",
				"--zmq.proxies.between.backend.address=inproc://build-back");
		String output = run(
				Map.of("ZMQ_PUBLISHERS_OUT_ADDRESS", "inproc://run", "ZMQ_SUBSCRIBERS_IN_ADDRESS", "inproc://run-back",
						"ZMQ_SUBSCRIBERS_LATE_ADDRESS", "inproc://run-back", "ZMQ_SUBSCRIBERS_LATE_TOPICS", "*",
						"ZMQ_WORKERS_PORT", "tcp://127.0.0.1:5571", "ZMQ_PROXIES_BETWEEN_FRONTEND_ADDRESS",
						"inproc://run", "ZMQ_PROXIES_BETWEEN_BACKEND_ADDRESS", "inproc://run-back"),
				"--zmq.publishers.out.linger=2s", "--zmq.publishers.out.bind=false",
				"--zmq.subscribers.in.high-water-mark=10", "--zmq.proxies.between.type=pub-sub");
		assertThat(output).contains(AheadOfTimeApplication.RECEIVED + "hello at [inproc://run]")
			.containsOnlyOnce("The entry zmq.subscribers.late has no effect: there is no bean 'lateSubscriber'")
			.containsOnlyOnce("WARN");
	}

	private void process(String... settings) throws Exception {
		List<String> arguments = new ArrayList<>(
				List.of(AheadOfTimeApplication.class.getName(), this.directory.resolve("sources").toString(),
						this.directory.resolve("resources").toString(), classes().toString(), "group", "artifact"));
		arguments.addAll(List.of(settings));
		SpringApplicationAotProcessor.main(arguments.toArray(String[]::new));
		compile();
	}

	private void compile() throws IOException {
		Files.createDirectories(classes());
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp",
				System.getProperty("java.class.path") + File.pathSeparator + classes(), "-d", classes().toString()));
		try (Stream<Path> sources = Files.walk(this.directory.resolve("sources"))) {
			sources.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
	}

	private String run(Map<String, String> variables, String... settings) throws Exception {
		List<String> command = new JavaCommand().options("-Xmx128m", "-Dspring.aot.enabled=true")
			.with(classes())
			.run(AheadOfTimeApplication.class, settings);
		Path output = this.directory.resolve("output.txt");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().putAll(variables);
		Process process = builder.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("The application has ended").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(output, StandardCharsets.UTF_8);
	}

	private Path classes() {
		return this.directory.resolve("classes");
	}

}
