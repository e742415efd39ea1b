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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.zmqspring.benchmarks.StarterApplication;

/**
 * The application whose footprint is measured. It starts, uses each of its parts once,
 * prints its figures and exits. It must also run without the starter on the class path.
 */
public final class MeasuredApplication {

	static final String FIGURES = "figures:";

	private MeasuredApplication() {
	}

	/**
	 * Start the application.
	 * @param arguments arguments of the form {@code component=<class>} or
	 * {@code <property>=<value>}
	 * @throws Exception if anything goes wrong
	 */
	public static void main(String[] arguments) throws Exception {
		Map<String, String> settings = new TreeMap<>();
		List<Class<?>> components = new ArrayList<>();
		for (String argument : arguments) {
			String[] pair = argument.split("=", 2);
			if (pair[0].equals("component")) {
				components.add(Class.forName(pair[1]));
			}
			else {
				settings.put(pair[0], pair[1]);
			}
		}
		long begin = System.nanoTime();
		try (var context = StarterApplication.start(settings, components.toArray(Class<?>[]::new))) {
			double startUpMillis = (System.nanoTime() - begin) / 1e6;
			double sinceJvmStartMillis = System.currentTimeMillis()
					- ManagementFactory.getRuntimeMXBean().getStartTime();
			double startUpCpuMillis = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
					/ 1e6;
			for (Exercise exercise : context.getBeansOfType(Exercise.class).values()) {
				exercise.complete();
			}
			System.gc();
			System.gc();
			System.out.println(String.join(" ", FIGURES,
					String.valueOf(ManagementFactory.getThreadMXBean().getThreadCount()), String.valueOf(descriptors()),
					String.valueOf(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()),
					String.valueOf(residentBytes()), String.valueOf(startUpMillis), String.valueOf(sinceJvmStartMillis),
					String.valueOf(startUpCpuMillis)));
		}
	}

	private static long descriptors() throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			// Do not count the descriptor of the directory that is being listed
			return open.count() - 1;
		}
	}

	private static long residentBytes() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
			String line = lines.filter((candidate) -> candidate.startsWith("VmRSS:")).findFirst().orElseThrow();
			return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
		}
	}

}
