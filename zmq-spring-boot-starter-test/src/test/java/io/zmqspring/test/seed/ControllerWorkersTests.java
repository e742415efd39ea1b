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

package io.zmqspring.test.seed;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.zmqspring.ZmqOperations;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.test.WorkerPeer;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The listing "Controller and Worker Testing": {@code test_controller_workers}. Unlike
 * those of the mock, results reach the controller. Names of pools have dashes.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.defaults.wire-format=single-frame",
		"zmq.publishers.test-controller.address=tcp://*:5557",
		"zmq.subscribers.test-controller.address=tcp://localhost:5558", "zmq.subscribers.test-controller.topics=status",
		"zmq.controllers.test-controller.workers.image-worker.push.address=tcp://localhost:5559",
		"zmq.controllers.test-controller.workers.image-worker.push.bind=false",
		"zmq.controllers.test-controller.workers.image-worker.pull.address=tcp://*:5560",
		"zmq.controllers.test-controller.workers.image-worker.message-types=image.process" })
class ControllerWorkersTests {

	@Autowired
	private ZmqController controller;

	@Autowired
	private ZmqOperations zmq;

	@Test
	void workReachesTheWorker(ZmqTestPeers peers) {
		WorkerPeer worker = peers.workerFor("test-controller", "image-worker");
		this.controller.send("image-worker", Map.of("task", "process_image"));
		assertThat(worker.received().await(1)).singleElement()
			.satisfies(
					(work) -> assertThat((Object) work.payload(Map.class)).isEqualTo(Map.of("task", "process_image")));
		this.zmq.publish(Map.of("status", "ready"), "status");
		assertThat(peers.subscriberOf("test-controller").await(1)).hasSize(1);
	}

	@Test
	void resultReachesTheController(ZmqTestPeers peers) throws Exception {
		peers.workerFor("test-controller", "image-worker").answer((work) -> Map.of("status", "done"));
		Map<?, ?> result = this.controller.request("image-worker", Map.of("task", "process_image"), Map.class).get();
		assertThat(result.get("status")).isEqualTo("done");
	}

}
