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

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.zmqspring.benchmarks.figures.AbsentPeer;
import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.PeerRuns;
import io.zmqspring.benchmarks.figures.Series;
import io.zmqspring.benchmarks.figures.SideBySideRun;

/**
 * Writes the page about the throughput of all peers, one table per case.
 */
final class SideBySidePage {

	private static final List<String> COLUMNS = List.of("peer", "msg/s, median", "min", "max", "lost",
			"CPU s per million", "of the loop's rate (quartiles)");

	private final SortedMap<SideBySideRun.Case, List<PeerRuns>> cases;

	private final List<AbsentPeer> absent;

	SideBySidePage(List<SideBySideRun> runs, List<AbsentPeer> absent) {
		this.cases = PeerRuns.byCase(runs);
		this.absent = absent;
	}

	String write() {
		MarkdownPage page = new MarkdownPage("Side by side").paragraph("""
				One producer process and one consumer process per peer, over tcp on one machine. The last column is the
				median of the ratios within each round, to `jeromq-loop` (for `…-json` and `…-string` to the loop that
				does the same to the payload). Peers that lost messages are marked ⚠: what arrived per second is in
				parentheses, and no ratio is given. CPU is that of all processes, a broker's included, per million
				messages received, median.""");
		Set<String> plots = new HashSet<>();
		this.cases.forEach((load, peers) -> {
			Map<String, PeerRuns> byName = peers.stream()
				.collect(Collectors.toMap(PeerRuns::peer, Function.identity()));
			page.section(load.title());
			String plot = ThroughputPlot.name(load);
			if (plots.add(plot)) {
				page.image(plot, "Messages per second, " + load.wireFormat() + ", " + load.size() + " bytes");
			}
			page.table(COLUMNS, peers.stream().map((peer) -> row(peer, byName.get(peer.limit()))).toList());
		});
		page.section("Absent");
		if (this.absent.isEmpty()) {
			page.paragraph("None.");
		}
		else {
			page.table(List.of("peer", "reason"),
					this.absent.stream().map((peer) -> List.of(peer.peer(), peer.reason())).toList());
		}
		return page.environment("side-by-side").toString();
	}

	static List<String> row(PeerRuns peer, @Nullable PeerRuns limit) {
		Series rates = peer.rates();
		boolean compares = limit != null && peer.isRate() && limit.isRate() && !limit.peer().equals(peer.peer());
		return List.of(peer.markedName(), rate(peer, rates.median()), rate(peer, rates.min()), rate(peer, rates.max()),
				peer.lossText(), Figures.number(peer.cpuSecondsPerMillion().median()),
				(limit != null && compares) ? Figures.withQuartiles(rates.ratioTo(limit.rates())) : Figures.NONE);
	}

	private static String rate(PeerRuns peer, double perSecond) {
		String text = Figures.rate(perSecond);
		return peer.isRate() ? text : "(" + text + ")";
	}

}
