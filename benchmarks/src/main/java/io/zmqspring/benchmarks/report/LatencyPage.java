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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.LatencyRun;
import io.zmqspring.benchmarks.figures.Series;

/**
 * Writes the page about latency by scene, rate and variant.
 */
final class LatencyPage {

	static final String PLOT = "latency";

	private static final List<String> COLUMNS = List.of("variant", "p50", "p99", "p99.9", "max", "p50 added",
			"p99 added", "sent per second");

	private final Map<String, SortedMap<String, List<LatencyRun>>> scenes;

	LatencyPage(List<LatencyRun> runs) {
		this.scenes = scenes(runs);
	}

	/**
	 * Group the measured runs by scene and rate, then by variant.
	 * @param runs all runs
	 * @return the measured runs, by title and then by name of the variant
	 */
	static Map<String, SortedMap<String, List<LatencyRun>>> scenes(List<LatencyRun> runs) {
		return runs.stream()
			.filter((run) -> run.round() >= 0)
			.sorted(Comparator.comparing(LatencyRun::scene).thenComparing(LatencyRun::rate))
			.collect(Collectors.groupingBy(LatencyRun::title, LinkedHashMap::new,
					Collectors.groupingBy(LatencyRun::variant, TreeMap::new, Collectors.toList())));
	}

	static Series series(List<LatencyRun> runs, ToDoubleFunction<LatencyRun> figure) {
		return Series.of(runs, LatencyRun::round, figure);
	}

	String write() {
		MarkdownPage page = new MarkdownPage("Latency").paragraph("""
				Microseconds from the intended send time, so that waiting behind a slow message counts. Medians over the
				rounds; what is added is the median of the differences to `loop` within each round, with quartiles.
				`loop-again` is the same as `loop`: the difference between the two is chance.
				⚠: fewer than 99 % of the intended messages per second were sent.""");
		page.image(PLOT, "Latency by scene, rate and variant");
		this.scenes.forEach((title, variants) -> {
			List<List<String>> rows = new ArrayList<>();
			variants.forEach((name, measured) -> rows.add(row(name, measured, variants.get(LatencyRun.LOOP))));
			page.section(title).table(COLUMNS, rows);
		});
		return page.environment("latency").toString();
	}

	private static List<String> row(String name, List<LatencyRun> measured, @Nullable List<LatencyRun> loop) {
		double achieved = series(measured, LatencyRun::achievedRate).median();
		boolean keptUp = achieved >= 0.99 * measured.get(0).rate();
		return List.of(keptUp ? name : name + " ⚠", median(measured, LatencyRun::p50),
				median(measured, LatencyRun::p99), median(measured, LatencyRun::p999),
				median(measured, LatencyRun::max), added(measured, loop, LatencyRun::p50),
				added(measured, loop, LatencyRun::p99), Figures.number(achieved));
	}

	private static String median(List<LatencyRun> measured, ToDoubleFunction<LatencyRun> figure) {
		return Figures.number(series(measured, figure).median());
	}

	private static String added(List<LatencyRun> measured, @Nullable List<LatencyRun> loop,
			ToDoubleFunction<LatencyRun> figure) {
		return (loop == null || loop == measured) ? Figures.NONE
				: Figures.differenceWithQuartiles(series(measured, figure).minus(series(loop, figure)));
	}

}
