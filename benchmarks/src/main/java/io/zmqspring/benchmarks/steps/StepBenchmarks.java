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

package io.zmqspring.benchmarks.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import io.zmqspring.benchmarks.Environment;
import io.zmqspring.benchmarks.Results;

/**
 * Runs the JMH benchmarks, always with the allocation profiler, and writes the CSV file
 * of JMH to {@code results/jmh.csv}. The arguments are those of JMH, for example a
 * regular expression that selects benchmarks, and {@value #QUICK} for a short test run.
 */
public final class StepBenchmarks {

	private static final String QUICK = "--quick";

	private static final TimeValue QUICK_TIME = TimeValue.milliseconds(100);

	private static final String FILE = "jmh";

	private StepBenchmarks() {
	}

	/**
	 * Run the benchmarks.
	 * @param arguments the arguments described above
	 * @throws RunnerException if a benchmark fails
	 * @throws CommandLineOptionException if JMH does not know an argument
	 * @throws IOException if the results cannot be written
	 */
	public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
		boolean quick = Arrays.asList(arguments).contains(QUICK);
		CommandLineOptions given = new CommandLineOptions(
				Arrays.stream(arguments).filter((argument) -> !argument.equals(QUICK)).toArray(String[]::new));
		if (given.shouldHelp()) {
			given.showHelp();
		}
		else if (given.shouldList()) {
			new Runner(given).list();
		}
		else {
			run(options(given, quick), quick);
		}
	}

	private static void run(Options options, boolean quick) throws RunnerException, IOException {
		Files.createDirectories(Results.file(FILE).toAbsolutePath().getParent());
		Environment.write(FILE, Map.of("quick", String.valueOf(quick)));
		System.out.println(new StepTable(new Runner(options).run()));
		if (quick) {
			System.out.println(QUICK + " is too short for JIT compilation: do not use these figures.");
		}
	}

	private static Options options(CommandLineOptions given, boolean quick) {
		ChainedOptionsBuilder options = new OptionsBuilder().parent(given)
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.jvmArgsAppend("-Xms512m", "-Xmx512m")
			.resultFormat(ResultFormatType.CSV)
			.result(Results.file(FILE).toString());
		return quick ? quick(options).build() : options.build();
	}

	private static ChainedOptionsBuilder quick(ChainedOptionsBuilder options) {
		return options.forks(1)
			.warmupIterations(1)
			.warmupTime(QUICK_TIME)
			.measurementIterations(1)
			.measurementTime(QUICK_TIME)
			.exclude(".*(BySeveral|bySome|toNobodyByMany|Benchmark\\.mapper.*)$")
			.param("topics", "100")
			.param("parameter", "BYTES", "RECORD")
			.param("form", "MULTIPART", "SINGLE_FRAME", "MULTIPART_HEADERS")
			.param("source", "CALLER", "PROPERTY");
	}

}
