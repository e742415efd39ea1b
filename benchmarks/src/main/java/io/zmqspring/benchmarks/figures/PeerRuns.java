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

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The measured runs of a peer in one case.
 *
 * @param peer the name of the peer
 * @param runs without the warm-ups
 */
public record PeerRuns(String peer, List<SideBySideRun> runs) {

	public static final String LOOP = "jeromq-loop";

	private static final List<String> CONTENTS = List.of("-json", "-string");

	/**
	 * Group runs by case and peer.
	 * @param runs all runs
	 * @return the peers of each case, fastest first
	 */
	public static SortedMap<SideBySideRun.Case, List<PeerRuns>> byCase(List<SideBySideRun> runs) {
		return runs.stream()
			.filter((run) -> run.round() >= 0)
			.collect(Collectors.groupingBy(SideBySideRun::load, TreeMap::new,
					Collectors.collectingAndThen(Collectors.toList(), PeerRuns::byPeer)));
	}

	private static List<PeerRuns> byPeer(List<SideBySideRun> runs) {
		return runs.stream()
			.collect(Collectors.groupingBy(SideBySideRun::peer, TreeMap::new, Collectors.toList()))
			.entrySet()
			.stream()
			.map((entry) -> new PeerRuns(entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparingDouble((PeerRuns peer) -> peer.rates().median()).reversed())
			.toList();
	}

	/**
	 * Return the peer to compare with: the plain JeroMQ loop with the same type of
	 * payload.
	 * @return the name
	 */
	public String limit() {
		return CONTENTS.stream().filter(this.peer::endsWith).map(LOOP::concat).findFirst().orElse(LOOP);
	}

	public Series rates() {
		return series(SideBySideRun::rate);
	}

	public Series cpuSecondsPerMillion() {
		return series(SideBySideRun::cpuSecondsPerMillion);
	}

	private Series series(ToDoubleFunction<SideBySideRun> figure) {
		return Series.of(this.runs, SideBySideRun::round, figure);
	}

	public long sent() {
		return this.runs.stream().mapToLong(SideBySideRun::sent).sum();
	}

	public long lost() {
		return this.runs.stream().mapToLong((run) -> Math.max(0, run.sent() - run.received())).sum();
	}

	public long unexpected() {
		return this.runs.stream().mapToLong(SideBySideRun::unexpected).sum();
	}

	/**
	 * Return whether its rate is valid: all sent messages arrived, and no unexpected
	 * ones.
	 * @return whether it is valid
	 */
	public boolean isRate() {
		return lost() == 0 && unexpected() == 0;
	}

	/**
	 * Return the lost and unexpected messages that make its rate invalid.
	 * @return such as {@code 1,234 (1.2 %)}, or {@code 0} if there are none
	 */
	public String lossText() {
		String lost = (lost() == 0) ? "0" : Figures.count(lost()) + " (" + Figures.percent(lost(), sent()) + ")";
		return (unexpected() == 0) ? lost : lost + ", unexpected " + Figures.count(unexpected());
	}

	/**
	 * Return the name, with a mark if the rate is invalid.
	 * @return the name
	 */
	public String markedName() {
		return isRate() ? this.peer : this.peer + " ⚠";
	}

}
