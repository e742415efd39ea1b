package io.zmqspring.benchmarks.report;

/**
 * A line of {@code scale.csv}.
 *
 * @param round negative for warm-ups
 * @param dimension that grows, such as {@code subscribers}
 * @param value how many of them
 * @param variant {@code loop} or {@code starter}
 * @param sent messages that should have arrived
 * @param received messages that have
 * @param seconds it took
 * @param cpuSeconds of processor time it took
 */
record ScaleRun(int round, String dimension, int value, String variant, long sent, long received, double seconds,
		double cpuSeconds) {

	static final String LOOP = "loop";

	double rate() {
		return this.received / this.seconds;
	}

	double cpuMicros() {
		return this.cpuSeconds * 1e6 / this.received;
	}

}
