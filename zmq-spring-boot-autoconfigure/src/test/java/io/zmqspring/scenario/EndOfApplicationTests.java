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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Applications without a web server, each in a JVM of its own: which of them end when
 * their main method returns.
 */
class EndOfApplicationTests {

	private static final int TIMEOUT_SECONDS = 60;

	private static final String WARNING = "This application ends now";

	@TempDir
	private Path directory;

	private final String address = "tcp://127.0.0.1:" + FreePort.find();

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void end() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@Test
	void publisherWithHeartbeatsStaysUntilItIsTerminated() throws Exception {
		Process process = start("--zmq.publishers.out.heartbeat.enabled=true",
				"--zmq.publishers.out.heartbeat.interval=100ms");
		try (RawSubscriber subscriber = new RawSubscriber(this.address, "heartbeat")) {
			awaitEndOfMain();
			for (int i = 0; i < 5; i++) {
				assertThat(subscriber.receive()).hasSize(2);
			}
		}
		assertThat(process.isAlive()).isTrue();
		process.toHandle().destroy();
		assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(output()).doesNotContain(WARNING);
	}

	@Test
	void publisherWithoutHeartbeatsEndsWithAWarning() throws Exception {
		Process process = start();
		assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
		assertThat(output()).containsOnlyOnce(WARNING).contains("Set spring.main.keep-alive: true");
	}

	@Test
	void applicationThatPublishesInARunnerEndsAfterItsMessageWasSent() throws Exception {
		try (RawSubscriber subscriber = new RawSubscriber(this.address, "topic")) {
			Process process = start("--publish=true");
			assertThat(subscriber.receive()).hasSize(2);
			assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isZero();
		}
		assertThat(output()).doesNotContain(WARNING);
	}

	private void awaitEndOfMain() {
		await().atMost(TIMEOUT_SECONDS, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(output()).contains(PublishingApplication.END_OF_MAIN));
	}

	private Process start(String... arguments) throws IOException {
		List<String> command = new JavaCommand().withoutNeighbours()
			.options("-Xmx128m")
			.run(PublishingApplication.class,
					Stream.concat(Stream.of("--zmq.publishers.out.address=" + this.address), Stream.of(arguments))
						.toArray(String[]::new));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(outputFile().toFile())
			.start();
		this.processes.add(process);
		return process;
	}

	private Path outputFile() {
		return this.directory.resolve("output.txt");
	}

	private String output() throws IOException {
		return Files.readString(outputFile(), StandardCharsets.UTF_8);
	}

}
