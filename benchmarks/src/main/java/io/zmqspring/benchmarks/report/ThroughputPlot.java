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

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedRangeCategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.category.DefaultCategoryDataset;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.PeerRuns;
import io.zmqspring.benchmarks.figures.SideBySideRun;

/**
 * Draws the messages per second of each peer: one image per size and wire format, one
 * panel per pattern.
 */
final class ThroughputPlot {

	private static final int WIDTH = 860;

	private static final int BAR = 26;

	private ThroughputPlot() {
	}

	/**
	 * Draw the plots.
	 * @param runs all runs
	 * @param folder the folder for the images
	 * @throws IOException if an image cannot be written
	 */
	static void write(List<SideBySideRun> runs, Path folder) throws IOException {
		SortedMap<String, SortedMap<SideBySideRun.Case, List<PeerRuns>>> pictures = new TreeMap<>();
		PeerRuns.byCase(runs)
			.forEach((load, peers) -> pictures.computeIfAbsent(name(load), (name) -> new TreeMap<>()).put(load, peers));
		for (var picture : pictures.entrySet()) {
			write(picture.getValue(), folder.resolve(picture.getKey() + ".svg"));
		}
	}

	static String name(SideBySideRun.Case load) {
		String name = "throughput-" + load.size() + "-bytes";
		return load.wireFormat().equals("multipart") ? name : name + "-" + load.wireFormat();
	}

	private static void write(SortedMap<SideBySideRun.Case, List<PeerRuns>> panels, Path file) throws IOException {
		CombinedRangeCategoryPlot plot = new CombinedRangeCategoryPlot(rangeAxis(panels));
		plot.setOrientation(PlotOrientation.HORIZONTAL);
		plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
		plot.setGap(14);
		int bars = 0;
		for (var panel : panels.entrySet()) {
			plot.add(panel(panel.getKey(), panel.getValue()), panel.getValue().size());
			bars += panel.getValue().size();
		}
		SideBySideRun.Case load = panels.firstKey();
		JFreeChart chart = SvgFile.chart("Messages per second, " + Figures.count(load.size()) + " bytes, "
				+ load.wireFormat() + ": median, smallest and largest", plot, false);
		TextTitle colors = new TextTitle("blue: the starter, dark: loops written by hand, sand: messages were lost",
				SvgFile.font(Font.PLAIN, 11));
		colors.setPaint(SvgFile.INK);
		chart.addSubtitle(colors);
		SvgFile.write(chart, WIDTH, 120 + bars * BAR + 14 * (panels.size() - 1), file);
	}

	private static NumberAxis rangeAxis(SortedMap<SideBySideRun.Case, List<PeerRuns>> panels) {
		double largest = panels.values()
			.stream()
			.flatMap(List::stream)
			.mapToDouble((peer) -> peer.rates().max())
			.max()
			.orElse(1);
		NumberAxis axis = new NumberAxis("messages per second");
		// Leave room for the text after the longest bar
		axis.setRange(0, largest * 1.6);
		return SvgFile.styled(axis);
	}

	private static CategoryPlot panel(SideBySideRun.Case load, List<PeerRuns> peers) {
		DefaultCategoryDataset medians = new DefaultCategoryDataset();
		peers.forEach((peer) -> medians.addValue(peer.rates().median(), "", peer.peer()));
		CategoryAxis axis = new CategoryAxis(load.patternText());
		axis.setLabelFont(SvgFile.font(Font.BOLD, 12));
		axis.setLabelPaint(SvgFile.INK);
		axis.setTickLabelFont(SvgFile.font(Font.PLAIN, 12));
		axis.setTickLabelPaint(SvgFile.INK);
		axis.setMaximumCategoryLabelWidthRatio(0.4f);
		axis.setLowerMargin(0.01);
		axis.setUpperMargin(0.01);
		CategoryPlot panel = new CategoryPlot(medians, axis, null, new WhiskerRenderer(peers));
		panel.setBackgroundPaint(Color.WHITE);
		panel.setOutlineVisible(false);
		panel.setRangeGridlinePaint(SvgFile.GRID);
		return panel;
	}

}
