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

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Prints a summary of the results: the medians over all rounds, and two ratios of the
 * rate, to the rate for the value 1 and to the rate of the loop. Each is the median of
 * the ratios within each round.
 *
 * @param rows the measured runs
 */
record ScaleSummary(List<ScaleRow> rows) {

	void print(PrintStream out) {
		out.printf("%n%-20s %6s %-8s %12s %10s %10s %10s %10s%n", "dimension", "value", "variant", "copies/s", "CPU us",
				"vs. 1", "vs. loop", "lost");
		for (Dimension dimension : Dimension.values()) {
			for (int value : dimension.steps()) {
				for (Variant variant : Variant.values()) {
					print(out, dimension, value, variant);
				}
			}
		}
	}

	private void print(PrintStream out, Dimension dimension, int value, Variant variant) {
		Map<Integer, ScaleRow> runs = runs(dimension, value, variant);
		if (!runs.isEmpty()) {
			out.printf("%-20s %6d %-8s %12.0f %10.2f %10.2f %10.2f %10d%n", dimension.label(), value, variant.label(),
					median(runs, ScaleRow::rate), median(runs, ScaleRow::cpuMicros),
					ratio(runs, runs(dimension, 1, variant)), ratio(runs, runs(dimension, value, Variant.LOOP)),
					runs.values().stream().mapToLong((row) -> row.sent() - row.received()).sum());
		}
	}

	private Map<Integer, ScaleRow> runs(Dimension dimension, int value, Variant variant) {
		return this.rows.stream()
			.filter((row) -> row.dimension().equals(dimension.label()) && row.value() == value
					&& row.variant().equals(variant.label()))
			.collect(Collectors.toMap(ScaleRow::round, (row) -> row, (first, second) -> second, TreeMap::new));
	}

	private static double median(Map<Integer, ScaleRow> runs, ToDoubleFunction<ScaleRow> value) {
		return median(runs.values().stream().mapToDouble(value));
	}

	private static double ratio(Map<Integer, ScaleRow> runs, Map<Integer, ScaleRow> others) {
		return median(runs.entrySet().stream().mapToDouble((run) -> {
			ScaleRow other = others.get(run.getKey());
			return (other != null) ? run.getValue().rate() / other.rate() : Double.NaN;
		}));
	}

	private static double median(DoubleStream values) {
		double[] sorted = values.sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
