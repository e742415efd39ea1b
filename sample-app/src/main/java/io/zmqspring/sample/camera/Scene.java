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

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalTime;
import java.util.SplittableRandom;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws the pictures of the camera: a clock, a bouncing ball and a strip of noise.
 * Requires neither a screen nor fonts. Not thread-safe.
 */
final class Scene {

	private final SplittableRandom random = new SplittableRandom();

	private final BufferedImage image;

	Scene(int width, int height) {
		this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
	}

	/**
	 * Draw a picture.
	 * @param time the time that the clock shows; also determines the position of the ball
	 * @return a JPEG file
	 */
	byte[] jpeg(LocalTime time) {
		draw(time);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		// A stream created by ImageIO would use a temporary file
		try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
			ImageIO.write(this.image, "jpeg", stream);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private void draw(LocalTime time) {
		Graphics2D graphics = this.image.createGraphics();
		try {
			graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
			drawSky(graphics);
			drawBall(graphics, time.toNanoOfDay() / 1e9);
			drawClock(graphics, time);
		}
		finally {
			graphics.dispose();
		}
		drawNoise();
	}

	private void drawSky(Graphics2D graphics) {
		graphics.setPaint(new GradientPaint(0, 0, new Color(0x10, 0x20, 0x50), 0, this.image.getHeight(),
				new Color(0x60, 0x90, 0xc0)));
		graphics.fillRect(0, 0, this.image.getWidth(), this.image.getHeight());
	}

	private void drawBall(Graphics2D graphics, double seconds) {
		double size = this.image.getHeight() / 6.0;
		double x = bounce(seconds / 3) * (this.image.getWidth() - size);
		double height = 1 - Math.pow(2 * (seconds % 1) - 1, 2);
		double y = (1 - height) * (this.image.getHeight() - noiseHeight() - size);
		Ellipse2D ball = new Ellipse2D.Double(x, y, size, size);
		graphics.setColor(new Color(0xe0, 0x50, 0x30));
		graphics.fill(ball);
		graphics.setStroke(new BasicStroke(3));
		graphics.setColor(Color.WHITE);
		graphics.draw(ball);
	}

	// Moves from 0 to 1 and back, like a triangle wave
	private static double bounce(double value) {
		return 1 - Math.abs(value % 2 - 1);
	}

	private void drawClock(Graphics2D graphics, LocalTime time) {
		int digitWidth = this.image.getWidth() / 16;
		String text = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
		graphics.setColor(new Color(0x80, 0xff, 0x90));
		SevenSegments digits = new SevenSegments(graphics, digitWidth);
		digits.draw(text, (this.image.getWidth() - digits.width(text)) / 2, this.image.getHeight() / 8);
	}

	private int noiseHeight() {
		return this.image.getHeight() / 10;
	}

	private void drawNoise() {
		for (int y = this.image.getHeight() - noiseHeight(); y < this.image.getHeight(); y++) {
			for (int x = 0; x < this.image.getWidth(); x++) {
				this.image.setRGB(x, y, this.random.nextInt(0x100) * 0x010101);
			}
		}
	}

}
