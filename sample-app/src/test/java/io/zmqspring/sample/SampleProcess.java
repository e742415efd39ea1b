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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the application in a separate process, configured by environment variables.
 */
final class SampleProcess implements AutoCloseable {

	private static final Pattern WEB_PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final Process process;

	private final Path log;

	SampleProcess(Path log, Map<String, String> environment) throws IOException {
		this(log, environment, List.of("-cp", System.getProperty("java.class.path")));
	}

	private SampleProcess(Path log, Map<String, String> environment, List<String> options) throws IOException {
		this.log = log;
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		command.add(SampleApplication.class.getName());
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().putAll(environment);
		this.process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	/**
	 * Run the application from classes that were generated ahead of time.
	 * @param log the file for its output
	 * @param environment the environment variables
	 * @param generated the generated classes
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	static SampleProcess processed(Path log, Map<String, String> environment, Path generated) throws IOException {
		return new SampleProcess(log, environment, List.of("-Dspring.aot.enabled=true", "-cp",
				generated + File.pathSeparator + System.getProperty("java.class.path")));
	}

	String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int webPort() {
		Matcher matcher = WEB_PORT.matcher(output());
		assertThat(matcher.find()).as(output()).isTrue();
		return Integer.parseInt(matcher.group(1));
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * End the process as {@code kill -9} does, without a shutdown.
	 */
	void kill() {
		this.process.destroyForcibly();
	}

	/**
	 * Ask the process to stop, as a container runtime does, and check that it ends.
	 */
	@Override
	public void close() {
		this.process.destroy();
		try {
			assertThat(this.process.waitFor(10, TimeUnit.SECONDS)).as("The process has ended: " + output()).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.process.destroyForcibly();
		}
	}

}
