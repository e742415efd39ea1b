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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.benchmarks.figures.LatencyRun;
import io.zmqspring.benchmarks.figures.RawResults;
import io.zmqspring.benchmarks.figures.RoundTripRun;

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

	@ParameterizedTest
	@CsvSource({ "90, met", "91, **not met**" })
	void aRoundTripOverIpcIsComparedWithTcp(double p50, String verdict) {
		assertThat(verdict("`starter-ipc` against `starter-tcp`: round trip, 64 bytes, p50", List.of(),
				List.of(roundTrip("starter-tcp", 100), roundTrip("starter-ipc", p50))))
			.isEqualTo(verdict);
	}

	private static RoundTripRun roundTrip(String peer, double p50) {
		return new RoundTripRun(1, RoundTripRun.PATTERN, 64, peer, 10, 10, p50, 200);
	}

	private static String verdict(LatencyRun... runs) {
		return verdict("p50 added over the loop: one way, 10,000/s", List.of(runs), List.of());
	}

	private static String verdict(String what, List<LatencyRun> latency, List<RoundTripRun> roundTrips) {
		RawResults results = new RawResults(List.of(), List.of(), List.of(), List.of(), List.of(), roundTrips, latency,
				List.of(), List.of(), List.of());
		return new Targets(results).all()
			.stream()
			.filter((target) -> target.what().equals(what))
			.findFirst()
			.orElseThrow()
			.verdict();
	}

	private static LatencyRun run(String variant, double p50) {
		return new LatencyRun(1, "one-way", LatencyRun.TEN_THOUSAND, variant, 1000, p50, 100, 200, 300, 10_000);
	}

}
