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

package io.zmqspring.sample.worker;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture to process. Requires no screen.
 */
final class Picture {

	static final int BINS = 8;

	private final BufferedImage image;

	private Picture(BufferedImage image) {
		this.image = image;
	}

	/**
	 * Decode a picture.
	 * @param file the content of a JPEG file
	 * @return the picture
	 * @throws IllegalArgumentException if the file is not a picture, or is incomplete
	 */
	static Picture of(byte[] file) {
		BufferedImage image;
		try {
			// A stream created by ImageIO would use a temporary file
			image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("These " + file.length + " bytes are a damaged picture", ex);
		}
		if (image == null) {
			throw new IllegalArgumentException("These " + file.length + " bytes are not a picture");
		}
		return new Picture(image);
	}

	int width() {
		return this.image.getWidth();
	}

	int height() {
		return this.image.getHeight();
	}

	/**
	 * Scale the picture and keep its aspect ratio.
	 * @param width the new width in pixels
	 * @return the scaled picture
	 */
	Picture scaledTo(int width) {
		int height = Math.max(1, Math.round((float) width * height() / width()));
		BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = scaled.createGraphics();
		try {
			graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
			graphics.drawImage(this.image, 0, 0, width, height, null);
		}
		finally {
			graphics.dispose();
		}
		return new Picture(scaled);
	}

	byte[] jpeg() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
			ImageIO.write(this.image, "jpeg", stream);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Count the pixels by brightness.
	 * @return the number of pixels in each of {@value #BINS} ranges, the darkest first
	 */
	int[] histogram() {
		int[] bins = new int[BINS];
		for (int pixel : this.image.getRGB(0, 0, width(), height(), null, 0, width())) {
			bins[luminance(pixel) * BINS / 256]++;
		}
		return bins;
	}

	private static int luminance(int pixel) {
		return (299 * (pixel >> 16 & 0xFF) + 587 * (pixel >> 8 & 0xFF) + 114 * (pixel & 0xFF)) / 1000;
	}

}
