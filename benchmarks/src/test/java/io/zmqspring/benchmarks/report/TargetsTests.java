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

import org.junit.jupiter.api.Test;

import io.zmqspring.benchmarks.figures.LatencyRun;
import io.zmqspring.benchmarks.figures.RawResults;

import static org.assertj.core.api.Assertions.assertThat;

class TargetsTests {

	@Test
	void latencyWithinTheGoalIsMet() {
		assertThat(verdict(run("loop", 50), run("loop-again", 51), run("starter", 54))).isEqualTo("met");
	}

	@Test
	void latencyBeyondTheGoalIsNotMet() {
		assertThat(verdict(run("loop", 50), run("loop-again", 51), run("starter", 56))).isEqualTo("**not met**");
	}

	@Test
	void nothingIsToldWhereTwoLoopsDifferByMoreThanTheGoal() {
		assertThat(verdict(run("loop", 50), run("loop-again", 44), run("starter", 50))).isEqualTo("no comparison");
		assertThat(verdict(run("loop", 50), run("loop-again", 56), run("starter", 90))).isEqualTo("no comparison");
	}

	@Test
	void latencyIsToldWithoutASecondLoopToo() {
		assertThat(verdict(run("loop", 50), run("starter", 56))).isEqualTo("**not met**");
	}

	private static String verdict(LatencyRun... runs) {
		RawResults results = new RawResults(List.of(), List.of(), List.of(), List.of(), List.of(runs), List.of(),
				List.of(), List.of());
		return new Targets(results).all()
			.stream()
			.filter((target) -> target.what().equals("p50 added over the loop: one way, 10,000/s"))
			.findFirst()
			.orElseThrow()
			.verdict();
	}

	private static LatencyRun run(String variant, double p50) {
		return new LatencyRun(1, "one-way", LatencyRun.TEN_THOUSAND, variant, 1000, p50, 100, 200, 300, 10_000);
	}

}
