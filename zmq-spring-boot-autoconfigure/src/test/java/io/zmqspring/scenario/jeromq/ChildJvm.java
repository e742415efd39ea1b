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

package io.zmqspring.scenario.jeromq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZMQ;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.TestTransport;

/**
 * A JVM that runs {@link RoundTripApplication} and ends.
 */
final class ChildJvm {

	private static final int TIMEOUT_SECONDS = 90;

	private final Path directory;

	private final JavaCommand command = new JavaCommand().withoutNeighbours().options("-Xmx128m");

	private TestTransport transport = TestTransport.TCP;

	ChildJvm(Path directory) {
		this.directory = directory;
	}

	/**
	 * The jar of JeroMQ on the class path of this test.
	 * @return the jar
	 */
	static Path jeroMq() {
		return locationOf(ZMQ.class);
	}

	/**
	 * The classes of the product, or their jar.
	 * @return the directory or jar
	 */
	static Path product() {
		return locationOf(ZmqTemplate.class);
	}

	private static Path locationOf(Class<?> type) {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
	}

	/**
	 * Put a jar in the place of another one, or remove that.
	 * @param replaced the jar on the class path
	 * @param replacement the other one, none to remove it
	 * @return this
	 */
	ChildJvm replace(Path replaced, Path... replacement) {
		this.command.without(replaced::equals).with(replacement);
		return this;
	}

	ChildJvm over(TestTransport other) {
		this.transport = other;
		return this;
	}

	ChildJvm option(String... added) {
		this.command.options(added);
		return this;
	}

	/**
	 * Run the application.
	 * @param lingerMillis how long it goes on after the round trip
	 * @return its output
	 */
	String run(long lingerMillis) throws IOException, InterruptedException {
		Path output = this.directory.resolve("output-" + System.nanoTime() + ".txt");
		List<String> arguments = this.command.run(RoundTripApplication.class, String.valueOf(lingerMillis),
				this.transport.address(), this.transport.address(), this.transport.address());
		Process process = new ProcessBuilder(arguments).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
				throw new AssertionError("The application does not end: " + read(output));
			}
		}
		finally {
			process.destroyForcibly();
		}
		return read(output);
	}

	private static String read(Path output) throws IOException {
		return Files.readString(output, StandardCharsets.UTF_8);
	}

}
