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

package io.zmqspring.scenario.stops;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link System#exit(int)} in handlers: the context closes while the thread of the
 * handler waits for the end of the JVM. All time-outs are 30 s.
 */
class ExitTests {

	private static final Log logger = LogFactory.getLog(ExitTests.class);

	private static final Duration LONGEST = Duration.ofSeconds(15);

	@TempDir
	private Path directory;

	@Test
	void handlersOfEveryKindEndTheJvm() throws IOException, InterruptedException {
		List<String> places = (TestSize.of(0, 1) == 0) ? List.of("lane", "event", "work-ten")
				: EveryHandler.places().toList();
		Map<String, Child> children = new LinkedHashMap<>();
		for (String place : places) {
			children.put(place, start(place));
			if (TestSize.of(0, 1) == 1) {
				children.put(place + " close", start(place + " close"));
			}
		}
		for (Map.Entry<String, Child> entry : children.entrySet()) {
			check(entry.getKey(), entry.getValue());
		}
	}

	private Child start(String arguments) throws IOException {
		List<String> command = new JavaCommand().withoutNeighbours()
			.options("-Xmx128m")
			.run(ExitingApplication.class, arguments.split(" "));
		File output = output(arguments).toFile();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
		return new Child(process, Stopwatch.start(), process.onExit().thenApply((ended) -> System.currentTimeMillis()));
	}

	private Path output(String arguments) {
		return this.directory.resolve(arguments + ".txt");
	}

	private void check(String arguments, Child child) throws IOException, InterruptedException {
		try {
			boolean ended = child.process.waitFor(60, TimeUnit.SECONDS);
			String text = Files.readString(output(arguments));
			assertThat(ended).as(text).isTrue();
			assertThat(child.process.exitValue()).as(text).isEqualTo(7);
			long exit = text.lines()
				.filter((line) -> line.startsWith(ExitingApplication.EXITS_AT))
				.mapToLong((line) -> Long.parseLong(line.substring(ExitingApplication.EXITS_AT.length())))
				.findFirst()
				.orElseThrow();
			Duration took = Duration.ofMillis(child.endedAt.join() - exit);
			logger.info("System.exit in " + arguments + ": " + took.toMillis() + " ms");
			assertThat(took.minus(child.stopwatch.paused())).as(text).isLessThan(LONGEST);
		}
		finally {
			child.process.destroyForcibly();
		}
	}

	/**
	 * A JVM and the time of its end.
	 *
	 * @param process the process
	 * @param stopwatch runs since its start
	 * @param endedAt the time of its end, in milliseconds of the system clock
	 */
	private record Child(Process process, Stopwatch stopwatch, CompletableFuture<Long> endedAt) {

	}

}
