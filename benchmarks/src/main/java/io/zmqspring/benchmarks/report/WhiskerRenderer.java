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
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.CategoryDataset;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.PeerRuns;
import io.zmqspring.benchmarks.figures.Series;

/**
 * Draws horizontal bars to the median, with a whisker from the smallest to the largest
 * figure and the figures after it.
 */
final class WhiskerRenderer extends BarRenderer {

	private static final long serialVersionUID = 1;

	private static final Color LIMIT = new Color(0x57606A);

	private static final Color STARTER = new Color(0x2F81F7);

	private static final Color OTHER = new Color(0xAFB8C1);

	private static final Color NO_RATE = new Color(0xF3D9B1);

	private final transient List<PeerRuns> peers;

	/**
	 * Create the renderer.
	 * @param peers the peers in the order of the categories
	 */
	WhiskerRenderer(List<PeerRuns> peers) {
		this.peers = List.copyOf(peers);
		setBarPainter(new StandardBarPainter());
		setShadowVisible(false);
	}

	private static String label(PeerRuns peer) {
		Series rates = peer.rates();
		String range = " (" + Figures.rate(rates.min()) + " – " + Figures.rate(rates.max()) + ")";
		return Figures.rate(rates.median()) + range + lost(peer);
	}

	private static String lost(PeerRuns peer) {
		if (peer.isRate()) {
			return "";
		}
		return (peer.lost() == 0) ? ", unexpected messages" : ", lost " + Figures.percent(peer.lost(), peer.sent());
	}

	@Override
	public Paint getItemPaint(int row, int column) {
		PeerRuns peer = this.peers.get(column);
		if (!peer.isRate()) {
			return NO_RATE;
		}
		if (peer.peer().startsWith(PeerRuns.LOOP)) {
			return LIMIT;
		}
		return peer.peer().startsWith("starter") ? STARTER : OTHER;
	}

	@Override
	public void drawItem(Graphics2D graphics, CategoryItemRendererState state, Rectangle2D area, CategoryPlot plot,
			CategoryAxis domainAxis, ValueAxis rangeAxis, CategoryDataset dataset, int row, int column, int pass) {
		super.drawItem(graphics, state, area, plot, domainAxis, rangeAxis, dataset, row, column, pass);
		Series rates = this.peers.get(column).rates();
		double middle = domainAxis.getCategoryMiddle(column, getColumnCount(), area, plot.getDomainAxisEdge());
		double from = rangeAxis.valueToJava2D(rates.min(), area, plot.getRangeAxisEdge());
		double until = rangeAxis.valueToJava2D(rates.max(), area, plot.getRangeAxisEdge());
		graphics.setPaint(SvgFile.INK);
		graphics.setStroke(new BasicStroke(1.2f));
		graphics.draw(new Line2D.Double(from, middle, until, middle));
		graphics.draw(new Line2D.Double(from, middle - 3, from, middle + 3));
		graphics.draw(new Line2D.Double(until, middle - 3, until, middle + 3));
		graphics.setFont(SvgFile.font(Font.PLAIN, 11));
		graphics.drawString(label(this.peers.get(column)), (float) until + 6, (float) middle + 4);
	}

}
