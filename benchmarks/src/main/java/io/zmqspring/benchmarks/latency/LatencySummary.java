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

package io.zmqspring.benchmarks.latency;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Prints a summary of the results: the medians over all rounds, and the latency added to
 * that of the loop, as the median of the differences within each round.
 *
 * @param rows the measured runs
 */
record LatencySummary(List<LatencyRow> rows) {

	void print(PrintStream out) {
		out.printf("%n%-10s %8s %-15s %9s %9s %9s %9s | %9s %9s%n", "scene", "rate", "variant", "p50", "p99", "p99.9",
				"max", "p50 added", "p99 added");
		Map<String, Map<Integer, Map<String, List<LatencyRow>>>> groups = this.rows.stream()
			.collect(Collectors.groupingBy(LatencyRow::scene, TreeMap::new, Collectors.groupingBy(LatencyRow::rate,
					TreeMap::new, Collectors.groupingBy(LatencyRow::variant, TreeMap::new, Collectors.toList()))));
		groups.forEach((scene, rates) -> rates.forEach((rate, variants) -> variants.forEach((variant, runs) -> {
			List<LatencyRow> loop = variants.getOrDefault(Variant.LOOP.label(), List.of());
			out.printf("%-10s %8d %-15s %9.1f %9.1f %9.1f %9.1f | %9.1f %9.1f%n", scene, rate, variant,
					median(runs, LatencyRow::p50), median(runs, LatencyRow::p99), median(runs, LatencyRow::p999),
					median(runs, LatencyRow::max), added(runs, loop, LatencyRow::p50),
					added(runs, loop, LatencyRow::p99));
		})));
	}

	private static double median(List<LatencyRow> runs, ToDoubleFunction<LatencyRow> value) {
		return median(runs.stream().mapToDouble(value));
	}

	private static double added(List<LatencyRow> runs, List<LatencyRow> loop, ToDoubleFunction<LatencyRow> value) {
		Map<Integer, Double> base = loop.stream().collect(Collectors.toMap(LatencyRow::round, value::applyAsDouble));
		return median(runs.stream()
			.filter((row) -> base.containsKey(row.round()))
			.mapToDouble((row) -> value.applyAsDouble(row) - base.getOrDefault(row.round(), 0.0)));
	}

	private static double median(DoubleStream values) {
		double[] sorted = values.sorted().toArray();
		if (sorted.length == 0) {
			return Double.NaN;
		}
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
