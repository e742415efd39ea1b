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

package io.zmqspring.benchmarks.side;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The producer or consumer process of a peer. It is controlled by the commands that
 * {@link PeerProcess} describes.
 */
final class End implements AutoCloseable {

	private final String name;

	private final Process process;

	private final BufferedReader answers;

	private final PrintStream commands;

	End(String name, List<String> command) throws IOException {
		this.name = name;
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log())).start();
		this.answers = this.process.inputReader(StandardCharsets.UTF_8);
		this.commands = new PrintStream(this.process.getOutputStream(), true, StandardCharsets.UTF_8);
	}

	private static File log() {
		return new File(System.getenv().getOrDefault("BENCHMARKS", "benchmarks"), "target/peers.log");
	}

	void tell(String command) {
		this.commands.println(command);
	}

	/**
	 * Wait for an answer of the process.
	 * @return the words of the answer that follow the expected one
	 */
	String[] answer(String expected) throws IOException {
		String line = this.answers.readLine();
		while (line != null && !line.startsWith("> ")) {
			line = this.answers.readLine();
		}
		if (line == null || !line.startsWith("> " + expected)) {
			throw new IOException(
					this.name + " should answer '" + expected + "' but answered '" + line + "'; see " + log());
		}
		return line.substring(("> " + expected).length()).trim().split(" ");
	}

	String[] ask(String command, String expected) throws IOException {
		tell(command);
		return answer(expected);
	}

	Duration processorTime() {
		return processorTime(this.process.toHandle());
	}

	static Duration processorTime(ProcessHandle process) {
		return process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	@Override
	public void close() {
		tell("quit");
		try {
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.process.destroyForcibly();
		}
	}

}
