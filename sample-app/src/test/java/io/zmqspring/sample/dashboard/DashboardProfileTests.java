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

package io.zmqspring.sample.dashboard;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.ActiveProfiles;

import io.zmqspring.sample.CameraCommand;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.ZmqRoleAssert;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The dashboard alone.
 */
@SpringBootTest(properties = { "ZMQ_PUB_ENDPOINT=tcp://*:6000", "ZMQ_SUB_ENDPOINT=tcp://camera:5555",
		"ZMQ_SUB_TOPICS=camera.frame,camera.heartbeat,host.telemetry",
		"zmq.subscribers.dashboard.expect-heartbeat-within=1s" })
@ActiveProfiles("dashboard")
@AutoConfigureZmqTest
class DashboardProfileTests {

	@Autowired
	private CameraController camera;

	@Autowired
	private ZmqSubscriber dashboardSubscriber;

	@Test
	void lastPictureIsShown(ZmqTestPeers peers) {
		peers.publisherFor("dashboard").publish("camera.frame", new byte[] { 4, 5, 6 });
		await().untilAsserted(() -> assertThat(this.camera.frame().getBody()).containsExactly(4, 5, 6));
	}

	@Test
	void commandIsPublished(ZmqTestPeers peers) {
		assertThat(this.camera.fps(25).getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
		assertThat(peers.subscriberOf("dashboard").await(1)).singleElement().satisfies((message) -> {
			assertThat(message.topic()).isEqualTo("camera.cmd");
			assertThat(message.payload(CameraCommand.class)).isEqualTo(new CameraCommand(25));
		});
	}

	@Test
	void commandNeedsACamera(ZmqTestPeers peers) {
		peers.faults().disconnect("dashboard");
		await().untilAsserted(
				() -> assertThat(this.camera.fps(25).getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
	}

	@Test
	void cameraWithoutHeartbeatsIsReported(ZmqTestPeers peers) {
		peers.faults().silence("dashboard");
		ZmqRoleAssert.assertThat(this.dashboardSubscriber).hasFault("'camera' has been silent");
	}

}
