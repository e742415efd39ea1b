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

package io.zmqspring.sample.controller;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

import io.zmqspring.sample.Histogram;
import io.zmqspring.sample.PictureWork;
import io.zmqspring.sample.Thumbnail;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The controller alone.
 */
@SpringBootTest(properties = { "ZMQ_SUB_ENDPOINT=tcp://camera:5555", "ZMQ_SUB_TOPICS=camera.frame",
		"ZMQ_THUMBNAIL_WORK_ENDPOINT=tcp://*:5571", "ZMQ_THUMBNAIL_RESULT_ENDPOINT=tcp://*:5572",
		"ZMQ_HISTOGRAM_WORK_ENDPOINT=tcp://*:5573", "ZMQ_HISTOGRAM_RESULT_ENDPOINT=tcp://*:5574" })
@ActiveProfiles("controller")
@AutoConfigureZmqTest
class ControllerProfileTests {

	@Autowired
	private ResultCollector results;

	@Test
	void pictureGoesToBothPoolsAndTheirResultsAreCollected(ZmqTestPeers peers) {
		peers.workerFor("pictures", "thumbnail")
			.answer(PictureWork.class, (work) -> new Thumbnail(work.id(), 1, 1, work.jpeg()));
		peers.workerFor("pictures", "histogram")
			.answer(PictureWork.class, (work) -> new Histogram(work.id(), new int[] { 7 }));
		peers.publisherFor("controller").publish("camera.frame", new byte[] { 1, 2, 3 });
		assertThat(peers.workerFor("pictures", "thumbnail").received().await(1)).first()
			.satisfies((work) -> assertThat(work.payload(PictureWork.class).jpeg()).containsExactly(1, 2, 3));
		await().untilAsserted(() -> {
			assertThat(this.results.thumbnail().value())
				.hasValueSatisfying((thumbnail) -> assertThat(thumbnail.jpeg()).containsExactly(1, 2, 3));
			assertThat(this.results.histogram().value())
				.hasValueSatisfying((histogram) -> assertThat(histogram.pixels()).containsExactly(7));
		});
	}

}
