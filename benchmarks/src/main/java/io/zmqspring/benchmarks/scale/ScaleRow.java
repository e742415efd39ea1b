package io.zmqspring.benchmarks.scale;

/**
 * One run. Both counts are of copies: a message for ten subscribers is due ten times.
 *
 * @param round negative for warm-ups
 * @param dimension what grows
 * @param value how many of it there are
 * @param variant {@code loop} or {@code starter}
 * @param sent messages that were due at the subscribers
 * @param received messages that have arrived there
 * @param seconds from the first send to the last arrival
 * @param cpuSeconds of the process meanwhile, both ends included
 */
public record ScaleRow(int round, String dimension, int value, String variant, long sent, long received, double seconds,
		double cpuSeconds) {

	double rate() {
		return this.received / this.seconds;
	}

	double cpuMicros() {
		return this.cpuSeconds * 1e6 / this.received;
	}

}
