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

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A line of the CSV file that JMH writes. The score of a profiler has a separate line,
 * whose name is the benchmark's name with a suffix.
 *
 * @param benchmark the class and method; for a profiler followed by {@code :} and the
 * name of its figure
 * @param mode the mode of the measurement
 * @param threads the number of threads
 * @param score the mean score
 * @param error half of the 99.9 % confidence interval
 * @param unit of the score
 * @param further the other columns, including the parameters
 */
public record JmhScore(@JsonProperty("Benchmark") String benchmark, @JsonProperty("Mode") String mode,
		@JsonProperty("Threads") int threads, @JsonProperty("Score") double score,
		@JsonProperty("Score Error (99.9%)") double error, @JsonProperty("Unit") String unit,
		@JsonAnySetter Map<String, String> further) {

	private static final String ALLOCATION = ":gc.alloc.rate.norm";

	private static final String PARAMETER = "Param: ";

	/**
	 * Return whether this is the score of a benchmark.
	 * @return {@code false} for the score of a profiler
	 */
	public boolean isOfBenchmark() {
		return this.benchmark.indexOf(':') < 0;
	}

	/**
	 * Return whether this is the allocation of a benchmark, in bytes per operation.
	 * @param owner the score of the benchmark
	 * @return {@code true} if it is
	 */
	public boolean isAllocationOf(JmhScore owner) {
		return this.benchmark.equals(owner.benchmark + ALLOCATION) && this.threads == owner.threads
				&& this.mode.equals(owner.mode) && parameters().equals(owner.parameters());
	}

	/**
	 * Return the class and the method, without the package.
	 * @return such as {@code RoutingBenchmark.sameTopic}
	 */
	public String shortName() {
		int method = this.benchmark.lastIndexOf('.');
		return this.benchmark.substring(this.benchmark.lastIndexOf('.', method - 1) + 1);
	}

	/**
	 * Return the parameters of the benchmark.
	 * @return such as {@code size = 64}
	 */
	public String parameters() {
		return new TreeMap<>(this.further).entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(PARAMETER) && !entry.getValue().isEmpty())
			.map((entry) -> entry.getKey().substring(PARAMETER.length()) + " = " + entry.getValue())
			.collect(Collectors.joining(", "));
	}

}
