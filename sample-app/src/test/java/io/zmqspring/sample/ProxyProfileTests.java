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

package io.zmqspring.sample;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.ZmqRoleAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proxy, with a publisher and a subscriber that only know its addresses.
 */
@SpringBootTest(properties = { "ZMQ_FRONTEND_ENDPOINT=tcp://*:5557", "ZMQ_BACKEND_ENDPOINT=tcp://*:5558",
		"zmq.publishers.camera.address=tcp://localhost:5557", "zmq.publishers.camera.bind=false",
		"zmq.subscribers.dashboard.address=tcp://localhost:5558", "zmq.subscribers.dashboard.topics=camera.frame" })
@ActiveProfiles("proxy")
@AutoConfigureZmqTest
class ProxyProfileTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	@Autowired
	private ZmqProxy picturesProxy;

	@Test
	void pictureOfACameraReachesADashboard(@Autowired ZmqPublisher camera, @Autowired ZmqSubscriber dashboard) {
		assertThat(camera.awaitSubscriber("camera.frame", SOON)).isTrue();
		camera.publish("picture", "camera.frame");
		assertThat(dashboard.receive("camera.frame", String.class, SOON)).isEqualTo("picture");
		ZmqRoleAssert.assertThat(this.picturesProxy).isHealthy();
		assertThat(this.picturesProxy.stats().drops()).isEmpty();
	}

}
