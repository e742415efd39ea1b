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
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.AbstractCategoryItemRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.data.category.CategoryDataset;

import io.zmqspring.benchmarks.figures.LatencyRun;

/**
 * Draws horizontal bars from p50 to p99, with a whisker to p99.9 and the three figures
 * after it.
 */
final class PercentileRenderer extends AbstractCategoryItemRenderer {

	private static final long serialVersionUID = 1;

	private static final Color LOOP = new Color(0x57606A);

	private static final Color STARTER = new Color(0x2F81F7);

	private static final double THICKNESS = 11;

	private final transient List<LatencyBar> bars;

	/**
	 * Create the renderer.
	 * @param bars the bars in the order of the categories
	 */
	PercentileRenderer(List<LatencyBar> bars) {
		this.bars = List.copyOf(bars);
	}

	@Override
	public void drawItem(Graphics2D graphics, CategoryItemRendererState state, Rectangle2D area, CategoryPlot plot,
			CategoryAxis domainAxis, ValueAxis rangeAxis, CategoryDataset dataset, int row, int column, int pass) {
		LatencyBar bar = this.bars.get(column);
		double middle = domainAxis.getCategoryMiddle(column, getColumnCount(), area, plot.getDomainAxisEdge());
		double p50 = rangeAxis.valueToJava2D(bar.p50(), area, plot.getRangeAxisEdge());
		double p99 = rangeAxis.valueToJava2D(bar.p99(), area, plot.getRangeAxisEdge());
		double p999 = rangeAxis.valueToJava2D(bar.p999(), area, plot.getRangeAxisEdge());
		graphics.setPaint(bar.variant().startsWith(LatencyRun.LOOP) ? LOOP : STARTER);
		graphics.fill(new Rectangle2D.Double(p50, middle - THICKNESS / 2, Math.max(1, p99 - p50), THICKNESS));
		graphics.setPaint(SvgFile.INK);
		graphics.setStroke(new BasicStroke(1.2f));
		graphics.draw(new Line2D.Double(p99, middle, p999, middle));
		graphics.draw(new Line2D.Double(p999, middle - 3, p999, middle + 3));
		graphics.setFont(SvgFile.font(Font.PLAIN, 11));
		graphics.drawString(bar.label(), (float) p999 + 6, (float) middle + 4);
	}

}
