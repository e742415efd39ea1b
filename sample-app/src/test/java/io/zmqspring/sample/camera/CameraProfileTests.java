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

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.ActiveProfiles;

import io.zmqspring.sample.CameraCommand;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.ZmqRoleAssert;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The camera alone.
 */
@SpringBootTest(properties = { "ZMQ_PUB_ENDPOINT=tcp://*:5555", "ZMQ_SUB_ENDPOINT=tcp://dashboard:6000",
		"ZMQ_SUB_TOPICS=camera.cmd" })
@ActiveProfiles("camera")
@AutoConfigureZmqTest
@ExtendWith(OutputCaptureExtension.class)
class CameraProfileTests {

	@Autowired
	private ZmqSubscriber cameraSubscriber;

	@Test
	void picturesAndTelemetryArePublished(ZmqTestPeers peers) {
		await().untilAsserted(() -> assertThat(peers.subscriberOf("camera").messages())
			.anySatisfy((message) -> assertThat(message.topic()).isEqualTo("host.telemetry"))
			.anySatisfy((message) -> {
				assertThat(message.topic()).isEqualTo("camera.frame");
				assertThat(message.bytes()).startsWith(0xFF, 0xD8, 0xFF);
			}));
	}

	@Test
	void commandChangesTheRate(ZmqTestPeers peers, CapturedOutput output) {
		peers.publisherFor("camera").publish("camera.cmd", new CameraCommand(20));
		await().untilAsserted(() -> assertThat(output).contains("The camera now takes 20 pictures per second"));
	}

	@Test
	void commandThatIsOutOfRangeIsRejected(ZmqTestPeers peers) {
		long before = this.cameraSubscriber.stats().rejected("undecodable");
		peers.faults().malformed("camera", "camera.cmd", "{\"fps\":1000}".getBytes(StandardCharsets.UTF_8));
		ZmqRoleAssert.assertThat(this.cameraSubscriber).hasRejected("undecodable", before + 1).isHealthy();
	}

}
