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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.Series;
import io.zmqspring.benchmarks.footprint.FootprintRun;

/**
 * Writes the page about what the starter adds to an empty application.
 */
final class FootprintPage {

	private static final String EMPTY = "empty";

	private static final double MIB = 1 << 20;

	private static final List<String> COLUMNS = List.of("application", "threads", "descriptors", "heap, MiB",
			"resident, MiB", "start of the context, ms", "since JVM start, ms", "CPU until started, ms");

	private static final List<ToDoubleFunction<FootprintRun>> FIGURES = List.of(FootprintRun::threads,
			FootprintRun::descriptors, (run) -> run.heapBytes() / MIB, (run) -> run.residentBytes() / MIB,
			FootprintRun::startUpMillis, FootprintRun::sinceJvmStartMillis, FootprintRun::startUpCpuMillis);

	private final Map<String, List<FootprintRun>> variants;

	/**
	 * Create the page.
	 * @param runs all runs; variants are sorted by their number of descriptors
	 */
	FootprintPage(List<FootprintRun> runs) {
		this.variants = new LinkedHashMap<>();
		runs.stream()
			.filter((run) -> run.round() >= 0)
			.collect(Collectors.groupingBy(FootprintRun::variant))
			.entrySet()
			.stream()
			.sorted(Map.Entry
				.<String, List<FootprintRun>>comparingByValue(
						(one, other) -> Double.compare(descriptors(one), descriptors(other)))
				.thenComparing(Map.Entry.comparingByKey()))
			.forEach((entry) -> this.variants.put(entry.getKey(), entry.getValue()));
	}

	private static double descriptors(List<FootprintRun> runs) {
		return series(runs, FootprintRun::descriptors).median();
	}

	List<String> starters() {
		return this.variants.keySet().stream().filter((variant) -> variant.startsWith("starter")).toList();
	}

	String write() {
		MarkdownPage page = new MarkdownPage("Footprint").paragraph("""
				Medians over the rounds, with quartiles where the rounds differ. Each application is a process of its
				own; `empty` has the actuator and Jackson, and nothing of the starter on its class path, `loop-pair` a
				publisher and a subscriber by JeroMQ alone, for comparison with `starter-pair`. Those with `-cds` get
				their classes from an archive that an earlier start has left (class data sharing). All but the start
				is measured when every part has been used once, memory after two collections.""");
		page.section("As measured")
			.table(COLUMNS,
					this.variants.entrySet()
						.stream()
						.map((entry) -> row(entry.getKey(), (figure) -> measured(series(entry.getValue(), figure))))
						.toList());
		page.section("Added to the empty application")
			.paragraph("Medians of the differences within each round, `-cds` to `empty-cds`.")
			.table(COLUMNS,
					this.variants.keySet()
						.stream()
						.filter((variant) -> !variant.equals(empty(variant)))
						.map((variant) -> row(variant, (figure) -> difference(added(variant, figure))))
						.toList());
		return page.environment("footprint").toString();
	}

	private static List<String> row(String variant, Cell cell) {
		List<String> row = new ArrayList<>(List.of(variant));
		FIGURES.forEach((figure) -> row.add(cell.text(figure)));
		return row;
	}

	private static String measured(Series series) {
		return isSteady(series) ? Figures.number(series.median()) : Figures.withQuartiles(series);
	}

	private static String difference(Series series) {
		return isSteady(series) ? Figures.difference(series.median()) : Figures.differenceWithQuartiles(series);
	}

	private static boolean isSteady(Series series) {
		return series.quantile(0.25) == series.quantile(0.75);
	}

	/**
	 * Return what a variant adds to the empty application.
	 * @param variant the name of the variant
	 * @param figure the figure to compare
	 * @return the difference in each round
	 */
	Series added(String variant, ToDoubleFunction<FootprintRun> figure) {
		return series(this.variants.getOrDefault(variant, List.of()), figure)
			.minus(series(this.variants.getOrDefault(empty(variant), List.of()), figure));
	}

	private static String empty(String variant) {
		return variant.endsWith(FootprintRun.ARCHIVED) ? EMPTY + FootprintRun.ARCHIVED : EMPTY;
	}

	private static Series series(List<FootprintRun> runs, ToDoubleFunction<FootprintRun> figure) {
		return Series.of(runs, FootprintRun::round, figure);
	}

	private interface Cell {

		String text(ToDoubleFunction<FootprintRun> figure);

	}

}
