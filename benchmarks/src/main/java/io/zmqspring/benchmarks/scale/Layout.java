package io.zmqspring.benchmarks.scale;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Who publishes what to whom.
 *
 * @param subscribers how many subscribers, each with all patterns
 * @param threads how many threads publish
 * @param shared whether a publisher must be prepared for several threads
 * @param topics what is published to, in turn
 * @param patterns what each subscriber listens to, with a listener for each
 */
record Layout(int subscribers, int threads, boolean shared, List<String> topics, List<String> patterns) {

	/** The pattern of all topics. */
	static final String EVERY_TOPIC = "scale.*";

	// All of the same length, so that none is the beginning of another one
	static List<String> topics(int count) {
		return IntStream.range(0, count).mapToObj((number) -> "scale.%05d".formatted(number)).toList();
	}

}
