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

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalTime;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures of the camera.
 */
class SceneTests {

	private static final LocalTime NOON = LocalTime.NOON;

	private final Scene scene = new Scene(320, 240);

	@Test
	void pictureIsJpegOfTheConfiguredSize() throws IOException {
		BufferedImage picture = picture(NOON);
		assertThat(picture.getWidth()).isEqualTo(320);
		assertThat(picture.getHeight()).isEqualTo(240);
	}

	@Test
	void ballCrossesThePictureInThreeSeconds() throws IOException {
		BufferedImage first = picture(NOON);
		assertThat(redness(first, 0, 160)).isGreaterThan(redness(first, 160, 320));
		BufferedImage later = picture(NOON.plusSeconds(3));
		assertThat(redness(later, 0, 160)).isLessThan(redness(later, 160, 320));
	}

	@Test
	void allDigitsCanBeDrawn() {
		for (String time : List.of("00:00:00", "12:34:56", "17:28:39")) {
			assertThat(this.scene.jpeg(LocalTime.parse(time))).isNotEmpty();
		}
	}

	private BufferedImage picture(LocalTime time) throws IOException {
		byte[] jpeg = this.scene.jpeg(time);
		assertThat(jpeg).startsWith(0xFF, 0xD8, 0xFF);
		return ImageIO.read(new ByteArrayInputStream(jpeg));
	}

	private static long redness(BufferedImage picture, int left, int right) {
		long sum = 0;
		for (int x = left; x < right; x++) {
			for (int y = 0; y < 200; y++) {
				int rgb = picture.getRGB(x, y);
				sum += Math.max(0, (rgb >> 16 & 0xFF) - (rgb & 0xFF));
			}
		}
		return sum;
	}

}
