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

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Formats the results. The table has one line per benchmark with its score and the bytes
 * allocated per operation. If {@link ReceivedMessageBenchmark} was run, a last line shows
 * the additional cost of a received message compared with JeroMQ alone.
 *
 * @param results the results of JMH
 */
record StepTable(Collection<RunResult> results) {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	@Override
	public String toString() {
		return this.results.stream()
			.map(StepTable::line)
			.collect(Collectors.joining("\n", "\nBenchmark, score, bytes allocated per operation\n", "\n"))
				+ beyondJeroMq();
	}

	private String beyondJeroMq() {
		Optional<RunResult> starter = received("starter");
		Optional<RunResult> jeromq = received("jeromq");
		if (starter.isEmpty() || jeromq.isEmpty()) {
			return "";
		}
		return String.format(Locale.ROOT,
				"%nA received message of 64 bytes costs %.0f ns and %.1f bytes more than with JeroMQ alone.%n",
				starter.get().getPrimaryResult().getScore() - jeromq.get().getPrimaryResult().getScore(),
				allocated(starter.get()) - allocated(jeromq.get()));
	}

	private Optional<RunResult> received(String by) {
		String method = ReceivedMessageBenchmark.class.getName() + '.' + by;
		return this.results.stream().filter((result) -> result.getParams().getBenchmark().equals(method)).findFirst();
	}

	private static String line(RunResult result) {
		Result<?> score = result.getPrimaryResult();
		return String.format(Locale.ROOT, "%-75s %10.1f %-6s %10.1f B", name(result.getParams()), score.getScore(),
				score.getScoreUnit(), allocated(result));
	}

	private static String name(BenchmarkParams params) {
		String method = params.getBenchmark();
		String type = method.substring(0, method.lastIndexOf('.'));
		return type.substring(type.lastIndexOf('.') + 1) + method.substring(method.lastIndexOf('.'))
				+ params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(" ", " ", ""))
				+ ((params.getThreads() > 1) ? " " + params.getThreads() + " threads" : "");
	}

	private static double allocated(RunResult result) {
		Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
		return (allocated != null) ? allocated.getScore() : Double.NaN;
	}

}
