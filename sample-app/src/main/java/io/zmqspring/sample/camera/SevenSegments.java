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

package io.zmqspring.sample.camera;

import java.awt.Graphics2D;

/**
 * Draws digits and colons in seven-segment style, in the current colour of the graphics.
 */
final class SevenSegments {

	/**
	 * The segments of each digit: A is the top, B to F follow clockwise, G is the middle.
	 */
	private static final String[] SEGMENTS = { "ABCDEF", "BC", "ABDEG", "ABCDG", "BCFG", "ACDFG", "ACDEFG", "ABC",
			"ABCDEFG", "ABCDFG" };

	private final Graphics2D graphics;

	private final int length;

	private final int thickness;

	/**
	 * Create a painter.
	 * @param graphics the graphics to draw on
	 * @param width the width of a digit in pixels; its height is twice the width
	 */
	SevenSegments(Graphics2D graphics, int width) {
		this.graphics = graphics;
		this.length = width;
		this.thickness = Math.max(1, width / 6);
	}

	int width(String text) {
		return text.chars().map((character) -> advance((char) character)).sum();
	}

	private int advance(char character) {
		return (character == ':') ? 3 * this.thickness : this.length + 2 * this.thickness;
	}

	void draw(String text, int left, int top) {
		int x = left;
		for (char character : text.toCharArray()) {
			if (character == ':') {
				bar(x, top + this.length / 2, this.thickness, this.thickness);
				bar(x, top + this.length * 3 / 2, this.thickness, this.thickness);
			}
			else {
				int leftOfDigit = x;
				SEGMENTS[character - '0'].chars().forEach((segment) -> segment((char) segment, leftOfDigit, top));
			}
			x += advance(character);
		}
	}

	private void segment(char segment, int x, int top) {
		int right = x + this.length - this.thickness;
		int middle = top + this.length;
		switch (segment) {
			case 'A' -> bar(x, top, this.length, this.thickness);
			case 'B' -> bar(right, top, this.thickness, this.length);
			case 'C' -> bar(right, middle, this.thickness, this.length);
			case 'D' -> bar(x, middle + this.length - this.thickness, this.length, this.thickness);
			case 'E' -> bar(x, middle, this.thickness, this.length);
			case 'F' -> bar(x, top, this.thickness, this.length);
			default -> bar(x, middle - this.thickness / 2, this.length, this.thickness);
		}
	}

	private void bar(int x, int y, int width, int height) {
		this.graphics.fillRect(x, y, width, height);
	}

}
