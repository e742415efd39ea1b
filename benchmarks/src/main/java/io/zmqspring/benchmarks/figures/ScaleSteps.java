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

package io.zmqspring.benchmarks.figures;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The runs of one variant for the values of one dimension.
 *
 * @param variant the name of the variant
 * @param runs the measured runs, by value of the dimension
 */
public record ScaleSteps(String variant, SortedMap<Integer, List<ScaleRun>> runs) {

	/**
	 * Group runs by dimension and variant.
	 * @param runs all runs
	 * @return the variants of each dimension, by name
	 */
	public static SortedMap<String, SortedMap<String, ScaleSteps>> byDimension(List<ScaleRun> runs) {
		return runs.stream()
			.filter((run) -> run.round() >= 0)
			.collect(Collectors.groupingBy(ScaleRun::dimension, TreeMap::new,
					Collectors.collectingAndThen(Collectors.toList(), ScaleSteps::byVariant)));
	}

	private static SortedMap<String, ScaleSteps> byVariant(List<ScaleRun> runs) {
		SortedMap<String, ScaleSteps> variants = new TreeMap<>();
		runs.stream()
			.collect(Collectors.groupingBy(ScaleRun::variant,
					Collectors.groupingBy(ScaleRun::value, TreeMap::new, Collectors.toList())))
			.forEach((variant, steps) -> variants.put(variant, new ScaleSteps(variant, steps)));
		return variants;
	}

	public Series rates(int value) {
		return series(value, ScaleRun::rate);
	}

	public Series cpuMicros(int value) {
		return series(value, ScaleRun::cpuMicros);
	}

	private Series series(int value, ToDoubleFunction<ScaleRun> figure) {
		return Series.of(this.runs.getOrDefault(value, List.of()), ScaleRun::round, figure);
	}

	public long lost(int value) {
		return this.runs.getOrDefault(value, List.of())
			.stream()
			.mapToLong((run) -> Math.max(0, run.sent() - run.received()))
			.sum();
	}

	public int smallest() {
		return this.runs.firstKey();
	}

}
