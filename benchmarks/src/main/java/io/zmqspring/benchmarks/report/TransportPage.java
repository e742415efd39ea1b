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

package io.zmqspring.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.PeerRuns;
import io.zmqspring.benchmarks.figures.RoundTripRun;
import io.zmqspring.benchmarks.figures.Series;
import io.zmqspring.benchmarks.figures.SideBySideRun;

/**
 * Writes the page about transports: each peer with ipc and inproc compared with itself
 * over tcp.
 */
final class TransportPage {

	private static final List<String> RATES = List.of("peer", "msg/s, median", "min", "max", "lost",
			"CPU s per million", "of its rate over tcp (quartiles)");

	private static final List<String> TIMES = List.of("peer", "p50, µs", "p99, µs", "lost",
			"p50 of its p50 over tcp (quartiles)", "p99 of its p99 over tcp (quartiles)");

	private final SortedMap<SideBySideRun.Case, List<PeerRuns>> cases;

	private final SortedMap<Integer, SortedMap<String, List<RoundTripRun>>> roundTrips;

	TransportPage(List<SideBySideRun> runs, List<RoundTripRun> roundTrips) {
		this.cases = PeerRuns
			.byCase(runs.stream().filter((run) -> !run.pattern().equals(RoundTripRun.PATTERN)).toList());
		this.roundTrips = RoundTripRun.bySize(roundTrips);
	}

	/**
	 * Write the page.
	 * @param name the name of the results, whose environment it tells
	 * @return the page in Markdown
	 */
	String write(String name) {
		MarkdownPage page = new MarkdownPage("Transports").paragraph("""
				The transport is the last part of the name. With tcp and ipc each peer has two processes, with inproc
				one. Ratios are medians of those within each round. A round trip is a message that its receiver sends
				back before the next one is sent. JeroMQ has no Unix domain sockets, so its loop has no ipc.""");
		this.cases.forEach((load, peers) -> {
			Map<String, PeerRuns> byName = peers.stream()
				.collect(Collectors.toMap(PeerRuns::peer, Function.identity()));
			page.section(load.title())
				.table(RATES,
						peers.stream()
							.sorted(Comparator.comparing(PeerRuns::peer))
							.map((peer) -> SideBySidePage.row(peer, byName.get(overTcp(peer.peer()))))
							.toList());
		});
		this.roundTrips.forEach((size, peers) -> page.section("Round trip, " + Figures.count(size) + " bytes")
			.table(TIMES,
					peers.keySet()
						.stream()
						.map((peer) -> row(peer, peers.get(peer), peers.get(overTcp(peer))))
						.toList()));
		return page.environment(name).toString();
	}

	private static String overTcp(String peer) {
		return peer.substring(0, peer.lastIndexOf('-') + 1) + "tcp";
	}

	static List<String> row(String peer, List<RoundTripRun> runs, @Nullable List<RoundTripRun> tcp) {
		long lost = RoundTripRun.lost(runs);
		return List.of((lost > 0) ? peer + " ⚠" : peer, median(runs, RoundTripRun::p50Micros),
				median(runs, RoundTripRun::p99Micros), Figures.count(lost),
				ratio(peer, runs, tcp, RoundTripRun::p50Micros), ratio(peer, runs, tcp, RoundTripRun::p99Micros));
	}

	private static String median(List<RoundTripRun> runs, ToDoubleFunction<RoundTripRun> figure) {
		return Figures.number(RoundTripRun.series(runs, figure).median());
	}

	private static String ratio(String peer, List<RoundTripRun> runs, @Nullable List<RoundTripRun> tcp,
			ToDoubleFunction<RoundTripRun> figure) {
		if (tcp == null || peer.equals(overTcp(peer)) || RoundTripRun.lost(runs) + RoundTripRun.lost(tcp) > 0) {
			return Figures.NONE;
		}
		Series ratios = RoundTripRun.series(runs, figure).ratioTo(RoundTripRun.series(tcp, figure));
		return Figures.withQuartiles(ratios);
	}

}
