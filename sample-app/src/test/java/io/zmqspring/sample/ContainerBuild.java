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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Carries out a Containerfile without an engine: each stage is a directory, and the JDK
 * of the test takes the place of the base image. Knows the instructions that the file of
 * the sample uses, and fails on all others.
 */
final class ContainerBuild {

	private final Path context;

	private final Path root;

	private final Map<String, Path> stages = new LinkedHashMap<>();

	private final Map<String, String> lastValues = new LinkedHashMap<>();

	private Path stage;

	private Path workDirectory;

	/**
	 * Carry out a file.
	 * @param file the Containerfile
	 * @param context the directory of its build
	 * @param root an empty directory for the stages
	 * @throws Exception if a step fails
	 */
	ContainerBuild(Path file, Path context, Path root) throws Exception {
		this.context = context;
		this.root = root;
		this.stage = root;
		this.workDirectory = root;
		for (String line : Files.readAllLines(file)) {
			if (!line.isBlank() && !line.startsWith("#")) {
				carryOut(line.split(" ", 2));
			}
		}
	}

	private void carryOut(String[] instruction) throws Exception {
		String value = instruction[1];
		switch (instruction[0]) {
			case "FROM" -> from(value.split(" "));
			case "WORKDIR" -> workDirectory(value);
			case "COPY" -> copy(value.split(" "));
			case "RUN" -> runStep(value);
			case "USER", "EXPOSE", "ENTRYPOINT" -> this.lastValues.put(instruction[0], value);
			default -> throw new AssertionError("An unknown instruction: " + instruction[0]);
		}
	}

	private void from(String[] words) throws IOException {
		this.lastValues.put("FROM", words[0]);
		String name = (words.length == 3) ? words[2] : "final";
		this.stage = Files.createDirectory(this.root.resolve(name));
		this.stages.put(name, this.stage);
		this.workDirectory = this.stage;
	}

	private void workDirectory(String absolute) throws IOException {
		assertThat(absolute).startsWith("/");
		this.workDirectory = Files.createDirectories(this.stage.resolve(absolute.substring(1)));
	}

	private void copy(String[] words) throws IOException {
		boolean fromStage = words[0].startsWith("--from=");
		Path source = fromStage ? this.stages.get(words[0].substring("--from=".length())).resolve(words[1].substring(1))
				: this.context.resolve(words[0]);
		Path target = this.workDirectory.resolve(words[words.length - 1]);
		assertThat(source).exists();
		if (Files.isDirectory(source)) {
			FileSystemUtils.copyRecursively(source, target);
		}
		else {
			Files.copy(source, target);
		}
	}

	private void runStep(String command) throws Exception {
		Path log = this.root.resolve("run.log");
		Process process = process(Arrays.asList(command.split(" "))).redirectOutput(log.toFile()).start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
		assertThat(process.exitValue()).as(Files.readString(log)).isZero();
	}

	private ProcessBuilder process(List<String> command) {
		List<String> words = new ArrayList<>(command);
		assertThat(words.get(0)).isEqualTo("java");
		words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
		return new ProcessBuilder(words).directory(this.workDirectory.toFile()).redirectErrorStream(true);
	}

	/**
	 * Return the process of the entry point, not started.
	 * @return the process, with the environment of the test
	 */
	ProcessBuilder entryPoint() {
		return process(
				List.of(JsonMapper.builder().build().readValue(this.lastValues.get("ENTRYPOINT"), String[].class)));
	}

	/**
	 * Return the value of the last instruction of a kind.
	 * @param instruction the instruction, such as {@code USER}
	 * @return the value, empty if there is none
	 */
	String last(String instruction) {
		return this.lastValues.getOrDefault(instruction, "");
	}

	List<String> filesOfTheImage() throws IOException {
		try (Stream<Path> files = Files.walk(this.workDirectory)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> StringUtils.cleanPath(this.workDirectory.relativize(file).toString()))
				.toList();
		}
	}

}
