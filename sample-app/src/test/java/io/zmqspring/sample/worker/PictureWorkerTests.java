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

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import io.zmqspring.sample.PictureWork;
import io.zmqspring.sample.Thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

/**
 * The results that a worker creates from pictures.
 */
class PictureWorkerTests {

	private final PictureWorker worker = new PictureWorker(160);

	@Test
	void thumbnailIsJpegOfTheConfiguredWidthAndKeepsTheAspectRatio() throws IOException {
		Thumbnail thumbnail = this.worker.thumbnail(work(640, 480));
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(thumbnail.jpeg()));
		assertThat(thumbnail.jpeg()).startsWith(0xFF, 0xD8, 0xFF);
		assertThat(thumbnail.workId()).isEqualTo("one");
		assertThat(thumbnail.width()).isEqualTo(image.getWidth()).isEqualTo(160);
		assertThat(thumbnail.height()).isEqualTo(image.getHeight()).isEqualTo(120);
	}

	@Test
	void thumbnailShowsThePicture() throws IOException {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(this.worker.thumbnail(work(640, 480)).jpeg()));
		assertThat(new Color(image.getRGB(20, 60)).getRed()).isLessThan(20);
		assertThat(new Color(image.getRGB(140, 60)).getRed()).isGreaterThan(235);
	}

	@Test
	void thumbnailIsAtLeastOnePixelHigh() throws IOException {
		assertThat(this.worker.thumbnail(work(800, 1)).height()).isEqualTo(1);
	}

	@Test
	void histogramCountsEveryPixel() throws IOException {
		int[] pixels = this.worker.histogram(work(320, 240)).pixels();
		assertThat(pixels).hasSize(8);
		assertThat(Arrays.stream(pixels).sum()).isEqualTo(320 * 240);
		assertThat(pixels[0]).isCloseTo(320 * 240 / 2, withPercentage(5));
		assertThat(pixels[7]).isCloseTo(320 * 240 / 2, withPercentage(5));
	}

	@Test
	void bytesThatAreNotAPictureAreRefused() {
		PictureWork work = new PictureWork(PictureWork.THUMBNAIL, "one", new byte[] { 1, 2, 3 });
		assertThatIllegalArgumentException().isThrownBy(() -> this.worker.thumbnail(work))
			.withMessage("These 3 bytes are not a picture");
	}

	@Test
	void incompletePictureIsRefused() throws IOException {
		byte[] start = Arrays.copyOf(work(320, 240).jpeg(), 100);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.worker.histogram(new PictureWork(PictureWork.HISTOGRAM, "one", start)))
			.withMessage("These 100 bytes are a damaged picture");
	}

	/** Create work with a picture that is black on the left and white on the right. */
	private static PictureWork work(int width, int height) throws IOException {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(width / 2, 0, width / 2, height);
		graphics.dispose();
		ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
		ImageIO.write(image, "jpeg", jpeg);
		return new PictureWork(PictureWork.THUMBNAIL, "one", jpeg.toByteArray());
	}

}
