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

package io.zmqspring.benchmarks.scale;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.zmqspring.benchmarks.Environment;
import io.zmqspring.benchmarks.Results;

/**
 * Measures the cost of a message for growing numbers of subscribers, publishing threads,
 * listeners and topics. All values of a dimension are connected for both variants before
 * its first round. Each round runs all of them in random order.
 */
public final class ScaleBenchmark {

	private final Random random = new Random();

	private final List<ScaleRow> rows = new ArrayList<>();

	private final int warmUps;

	private final int rounds;

	private final long nanos;

	private ScaleBenchmark(int warmUps, int rounds, double seconds) {
		this.warmUps = warmUps;
		this.rounds = rounds;
		this.nanos = (long) (seconds * 1e9);
	}

	/**
	 * Run the benchmark.
	 * @param arguments {@code --quick} for a run of less than a minute; names of
	 * dimensions to run only these
	 */
	public static void main(String[] arguments) {
		List<String> given = List.of(arguments);
		ScaleBenchmark benchmark = given.contains("--quick") ? new ScaleBenchmark(1, 2, 0.25)
				: new ScaleBenchmark(2, 5, 2);
		List<String> names = given.stream().filter((argument) -> !argument.startsWith("--")).toList();
		benchmark.run(names);
	}

	private void run(List<String> names) {
		Environment.write("scale",
				Map.of("warm-ups", String.valueOf(this.warmUps), "rounds", String.valueOf(this.rounds),
						"seconds-per-run", String.valueOf(this.nanos / 1e9), "processes",
						"one, with an engine for the publisher and another one for the subscribers"));
		try (Results<ScaleRow> results = Results.create("scale", ScaleRow.class)) {
			for (Dimension dimension : Dimension.values()) {
				if (names.isEmpty() || names.contains(dimension.label())) {
					run(dimension, results);
				}
			}
		}
		new ScaleSummary(this.rows).print(System.out);
	}

	private void run(Dimension dimension, Results<ScaleRow> results) {
		List<Series> all = new ArrayList<>();
		try {
			for (int value : dimension.steps()) {
				for (Variant variant : Variant.values()) {
					all.add(new Series(dimension, value, variant));
				}
			}
			all.forEach(Series::awaitConnected);
			for (int round = -this.warmUps; round <= this.rounds; round++) {
				if (round != 0) {
					run(round, all, results);
				}
			}
		}
		finally {
			all.forEach(Series::close);
		}
	}

	private void run(int round, List<Series> all, Results<ScaleRow> results) {
		List<Series> order = new ArrayList<>(all);
		Collections.shuffle(order, this.random);
		for (Series series : order) {
			ScaleRow row = series.run(round, this.nanos);
			results.add(row);
			System.out.printf("%3d %-32s %10.0f/s %6.2f us CPU each%s%n", round, series, row.rate(), row.cpuMicros(),
					(row.received() != row.sent()) ? "  LOST " + (row.sent() - row.received()) : "");
			if (round > 0) {
				this.rows.add(row);
			}
		}
	}

}
