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

package io.zmqspring.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds installed programs and the directory of the benchmarks.
 */
final class Programs {

	/** The directory of the benchmarks. */
	static final Path HOME = Path.of(System.getenv().getOrDefault("BENCHMARKS", "benchmarks")).toAbsolutePath();

	private Programs() {
	}

	/**
	 * Create a directory inside {@code target} for the files of a peer.
	 */
	static Path workDirectory(String name) {
		try {
			return Files.createDirectories(HOME.resolve("target/peer-data").resolve(name));
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot create the directory for the data of " + name, ex);
		}
	}

	/**
	 * Find a program on the path or in {@code /usr/sbin}.
	 */
	static Optional<Path> find(String name) {
		String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
		return Stream.of(path.split(File.pathSeparator))
			.filter((directory) -> !directory.isEmpty())
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Return why a peer cannot run if its program is not installed.
	 * @return the reason, {@code null} if the program is installed
	 */
	static @Nullable String absenceWithout(String program, String debianPackage) {
		return find(program).isPresent() ? null : "no " + program + " here: apt-get install " + debianPackage;
	}

	/**
	 * Run a command and wait until it ends.
	 * @return its first line of output if it failed, {@code null} if it succeeded
	 */
	static @Nullable String complaint(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
			return (process.waitFor() == 0) ? null : said.lines().findFirst().orElse("failed without output");
		}
		catch (IOException ex) {
			return ex.getMessage();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "interrupted";
		}
	}

}
