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
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Locale;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.ui.RectangleInsets;
import org.w3c.dom.Element;

/**
 * Writes charts as SVG in a common style, with other colors on dark pages. Text is
 * written as text, not as shapes.
 */
final class SvgFile {

	static final Color INK = new Color(0x24292F);

	static final Color GRID = new Color(0xD0D7DE);

	private static final String FAMILY = "DejaVu Sans";

	// Verdana has the same letter widths as DejaVu Sans and is installed more often
	private static final String FAMILIES = "'DejaVu Sans', Verdana, sans-serif";

	private static final String NAMESPACE = "http://www.w3.org/2000/svg";

	// By attributes, because Batik writes no classes. Background, text, grid,
	// hand-written
	// code
	private static final String DARK = """
			@media (prefers-color-scheme: dark) {
			  [fill="white"] { fill: #0d1117 }
			  [stroke="white"] { stroke: #0d1117 }
			  [fill="rgb(36,41,47)"] { fill: #e6edf3 }
			  [stroke="rgb(36,41,47)"], [stroke="black"] { stroke: #e6edf3 }
			  [stroke="rgb(208,215,222)"] { stroke: #30363d }
			  [fill="rgb(87,96,106)"] { fill: #6e7681 }
			  [stroke="rgb(87,96,106)"] { stroke: #6e7681 }
			}
			""";

	private SvgFile() {
	}

	/**
	 * Apply the common style to an axis of whole numbers.
	 * @param axis the axis, with its range
	 * @param <A> its type
	 * @return the same axis
	 */
	static <A extends NumberAxis> A styled(A axis) {
		axis.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
		axis.setTickLabelFont(font(Font.PLAIN, 11));
		axis.setLabelFont(font(Font.PLAIN, 12));
		axis.setTickLabelPaint(INK);
		axis.setLabelPaint(INK);
		return axis;
	}

	static Font font(int style, int size) {
		return new Font(FAMILY, style, size);
	}

	/**
	 * Create a chart in the common style.
	 * @param title of the chart
	 * @param plot of the chart
	 * @param legend whether it has a legend
	 * @return the chart
	 */
	static JFreeChart chart(String title, Plot plot, boolean legend) {
		plot.setBackgroundPaint(Color.WHITE);
		plot.setOutlineVisible(false);
		JFreeChart chart = new JFreeChart(title, font(Font.BOLD, 15), plot, legend);
		chart.setBackgroundPaint(Color.WHITE);
		chart.getTitle().setPaint(INK);
		chart.setPadding(new RectangleInsets(8, 8, 8, 16));
		if (legend) {
			chart.getLegend().setItemFont(font(Font.PLAIN, 12));
			chart.getLegend().setItemPaint(INK);
			chart.getLegend().setFrame(BlockBorder.NONE);
		}
		return chart;
	}

	/**
	 * Write a chart.
	 * @param chart the chart
	 * @param width in pixels
	 * @param height in pixels
	 * @param file the file to write
	 * @throws IOException if the file cannot be written
	 */
	static void write(JFreeChart chart, int width, int height, Path file) throws IOException {
		SVGGraphics2D graphics = graphics();
		graphics.setSVGCanvasSize(new Dimension(width, height));
		chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
		Element root = graphics.getRoot();
		root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
		Element style = root.getOwnerDocument().createElementNS(NAMESPACE, "style");
		style.setTextContent(DARK);
		root.insertBefore(style, root.getFirstChild());
		StringWriter svg = new StringWriter();
		graphics.stream(root, svg, false, false);
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.writeString(file, svg.toString().replace("'" + FAMILY + "'", FAMILIES).replace("\r\n", "\n"));
	}

	private static SVGGraphics2D graphics() {
		try {
			return new SVGGraphics2D(DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.getDOMImplementation()
				.createDocument(NAMESPACE, "svg", null));
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
