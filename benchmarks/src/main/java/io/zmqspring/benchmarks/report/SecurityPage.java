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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.PeerRuns;
import io.zmqspring.benchmarks.figures.Series;
import io.zmqspring.benchmarks.figures.SideBySideRun;
import io.zmqspring.benchmarks.security.HandshakeRun;

/**
 * Writes the page about the cost of CURVE.
 */
final class SecurityPage {

	private static final String CURVE = "-curve";

	private static final String JEROMQ = "jeromq-loop-curve";

	private static final List<String> COLUMNS = List.of("peer", "msg/s, median", "min", "max", "lost",
			"CPU s per million", "of its rate with NULL (quartiles)", "of JeroMQ's with CURVE (quartiles)");

	private final SortedMap<SideBySideRun.Case, List<PeerRuns>> cases;

	private final List<HandshakeRun> handshakes;

	SecurityPage(List<SideBySideRun> runs, List<HandshakeRun> handshakes) {
		this.cases = PeerRuns.byCase(runs);
		this.handshakes = handshakes;
	}

	String write() {
		MarkdownPage page = new MarkdownPage("Security").paragraph("""
				`…-curve` encrypts with CURVE, by the library named behind it; `auto` is the default with libsodium
				and BouncyCastle. Ratios are medians of those within each round. JeroMQ loses messages with CURVE
				(its issue 1009): ⚠, what arrived per second is the rate.""");
		this.cases.forEach((load, peers) -> {
			Map<String, PeerRuns> byName = peers.stream()
				.collect(Collectors.toMap(PeerRuns::peer, Function.identity()));
			page.section(load.title()).table(COLUMNS, peers.stream().map((peer) -> row(peer, byName)).toList());
		});
		if (!this.handshakes.isEmpty()) {
			writeHandshakes(page);
		}
		return page.environment("security").toString();
	}

	static List<String> row(PeerRuns peer, Map<String, PeerRuns> byName) {
		int curve = peer.peer().indexOf(CURVE);
		PeerRuns unsecured = (curve >= 0) ? byName.get(peer.peer().substring(0, curve)) : null;
		Series rates = peer.rates();
		return List.of(peer.markedName(), Figures.rate(rates.median()), Figures.rate(rates.min()),
				Figures.rate(rates.max()), peer.lossText(), Figures.number(peer.cpuSecondsPerMillion().median()),
				ratio(rates, unsecured), (curve >= 0) ? ratio(rates, byName.get(JEROMQ)) : Figures.NONE);
	}

	private static String ratio(Series rates, @Nullable PeerRuns base) {
		return (base != null) ? Figures.withQuartiles(rates.ratioTo(base.rates())) : Figures.NONE;
	}

	private void writeHandshakes(MarkdownPage page) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(row("500 clients at once, code not compiled yet", (run) -> isOfClients(run) && run.round() == 0));
		rows.add(row("500 clients at once, later rounds", (run) -> isOfClients(run) && run.round() > 0));
		rows.add(row("1,000 connections that only greet, deadline 3 s", (run) -> !isOfClients(run)));
		page.section("Handshakes")
			.table(List.of("what", "seconds", "connections accepted", "ms of the I/O thread each"), rows);
	}

	private static boolean isOfClients(HandshakeRun run) {
		return run.what().equals("clients");
	}

	private List<String> row(String what, Predicate<HandshakeRun> runs) {
		List<HandshakeRun> chosen = this.handshakes.stream().filter(runs).toList();
		return List.of(what, median(chosen, HandshakeRun::seconds), median(chosen, (run) -> (double) run.accepted()),
				median(chosen, HandshakeRun::ioMillis));
	}

	private static String median(List<HandshakeRun> runs, Function<HandshakeRun, Double> figure) {
		SortedMap<Integer, Double> byRound = new TreeMap<>();
		runs.forEach((run) -> byRound.put(run.round(), figure.apply(run)));
		return Figures.number(new Series(byRound).median());
	}

}
