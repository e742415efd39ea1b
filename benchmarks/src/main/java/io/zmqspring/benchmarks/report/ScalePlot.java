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

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.ToDoubleBiFunction;

import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.ScaleRun;
import io.zmqspring.benchmarks.figures.ScaleSteps;

/**
 * Draws one image per dimension: the upper panel shows messages per second, the lower
 * panel the processor time per message.
 */
final class ScalePlot {

	private static final List<Color> COLORS = List.of(new Color(0x57606A), new Color(0x2F81F7), new Color(0xBF8700),
			new Color(0x1A7F37));

	private ScalePlot() {
	}

	/**
	 * Draw the plots.
	 * @param runs all runs
	 * @param folder the folder for the images
	 * @throws IOException if an image cannot be written
	 */
	static void write(List<ScaleRun> runs, Path folder) throws IOException {
		for (var dimension : ScaleSteps.byDimension(runs).entrySet()) {
			String title = dimension.getKey().replace('-', ' ');
			CategoryAxis axis = new CategoryAxis(title);
			axis.setLabelFont(SvgFile.font(Font.PLAIN, 12));
			axis.setLabelPaint(SvgFile.INK);
			axis.setTickLabelFont(SvgFile.font(Font.PLAIN, 12));
			axis.setTickLabelPaint(SvgFile.INK);
			CombinedDomainCategoryPlot plot = new CombinedDomainCategoryPlot(axis);
			plot.setGap(16);
			plot.add(panel("messages per second", dimension.getValue(), (steps, value) -> steps.rates(value).median()));
			CategoryPlot costs = panel("CPU µs per message", dimension.getValue(),
					(steps, value) -> steps.cpuMicros(value).median());
			// The legend of the upper panel is valid for both panels
			costs.setFixedLegendItems(new LegendItemCollection());
			plot.add(costs);
			SvgFile.write(SvgFile.chart("Scale: " + title, plot, true), 760, 520,
					folder.resolve(ScalePage.plot(dimension.getKey()) + ".svg"));
		}
	}

	private static CategoryPlot panel(String label, SortedMap<String, ScaleSteps> variants,
			ToDoubleBiFunction<ScaleSteps, Integer> figure) {
		DefaultCategoryDataset dataset = new DefaultCategoryDataset();
		LineAndShapeRenderer renderer = new LineAndShapeRenderer();
		for (ScaleSteps steps : variants.values()) {
			int row = dataset.getRowCount();
			for (int value : ScalePage.values(variants)) {
				double median = figure.applyAsDouble(steps, value);
				dataset.addValue(Double.isNaN(median) ? null : median, steps.variant(), Figures.count(value));
			}
			renderer.setSeriesPaint(row, COLORS.get(row % COLORS.size()));
			renderer.setSeriesStroke(row, new BasicStroke(2));
			renderer.setSeriesShape(row, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
		}
		NumberAxis axis = new NumberAxis(label);
		axis.setNumberFormatOverride(NumberFormat.getNumberInstance(Locale.ROOT));
		axis.setLabelFont(SvgFile.font(Font.PLAIN, 12));
		axis.setLabelPaint(SvgFile.INK);
		axis.setTickLabelFont(SvgFile.font(Font.PLAIN, 11));
		axis.setTickLabelPaint(SvgFile.INK);
		CategoryPlot panel = new CategoryPlot(dataset, null, axis, renderer);
		panel.setBackgroundPaint(Color.WHITE);
		panel.setOutlineVisible(false);
		panel.setRangeGridlinePaint(SvgFile.GRID);
		return panel;
	}

}
