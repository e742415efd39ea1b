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

import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;

import io.zmqspring.benchmarks.figures.LatencyRun;

/**
 * Draws the p50, p99 and p99.9 latency of each variant in each scene.
 */
final class LatencyPlot {

	private static final int WIDTH = 860;

	private LatencyPlot() {
	}

	/**
	 * Draw the plot.
	 * @param runs all runs
	 * @param folder the folder for the image
	 * @throws IOException if the image cannot be written
	 */
	static void write(List<LatencyRun> runs, Path folder) throws IOException {
		List<LatencyBar> bars = new ArrayList<>();
		LatencyPage.scenes(runs).forEach((title, variants) -> bars.addAll(bars(title, variants)));
		if (bars.isEmpty()) {
			return;
		}
		CategoryAxis axis = new CategoryAxis();
		axis.setTickLabelFont(SvgFile.font(Font.PLAIN, 11));
		axis.setTickLabelPaint(SvgFile.INK);
		axis.setMaximumCategoryLabelWidthRatio(0.5f);
		axis.setLowerMargin(0.01);
		axis.setUpperMargin(0.01);
		CategoryPlot plot = new CategoryPlot(LatencyBar.dataset(bars), axis, rangeAxis(bars),
				new PercentileRenderer(bars));
		plot.setOrientation(PlotOrientation.HORIZONTAL);
		plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
		plot.setRangeGridlinePaint(SvgFile.GRID);
		SvgFile.write(SvgFile.chart("Latency from the intended send time: p50 to p99, whisker to p99.9", plot, false),
				WIDTH, 100 + 24 * bars.size(), folder.resolve(LatencyPage.PLOT + ".svg"));
	}

	private static List<LatencyBar> bars(String title, SortedMap<String, List<LatencyRun>> variants) {
		return variants.entrySet()
			.stream()
			.map((entry) -> LatencyBar.of(title, entry.getKey(), entry.getValue()))
			.toList();
	}

	private static LogarithmicAxis rangeAxis(List<LatencyBar> bars) {
		LogarithmicAxis axis = new LogarithmicAxis("microseconds");
		double smallest = bars.stream().mapToDouble(LatencyBar::p50).min().orElse(1);
		double largest = bars.stream().mapToDouble(LatencyBar::p999).max().orElse(10);
		// Leave room for the text after the longest bar
		axis.setRange(smallest / 1.5, largest * Math.pow(largest / smallest, 0.4) * 2);
		axis.setExpTickLabelsFlag(false);
		return SvgFile.styled(axis);
	}

}
