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

package io.zmqspring.benchmarks.figures;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A line of {@code transport.csv} that has round trips; times in microseconds.
 *
 * @param round negative for warm-ups
 * @param pattern {@code round-trip}; the other lines of the file are
 * {@link SideBySideRun}s
 * @param size of the payload, in bytes
 * @param peer the measured peer, with its transport
 * @param sent number of sent messages
 * @param received number of messages that returned
 * @param p50Micros the median
 * @param p99Micros the 99th percentile
 */
public record RoundTripRun(int round, String pattern, int size, String peer, long sent, long received, double p50Micros,
		double p99Micros) {

	/** The pattern of round trips. */
	public static final String PATTERN = "round-trip";

	/**
	 * Group the measured round trips by size and peer.
	 * @param runs all runs
	 * @return the runs of each size, by peer
	 */
	public static SortedMap<Integer, SortedMap<String, List<RoundTripRun>>> bySize(Collection<RoundTripRun> runs) {
		return runs.stream()
			.filter((run) -> run.round() >= 0 && run.pattern().equals(PATTERN))
			.collect(Collectors.groupingBy(RoundTripRun::size, TreeMap::new,
					Collectors.groupingBy(RoundTripRun::peer, TreeMap::new, Collectors.toList())));
	}

	/**
	 * Return a figure in each round.
	 * @param runs the runs of a peer
	 * @param figure the figure
	 * @return the series
	 */
	public static Series series(Collection<RoundTripRun> runs, ToDoubleFunction<RoundTripRun> figure) {
		return Series.of(runs, RoundTripRun::round, figure);
	}

	/**
	 * Return the number of messages that have not returned.
	 * @param runs the runs of a peer
	 * @return the number
	 */
	public static long lost(Collection<RoundTripRun> runs) {
		return runs.stream().mapToLong((run) -> run.sent() - run.received()).sum();
	}

}
