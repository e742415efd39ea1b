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
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.JmhScore;
import io.zmqspring.benchmarks.figures.LatencyRun;
import io.zmqspring.benchmarks.figures.PeerRuns;
import io.zmqspring.benchmarks.figures.RawResults;
import io.zmqspring.benchmarks.figures.RoundTripRun;
import io.zmqspring.benchmarks.figures.ScaleSteps;
import io.zmqspring.benchmarks.figures.Series;
import io.zmqspring.benchmarks.figures.SideBySideRun;
import io.zmqspring.benchmarks.footprint.FootprintRun;

/**
 * Writes the list of targets with their results. Targets that were not measured are
 * marked as such.
 */
final class Targets {

	private static final String SIDE_BY_SIDE = "side-by-side.csv";

	private static final String TRANSPORT = "transport.csv";

	private static final int SIZE = 64;

	private final RawResults results;

	Targets(RawResults results) {
		this.results = results;
	}

	String write() {
		return new MarkdownPage("Targets")
			.paragraph("Medians of the ratios or differences within each round, with quartiles.")
			.table(List.of("what", "target", "measured", "verdict", "from"), all().stream().map(Target::row).toList())
			.toString();
	}

	List<Target> all() {
		List<Target> targets = new ArrayList<>();
		targets.addAll(ratios("starter-untimed", PeerRuns.LOOP::equals, "at least 0.95", 0.95));
		targets.addAll(ratios("starter", PeerRuns.LOOP::equals, "at least 0.90", 0.90));
		targets.addAll(ratios("starter-json", "jeromq-loop-json"::equals, "at least 0.90", 0.90));
		targets.addAll(ratios("starter", "jeromq-defaults"::equals, "above 1.0", Math.nextUp(1.0)));
		targets.addAll(ratios("starter", (peer) -> peer.startsWith("spring-integration"), "at least 20", 20));
		for (int rate : List.of(LatencyRun.IDLE, LatencyRun.TEN_THOUSAND)) {
			for (String scene : List.of("one-way", "round-trip")) {
				targets.add(latency(scene, rate, "p50", LatencyRun::p50, 5));
				targets.add(latency(scene, rate, "p99", LatencyRun::p99, 20));
			}
		}
		targets.add(allocation());
		targets.add(contention());
		targets.addAll(startUp());
		targets.addAll(
				ratios(this.results.transport(), TRANSPORT, "starter-ipc", "starter-tcp"::equals, "at least 1.0", 1.0));
		targets.add(roundTrip());
		return targets;
	}

	private Target roundTrip() {
		Map<String, List<RoundTripRun>> peers = RoundTripRun.bySize(this.results.roundTrips())
			.getOrDefault(SIZE, new TreeMap<>());
		List<RoundTripRun> own = peers.getOrDefault("starter-ipc", List.of());
		List<RoundTripRun> tcp = peers.getOrDefault("starter-tcp", List.of());
		Series ratios = RoundTripRun.series(own, RoundTripRun::p50Micros)
			.ratioTo(RoundTripRun.series(tcp, RoundTripRun::p50Micros));
		String what = "`starter-ipc` against `starter-tcp`: round trip, " + SIZE + " bytes, p50";
		String goal = "at most 0.9";
		long lost = RoundTripRun.lost(own) + RoundTripRun.lost(tcp);
		return (lost == 0)
				? Target.of(what, goal, Figures.withQuartiles(ratios), ratios.median(), (median) -> median <= 0.9,
						TRANSPORT)
				: Target.undecided(what, goal, Figures.withQuartiles(ratios) + ", but lost " + Figures.count(lost),
						TRANSPORT);
	}

	private List<Target> ratios(String peer, Predicate<String> against, String goal, double least) {
		return ratios(this.results.sideBySide(), SIDE_BY_SIDE, peer, against, goal, least);
	}

	private static List<Target> ratios(List<SideBySideRun> runs, String file, String peer, Predicate<String> against,
			String goal, double least) {
		SortedMap<SideBySideRun.Case, List<PeerRuns>> cases = new TreeMap<>(PeerRuns.byCase(runs));
		cases.keySet().removeIf((load) -> load.size() != SIZE || load.pattern().equals(RoundTripRun.PATTERN));
		List<Target> targets = new ArrayList<>();
		cases.forEach((load, peers) -> peers.stream()
			.filter((candidate) -> candidate.peer().equals(peer))
			.forEach((own) -> peers.stream()
				.filter((candidate) -> against.test(candidate.peer()))
				.forEach((other) -> targets.add(ratio(load, own, other, goal, least, file)))));
		if (targets.isEmpty()) {
			targets
				.add(Target.of("`" + peer + "` at " + SIZE + " bytes", goal, "", Double.NaN, (median) -> false, file));
		}
		return targets;
	}

	private static Target ratio(SideBySideRun.Case load, PeerRuns own, PeerRuns other, String goal, double least,
			String file) {
		String what = "`" + own.peer() + "` against `" + other.peer() + "`: " + load.title();
		Series ratios = own.rates().ratioTo(other.rates());
		String figure = Figures.withQuartiles(ratios);
		for (PeerRuns peer : List.of(own, other)) {
			if (!peer.isRate()) {
				return Target.undecided(what, goal, figure + ", but `" + peer.peer() + "` lost " + peer.lossText(),
						file);
			}
		}
		return Target.of(what, goal, figure, ratios.median(), (median) -> median >= least, file);
	}

	private Target latency(String scene, int rate, String name, ToDoubleFunction<LatencyRun> figure, double most) {
		String title = LatencyRun.title(scene, rate);
		SortedMap<String, List<LatencyRun>> variants = LatencyPage.scenes(this.results.latency())
			.getOrDefault(title, new TreeMap<>());
		Series added = added("starter", variants, figure);
		Series chance = added(LatencyRun.LOOP_AGAIN, variants, figure);
		String what = name + " added over the loop: " + title;
		String goal = "at most " + Figures.number(most) + " µs";
		String measured = Figures.differenceWithQuartiles(added) + " µs, by a second loop "
				+ Figures.differenceWithQuartiles(chance);
		if (Math.abs(chance.median()) > most) {
			return Target.undecided(what, goal, measured, "latency.csv");
		}
		return Target.of(what, goal, measured, added.median(), (median) -> median <= most, "latency.csv");
	}

	private static Series added(String variant, Map<String, List<LatencyRun>> variants,
			ToDoubleFunction<LatencyRun> figure) {
		return LatencyPage.series(variants.getOrDefault(variant, List.of()), figure)
			.minus(LatencyPage.series(variants.getOrDefault(LatencyRun.LOOP, List.of()), figure));
	}

	private Target allocation() {
		double added = allocated("ReceivedMessageBenchmark.starter") - allocated("ReceivedMessageBenchmark.jeromq");
		return Target.of("allocation per received message beyond JeroMQ's own", "at most 64 bytes",
				Figures.number(added) + " bytes", added, (median) -> median <= 64, "jmh.csv");
	}

	private double allocated(String name) {
		List<JmhScore> scores = this.results.jmh();
		return scores.stream()
			.filter((score) -> score.shortName().equals(name))
			.flatMap((owner) -> scores.stream().filter((score) -> score.isAllocationOf(owner)))
			.mapToDouble(JmhScore::score)
			.max()
			.orElse(Double.NaN);
	}

	private Target contention() {
		ScaleSteps steps = ScaleSteps.byDimension(this.results.scale())
			.getOrDefault("publishing-threads", new TreeMap<>())
			.getOrDefault("starter", new ScaleSteps("starter", new TreeMap<>()));
		Series ratios = steps.rates(16).ratioTo(steps.rates(1));
		long lost = steps.lost(16) + steps.lost(1);
		String what = "publish from 16 threads against one";
		String goal = "at least 0.8";
		return (lost == 0)
				? Target.of(what, goal, Figures.withQuartiles(ratios), ratios.median(), (median) -> median >= 0.8,
						"scale.csv")
				: Target.undecided(what, goal, Figures.withQuartiles(ratios) + ", but lost " + Figures.count(lost),
						"scale.csv");
	}

	private List<Target> startUp() {
		FootprintPage page = new FootprintPage(this.results.footprint());
		List<String> variants = page.starters().isEmpty() ? List.of("starter") : page.starters();
		return variants.stream().map((variant) -> {
			Series added = page.added(variant, FootprintRun::startUpMillis);
			return Target.of("context start-up added, `" + variant + "`", "at most 150 ms",
					Figures.differenceWithQuartiles(added) + " ms", added.median(), (median) -> median <= 150,
					"footprint.csv");
		}).toList();
	}

}
