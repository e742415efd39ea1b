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

package io.zmqspring.test.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs test classes in another process, with another class path.
 */
final class TestProcess {

	private final Path directory;

	private final List<String> options = new ArrayList<>();

	private String classPath = System.getProperty("java.class.path");

	TestProcess(Path directory) {
		this.directory = directory;
	}

	TestProcess without(Predicate<String> jar) {
		this.classPath = Stream.of(this.classPath.split(File.pathSeparator))
			.filter((entry) -> !jar.test(Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
		return this;
	}

	TestProcess with(Path entry) {
		this.classPath = entry + File.pathSeparator + this.classPath;
		return this;
	}

	TestProcess option(String option) {
		this.options.add(option);
		return this;
	}

	String classPath() {
		return this.classPath;
	}

	String run(Class<?>... tests) throws IOException, InterruptedException {
		return run(TestRun.class, Stream.of(tests).map(Class::getName).toList());
	}

	String run(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Xshare:auto", "-XX:+UseSerialGC", "-cp", this.classPath));
		command.addAll(this.options);
		command.add(main.getName());
		command.addAll(arguments);
		Path output = this.directory.resolve("output.txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("The tests have ended").isTrue();
			String text = Files.readString(output);
			assertThat(process.exitValue()).as(text).isZero();
			return text;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
