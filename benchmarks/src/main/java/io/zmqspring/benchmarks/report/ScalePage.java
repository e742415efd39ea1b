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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.ScaleRun;
import io.zmqspring.benchmarks.figures.ScaleSteps;
import io.zmqspring.benchmarks.figures.Series;

/**
 * Writes the page about the cost of a message with growing numbers of subscribers,
 * threads and so on.
 */
final class ScalePage {

	private static final List<String> COLUMNS = List.of("variant", "msg/s, median", "min", "max", "lost",
			"CPU µs per message", "msg/s growth", "CPU growth", "of the loop's rate (quartiles)");

	private final SortedMap<String, SortedMap<String, ScaleSteps>> dimensions;

	ScalePage(List<ScaleRun> runs) {
		this.dimensions = ScaleSteps.byDimension(runs);
	}

	String write() {
		MarkdownPage page = new MarkdownPage("Scale").paragraph("""
				Messages are counted where they arrive. Growth is the median of the ratios to the smallest value within
				each round, the last column that of the ratios to `loop`. Rates with losses are marked ⚠.""");
		this.dimensions.forEach((dimension, variants) -> {
			String title = dimension.replace('-', ' ');
			List<String> columns = new ArrayList<>(COLUMNS);
			columns.add(0, title);
			page.section(title).image(plot(dimension), "More " + title).table(columns, rows(variants));
		});
		return page.environment("scale").toString();
	}

	static String plot(String dimension) {
		return "scale-" + dimension;
	}

	/**
	 * Return all values of a dimension at which any variant was measured.
	 * @param variants the variants of the dimension
	 * @return the values
	 */
	static SortedSet<Integer> values(SortedMap<String, ScaleSteps> variants) {
		SortedSet<Integer> values = new TreeSet<>();
		variants.values().forEach((steps) -> values.addAll(steps.runs().keySet()));
		return values;
	}

	private static List<List<String>> rows(SortedMap<String, ScaleSteps> variants) {
		List<List<String>> rows = new ArrayList<>();
		for (int value : values(variants)) {
			variants.values()
				.stream()
				.filter((steps) -> steps.runs().containsKey(value))
				.forEach((steps) -> rows.add(row(value, steps, variants.get(ScaleRun.LOOP))));
		}
		return rows;
	}

	private static List<String> row(int value, ScaleSteps steps, @Nullable ScaleSteps loop) {
		Series rates = steps.rates(value);
		Series cpu = steps.cpuMicros(value);
		long lost = steps.lost(value);
		int smallest = steps.smallest();
		return List.of(Figures.count(value), (lost == 0) ? steps.variant() : steps.variant() + " ⚠",
				Figures.rate(rates.median()), Figures.rate(rates.min()), Figures.rate(rates.max()), Figures.count(lost),
				Figures.number(cpu.median()), growth(rates, steps.rates(smallest), value == smallest),
				growth(cpu, steps.cpuMicros(smallest), value == smallest), (loop == null || loop == steps)
						? Figures.NONE : Figures.withQuartiles(rates.ratioTo(loop.rates(value))));
	}

	private static String growth(Series series, Series smallest, boolean isSmallest) {
		return isSmallest ? Figures.NONE : "× " + Figures.number(series.ratioTo(smallest).median());
	}

}
