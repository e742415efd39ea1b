package io.zmqspring.benchmarks.latency;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much is run.
 *
 * @param warmUps rounds that are not counted
 * @param rounds rounds that are
 * @param seconds how long a run takes, by rate
 * @param warmUpSeconds how long a run of a warm-up takes
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
