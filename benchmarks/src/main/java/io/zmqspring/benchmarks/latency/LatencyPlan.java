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

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The number and duration of the runs.
 *
 * @param warmUps the number of warm-up rounds, which are not evaluated
 * @param rounds the number of measured rounds
 * @param seconds the duration of a measured run, by rate
 * @param warmUpSeconds the duration of a run in a warm-up round
 */
record LatencyPlan(int warmUps, int rounds, Map<Integer, Double> seconds, double warmUpSeconds) {

	/** One message every 25 ms. */
	static final int IDLE_RATE = 40;

	static LatencyPlan full() {
		return new LatencyPlan(2, 7, seconds(6, 3, 2, 2), 1.5);
	}

	static LatencyPlan quick() {
		return new LatencyPlan(1, 2, seconds(1, 0.4, 0.4, 0.4), 0.4);
	}

	private static Map<Integer, Double> seconds(double idle, double slow, double middle, double fast) {
		Map<Integer, Double> seconds = new LinkedHashMap<>();
		seconds.put(IDLE_RATE, idle);
		seconds.put(1_000, slow);
		seconds.put(10_000, middle);
		seconds.put(50_000, fast);
		return seconds;
	}

	int count(int round, int rate) {
		return (int) (rate * ((round < 0) ? this.warmUpSeconds : this.seconds.getOrDefault(rate, 0.0)));
	}

}
