package io.zmqspring.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;

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
		RawResults results = new RawResults(List.of(), List.of(), List.of(runs), List.of(), List.of(), List.of());
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
