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

package io.zmqspring.testsupport;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs commands of the manual as a reader would.
 */
public final class ShellCommand {

	private ShellCommand() {
	}

	/**
	 * Run a command that calls an application at {@code localhost:8080}. The calling test
	 * is skipped if the program is not installed.
	 * @param command the command, as the manual shows it
	 * @param port the port of the application, in place of 8080
	 * @return what the command prints
	 */
	public static String run(String command, int port) {
		String program = command.split(" ")[0];
		assumeTrue(isInstalled(program), () -> program + " is not installed");
		try {
			Process process = new ProcessBuilder("sh", "-c", command.replace("localhost:8080", "localhost:" + port))
				.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).as(command).isZero();
			return output;
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(command, ex);
		}
	}

	private static boolean isInstalled(String program) {
		for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
			if (Files.isExecutable(Path.of(directory, program))) {
				return true;
			}
		}
		return false;
	}

}
