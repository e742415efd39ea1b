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

package io.zmqspring.benchmarks.report;

import java.util.List;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.JmhScore;

/**
 * Writes the page about the steps of the hot path.
 */
final class JmhPage {

	private static final List<String> COLUMNS = List.of("step", "parameters", "threads", "mode", "score", "± (99.9 %)",
			"unit", "bytes allocated per operation");

	// Allocations of JMH itself appear as about 0.001 bytes per operation
	private static final double NOTHING = 0.05;

	private final List<JmhScore> scores;

	JmhPage(List<JmhScore> scores) {
		this.scores = scores;
	}

	String write() {
		return new MarkdownPage("Steps, by JMH")
			.table(COLUMNS, this.scores.stream().filter(JmhScore::isOfBenchmark).map(this::row).toList())
			.environment("jmh")
			.toString();
	}

	private List<String> row(JmhScore score) {
		double allocated = this.scores.stream()
			.filter((other) -> other.isAllocationOf(score))
			.mapToDouble(JmhScore::score)
			.findFirst()
			.orElse(Double.NaN);
		return List.of(score.shortName(), score.parameters(), String.valueOf(score.threads()), score.mode(),
				Figures.number(score.score()), Figures.number(score.error()), score.unit(),
				(allocated < NOTHING) ? "0" : Figures.number(allocated));
	}

}
