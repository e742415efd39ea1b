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

package io.zmqspring.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.SpringBootVersion;
import org.zeromq.ZMQ;

import io.zmqspring.publisher.ZmqPublisher;

/**
 * The environment of a benchmark run: commit, hardware and software versions.
 */
public final class Environment {

	private Environment() {
	}

	/**
	 * Write the environment to the directory of the benchmark's results, as
	 * {@code <name>-environment.csv}.
	 * @param name the name of the benchmark
	 * @param further additional facts of this benchmark
	 */
	public static void write(String name, Map<String, String> further) {
		try (Results<Fact> facts = Results.create(name + "-environment", Fact.class)) {
			Map<String, String> all = new LinkedHashMap<>(describe());
			all.putAll(further);
			all.forEach((what, value) -> facts.add(new Fact(what, value)));
		}
	}

	private static Map<String, String> describe() {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("begun", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
		facts.put("commit", commit());
		facts.put("processor", line(Path.of("/proc/cpuinfo"), "model name"));
		facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
		facts.put("memory", line(Path.of("/proc/meminfo"), "MemTotal"));
		facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
		facts.put("java-arguments", String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
		facts.put("spring-boot", String.valueOf(SpringBootVersion.getVersion()));
		facts.put("jeromq", ZMQ.getVersionString() + " (" + jar(ZMQ.class) + ")");
		facts.put("starter", jar(ZmqPublisher.class));
		facts.put("load-before", String.valueOf(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
		return facts;
	}

	private static String jar(Class<?> type) {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).getFileName().toString();
	}

	private static String line(Path file, String start) {
		try (var lines = Files.lines(file)) {
			return lines.filter((line) -> line.startsWith(start))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElse("unknown");
		}
		catch (IOException ex) {
			return "unknown: " + ex;
		}
	}

	private static String commit() {
		try {
			Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
				.directory(Results.file("any").toAbsolutePath().getParent().getParent().toFile())
				.redirectErrorStream(true)
				.start();
			return new String(git.getInputStream().readAllBytes()).trim();
		}
		catch (IOException ex) {
			return "unknown: " + ex.getMessage();
		}
	}

	/**
	 * A row of the environment file.
	 *
	 * @param what the name of the fact
	 * @param value its value
	 */
	public record Fact(String what, String value) {

	}

}
