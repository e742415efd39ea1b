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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.zmqspring.benchmarks.Environment;
import io.zmqspring.benchmarks.Results;

/**
 * Measures the latency that the starter adds to a message. All variants are connected
 * before the first round. Each round runs every variant at every rate, in random order.
 */
public final class LatencyBenchmark {

	private final Random random = new Random();

	private final List<Line> lines = new ArrayList<>();

	private final List<LatencyRow> rows = new ArrayList<>();

	private final Pacer pacer = Pacer.calibrated();

	private final LatencyPlan plan;

	private LatencyBenchmark(LatencyPlan plan) {
		this.plan = plan;
	}

	/**
	 * Run the benchmark.
	 * @param arguments {@code --quick} for a run of less than a minute
	 */
	public static void main(String[] arguments) {
		new LatencyBenchmark(List.of(arguments).contains("--quick") ? LatencyPlan.quick() : LatencyPlan.full()).run();
	}

	private void run() {
		Environment.write("latency",
				Map.of("pacing",
						"parks until " + this.pacer.leadNanos() / 1000
								+ " us before the time, then yields, spins for the last 3 us",
						"warm-ups", String.valueOf(this.plan.warmUps()), "rounds", String.valueOf(this.plan.rounds()),
						"seconds-by-rate", this.plan.seconds().toString()));
		try (Results<LatencyRow> results = Results.create("latency", LatencyRow.class)) {
			open();
			for (int round = -this.plan.warmUps(); round <= this.plan.rounds(); round++) {
				if (round != 0) {
					run(round, results);
				}
			}
		}
		finally {
			this.lines.forEach(Line::close);
		}
		new LatencySummary(this.rows).print(System.out);
	}

	private void open() {
		for (Scene scene : Scene.values()) {
			for (Variant variant : Variant.values()) {
				this.lines.add(scene.open(variant));
			}
		}
		this.lines.forEach(Line::awaitConnected);
	}

	private void run(int round, Results<LatencyRow> results) {
		List<Runnable> runs = new ArrayList<>();
		for (Line line : this.lines) {
			for (int rate : this.plan.seconds().keySet()) {
				runs.add(() -> run(round, line, rate, results));
			}
		}
		Collections.shuffle(runs, this.random);
		runs.forEach(Runnable::run);
	}

	private void run(int round, Line line, int rate, Results<LatencyRow> results) {
		int count = this.plan.count(round, rate);
		LatencyRow row = line.run(round, rate, count, this.pacer);
		results.add(row);
		System.out.printf("%3d %-10s %6d/s %-15s p50 %8.1f p99 %9.1f p99.9 %9.1f max %9.1f us%s%n", round, row.scene(),
				rate, row.variant(), row.p50(), row.p99(), row.p999(), row.max(),
				(row.count() < count) ? "  LOST " + (count - row.count()) : "");
		if (round > 0) {
			this.rows.add(row);
		}
	}

}
