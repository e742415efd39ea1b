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

package io.zmqspring.benchmarks.footprint;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.zmqspring.benchmarks.Environment;
import io.zmqspring.benchmarks.Results;

/**
 * Measures the footprint of each {@link Variant}, with and without a class data sharing
 * archive. Each round starts every variant once, in random order, each in a separate
 * process.
 */
public final class Footprint {

	private static final List<String> JVM_FLAGS = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx256m");

	private Footprint() {
	}

	/**
	 * Run the benchmark.
	 * @param arguments {@code --quick} for one warm-up and three rounds instead of three
	 * and ten
	 * @throws Exception if a process fails
	 */
	public static void main(String[] arguments) throws Exception {
		boolean quick = List.of(arguments).contains("--quick");
		int warmUps = quick ? 1 : 3;
		int rounds = quick ? 3 : 10;
		Environment.write("footprint", Map.of("application-arguments", String.join(" ", JVM_FLAGS), "warm-ups",
				String.valueOf(warmUps), "rounds", String.valueOf(rounds)));
		for (Variant variant : Variant.values()) {
			Launch archived = new Launch(variant, true);
			start(Integer.MIN_VALUE, archived, archived.trainingFlags());
		}
		try (Results<FootprintRun> results = Results.create("footprint", FootprintRun.class)) {
			for (int round = -warmUps; round < rounds; round++) {
				List<Launch> launches = new ArrayList<>(Launch.all());
				Collections.shuffle(launches);
				for (Launch launch : launches) {
					FootprintRun run = start(round, launch, launch.flags());
					System.out.println(run);
					results.add(run);
				}
			}
		}
	}

	private static FootprintRun start(int round, Launch launch, List<String> flags)
			throws IOException, InterruptedException {
		Variant variant = launch.variant();
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM_FLAGS);
		command.addAll(flags);
		command.addAll(List.of("-cp", ClassPath.of(variant), MeasuredApplication.class.getName()));
		command.addAll(variant.arguments(freePorts(3)));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new IllegalStateException(launch.label() + " has failed: " + String.join("\n", lines));
			}
			return lines.stream()
				.filter((line) -> line.startsWith(MeasuredApplication.FIGURES))
				.map((line) -> parse(round, launch, line.split(" ")))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(launch.label() + " has printed no figures"));
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static FootprintRun parse(int round, Launch launch, String[] figures) {
		return new FootprintRun(round, launch.label(), Integer.parseInt(figures[1]), Integer.parseInt(figures[2]),
				Long.parseLong(figures[3]), Long.parseLong(figures[4]), Double.parseDouble(figures[5]),
				Double.parseDouble(figures[6]), Double.parseDouble(figures[7]));
	}

	private static List<Integer> freePorts(int count) throws IOException {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			List<Integer> ports = new ArrayList<>();
			while (ports.size() < count) {
				ServerSocket socket = new ServerSocket(0);
				sockets.add(socket);
				ports.add(socket.getLocalPort());
			}
			return ports;
		}
		finally {
			for (ServerSocket socket : sockets) {
				socket.close();
			}
		}
	}

}
