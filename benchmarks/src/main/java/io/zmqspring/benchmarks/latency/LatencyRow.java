package io.zmqspring.benchmarks.latency;

/**
 * One run; times in microseconds from the intended send time.
 *
 * @param round negative for warm-ups
 * @param scene {@code one-way} or {@code round-trip}
 * @param rate intended messages per second
 * @param variant {@code loop}, {@code starter} or {@code starter-untimed}
 * @param count messages that have arrived
 * @param p50 half of them took no longer
 * @param p90 90 % took no longer
 * @param p99 99 % took no longer
 * @param p999 99.9 % took no longer
 * @param max none took longer
 * @param achievedRate messages sent per second
 */
public record LatencyRow(int round, String scene, int rate, String variant, long count, double p50, double p90,
		double p99, double p999, double max, double achievedRate) {

}
