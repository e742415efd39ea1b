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

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.sample.Histogram;
import io.zmqspring.sample.PictureWork;
import io.zmqspring.sample.Thumbnail;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A worker alone.
 */
@SpringBootTest(properties = { "ZMQ_THUMBNAIL_WORK_ENDPOINT=tcp://controller:5571",
		"ZMQ_THUMBNAIL_RESULT_ENDPOINT=tcp://controller:5572", "ZMQ_HISTOGRAM_WORK_ENDPOINT=tcp://controller:5573",
		"ZMQ_HISTOGRAM_RESULT_ENDPOINT=tcp://controller:5574" })
@ActiveProfiles("worker")
@AutoConfigureZmqTest
class WorkerProfileTests {

	@Test
	void thumbnailIsTheResult(ZmqTestPeers peers) throws IOException {
		Thumbnail thumbnail = peers.controllerFor("thumbnail")
			.request(new PictureWork(PictureWork.THUMBNAIL, "one", jpeg()), Thumbnail.class);
		assertThat(thumbnail.workId()).isEqualTo("one");
		assertThat(thumbnail.width()).isEqualTo(160);
	}

	@Test
	void histogramIsTheResult(ZmqTestPeers peers) throws IOException {
		Histogram histogram = peers.controllerFor("histogram")
			.request(new PictureWork(PictureWork.HISTOGRAM, "two", jpeg()), Histogram.class);
		assertThat(Arrays.stream(histogram.pixels()).sum()).isEqualTo(320 * 240);
	}

	@Test
	void bytesThatAreNotAPictureFail(ZmqTestPeers peers) {
		assertThatExceptionOfType(ZmqWorkFailedException.class)
			.isThrownBy(() -> peers.controllerFor("histogram")
				.request(new PictureWork(PictureWork.HISTOGRAM, "three", new byte[3]), Histogram.class))
			.withMessageContaining("These 3 bytes are not a picture");
	}

	private static byte[] jpeg() throws IOException {
		ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
		return jpeg.toByteArray();
	}

}
