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

package io.zmqspring.manual.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.zmqspring.testsupport.PythonPeer;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The languages of the programs.
 */
enum Language {

	PYTHON("py") {

		@Override
		List<String> command(Path source, Path directory) {
			return List.of(PythonPeer.interpreter(), "-u", source.toString());
		}

	},

	C("c") {

		@Override
		List<String> command(Path source, Path directory) throws IOException, InterruptedException {
			return compiled("cc", "zmq.h", source, directory);
		}

	},

	CPP("cpp") {

		@Override
		List<String> command(Path source, Path directory) throws IOException, InterruptedException {
			return compiled("c++", "zmq_addon.hpp", source, directory);
		}

	},

	NODE("js") {

		private @Nullable Boolean installed;

		@Override
		List<String> command(Path source, Path directory) throws IOException, InterruptedException {
			if (this.installed == null) {
				this.installed = succeeds("node", "-e", "require('zeromq')");
			}
			assumeTrue(this.installed, "No Node with the package zeromq; run npm install -g zeromq");
			return List.of("node", source.toString());
		}

	};

	private final String extension;

	Language(String extension) {
		this.extension = extension;
	}

	/**
	 * Return the command that runs a program. Skips the test where the language is not
	 * installed.
	 * @param source the source of the program
	 * @param directory for what has to be compiled
	 * @return the command
	 * @throws IOException if the compiler cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	abstract List<String> command(Path source, Path directory) throws IOException, InterruptedException;

	String file(String name) {
		return name + "." + this.extension;
	}

	private static List<String> compiled(String compiler, String header, Path source, Path directory)
			throws IOException, InterruptedException {
		Path program = directory.resolve(source.getFileName() + ".program");
		if (Files.notExists(program)
				&& !succeeds(compiler, "-Wall", "-Wextra", source.toString(), "-o", program.toString(), "-lzmq")) {
			assumeTrue(succeeds(compiler, "-E", "-include", header, source.toString()),
					() -> "No '" + compiler + "' with " + header + "; install gcc, g++, libzmq3-dev and cppzmq-dev");
			fail("%s cannot be compiled by '%s'", source, compiler);
		}
		return List.of(program.toString());
	}

	private static boolean succeeds(String... command) throws InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		withNodeModules(builder);
		try {
			return builder.start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Let Node find packages that are installed globally.
	 * @param builder the command
	 */
	static void withNodeModules(ProcessBuilder builder) {
		String path = Objects.requireNonNullElse(System.getenv("NODE_PATH"), "");
		builder.environment().put("NODE_PATH", path + ":/usr/lib/node_modules:/usr/local/lib/node_modules");
	}

}
