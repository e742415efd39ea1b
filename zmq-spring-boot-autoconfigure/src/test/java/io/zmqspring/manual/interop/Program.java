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
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.zmqspring.testsupport.PeerProcess;

/**
 * A program that the manual lists. Each line of its output is an answer.
 */
final class Program extends PeerProcess {

	private Program(ProcessBuilder builder) {
		super(builder, "");
	}

	/**
	 * Start a program. Skips the test where its language is not installed.
	 * @param language the language
	 * @param name the name of its file, without the extension
	 * @param directory for what has to be compiled
	 * @param arguments its arguments
	 * @return the program
	 * @throws IOException if its compiler cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	static Program start(Language language, String name, Path directory, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(language.command(resource(language.file(name)), directory));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		Language.withNodeModules(builder);
		builder.environment().put("PYTHONUTF8", "1");
		return new Program(builder);
	}

	/**
	 * Return a file of the programs.
	 * @param name its name
	 * @return its path
	 */
	static Path resource(String name) {
		try {
			return Path.of(Objects.requireNonNull(Program.class.getResource("/manual/interop/" + name)).toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
