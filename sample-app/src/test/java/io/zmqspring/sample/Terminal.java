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
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shell into which a test types commands. Its {@code java -jar} runs the classes of the
 * test instead of the jar, which is built after the tests.
 */
final class Terminal implements AutoCloseable {

	private final Process shell;

	private final Writer input;

	private final Path log;

	/**
	 * Open a terminal.
	 * @param directory the directory in which it is opened, also for its own files
	 * @param name its name, unique in the directory
	 * @param environment additional environment variables
	 * @throws IOException if the shell cannot be started
	 */
	Terminal(Path directory, String name, Map<String, String> environment) throws IOException {
		this.log = directory.resolve(name + ".log");
		ProcessBuilder builder = new ProcessBuilder("bash").directory(directory.toFile());
		builder.environment().putAll(environment);
		builder.environment().merge("PATH", commands(directory).toString(), (path, first) -> first + ":" + path);
		this.shell = builder.redirectErrorStream(true).redirectOutput(this.log.toFile()).start();
		this.input = new OutputStreamWriter(this.shell.getOutputStream(), StandardCharsets.UTF_8);
	}

	private static Path commands(Path directory) throws IOException {
		Path commands = Files.createDirectories(directory.resolve("bin"));
		Path java = commands.resolve("java");
		if (!Files.exists(java)) {
			Files.writeString(java, """
					#!/bin/sh
					[ "$1 $2" = '-jar sample-app/target/sample-app.jar' ] || exit 1
					shift 2
					exec '%s/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s "$@"
					""".formatted(System.getProperty("java.home"), System.getProperty("java.class.path"),
					SampleApplication.class.getName()));
			Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
		}
		return commands;
	}

	/**
	 * Type commands. Each one runs when those before it have ended.
	 * @param commands the commands, each on a line of its own
	 */
	void type(String commands) {
		try {
			this.input.write(commands + "\n");
			this.input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(output(), ex);
		}
	}

	/**
	 * Everything that the commands have written so far.
	 * @return the output
	 */
	String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ask the running commands to end, as Ctrl-C does.
	 */
	void interrupt() {
		this.shell.descendants().forEach(ProcessHandle::destroy);
	}

	@Override
	public void close() {
		interrupt();
		this.shell.destroy();
		try {
			assertThat(this.shell.waitFor(20, TimeUnit.SECONDS)).as("The shell has ended: " + output()).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.shell.descendants().forEach(ProcessHandle::destroyForcibly);
			this.shell.destroyForcibly();
		}
	}

}
