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

package io.zmqspring.scenario.seeds;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.controller.SendOutcome;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The {@code WorkerService} and {@code ControllerService} of the "ZMQ Architecture
 * Guide". Both also publish and subscribe: four sockets for a worker, two more for each
 * pool of a controller.
 */
@SuppressWarnings("try")
class ArchitectureGuideWorkTests {

	@Test
	void workerProcessesImagesOfAPythonControllerAndPublishesItsStatus() {
		try (PythonPeer controller = PythonPeer.controller()) {
			List<String> addresses = controller.answers(2);
			try (TestApplication application = TestApplication.start(ImageWorker.class,
					"zmq.workers.image.pull.address=" + addresses.get(0),
					"zmq.workers.image.push.address=" + addresses.get(1),
					"zmq.publishers.status.address=tcp://127.0.0.1:0",
					"zmq.publishers.status.default-topic=worker_status",
					"zmq.publishers.status.wire-format=single-frame",
					"zmq.publishers.status.await-subscribers.topics=worker_status",
					"zmq.publishers.status.await-subscribers.timeout=10s");
					PythonPeer subscriber = PythonPeer.subscriber(WireFormat.SINGLE_FRAME,
							application.publisherAddress(), "worker_status")) {
				controller.writeLine("{'id': 'task_001', 'image_path': '/path/to/image.jpg'}");
				assertThat(controller.received().message())
					.isEqualTo("{'work_id': 'task_001', 'result': 'processed /path/to/image.jpg'}");
				PythonPeer.Received status = subscriber.received();
				assertThat(status.topic()).isEqualTo("worker_status");
				assertThat(status.message()).isEqualTo("{'worker': 'image-worker', 'done': 'task_001'}");
			}
		}
	}

	@Test
	void controllerSendsWorkToEachPoolAndCollectsResultsOfPython() {
		String[] addresses = addresses(4);
		try (TestApplication application = controller(addresses);
				PythonPeer image = PythonPeer.worker(addresses[0], addresses[1]);
				PythonPeer audio = PythonPeer.worker(addresses[2], addresses[3])) {
			ZmqController controller = application.bean(ZmqController.class);
			Results results = application.bean(Results.class);
			assertThat(controller.awaitWorkers("image", 1, Duration.ofSeconds(30))).isTrue();
			assertThat(controller.awaitWorkers("audio", 1, Duration.ofSeconds(30))).isTrue();
			Map<String, SendOutcome> outcomes = controller.sendToAllWorkers(Map.of("id", "task_001", "number", 3));
			assertThat(outcomes).hasSize(2).allSatisfy((pool, outcome) -> assertThat(outcome.accepted()).isTrue());
			controller.send("image", Map.of("id", "task_002", "number", 4));
			controller.dispatch(Map.of("type", "audio.generate", "id", "task_003", "number", 5));
			results.await("image task_001 9", "audio task_001 9", "image task_002 16", "audio task_003 25");
		}
	}

	@Test
	void poolWithoutWorkersDelaysNoOtherPool() {
		String[] addresses = addresses(4);
		try (TestApplication application = controller(addresses);
				PythonPeer audio = PythonPeer.worker(addresses[2], addresses[3])) {
			ZmqController controller = application.bean(ZmqController.class);
			assertThat(controller.awaitWorkers("audio", 1, Duration.ofSeconds(30))).isTrue();
			Map<String, SendOutcome> outcomes = controller.sendToAllWorkers(Map.of("id", 1, "number", 3));
			assertThat(outcomes.get("image").accepted()).isFalse();
			application.bean(Results.class).await("audio 1 9");
			assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> controller.send("video", Map.of()))
				.withMessageContaining("video");
		}
	}

	private static TestApplication controller(String[] addresses) {
		return TestApplication.start(Results.class, "zmq.controllers.images.workers.image.push.address=" + addresses[0],
				"zmq.controllers.images.workers.image.pull.address=" + addresses[1],
				"zmq.controllers.images.workers.image.message-types=image.generate,image.process",
				"zmq.controllers.images.workers.audio.push.address=" + addresses[2],
				"zmq.controllers.images.workers.audio.pull.address=" + addresses[3],
				"zmq.controllers.images.workers.audio.message-types=audio.generate,audio.process",
				"zmq.controllers.images.send-timeout=200ms");
	}

	private static String[] addresses(int count) {
		String[] addresses = new String[count];
		Arrays.setAll(addresses, (index) -> "tcp://127.0.0.1:" + FreePort.find());
		return addresses;
	}

	/** The worker of the section "Worker Pattern". */
	static class ImageWorker {

		private final ZmqTemplate zmq;

		ImageWorker(ZmqTemplate zmq) {
			this.zmq = zmq;
		}

		@ZmqWorkHandler("image")
		Map<String, Object> processImage(Work work) {
			Map<String, Object> status = new LinkedHashMap<>();
			status.put("worker", "image-worker");
			status.put("done", work.id());
			this.zmq.publish(status);
			return Map.of("result", "processed " + work.imagePath());
		}

		record Work(String id, @JsonProperty("image_path") String imagePath) {

		}

	}

	/** The response handler of the section "Controller Pattern". */
	static class Results {

		private final Queue<String> received = new ConcurrentLinkedQueue<>();

		@ZmqResultListener
		void onResult(Map<String, Object> result, @Header(ZmqHeaders.WORKER) String pool) {
			this.received.add(pool + " " + result.get("work_id") + " " + result.get("square"));
		}

		void await(String... results) {
			Awaitility.await().untilAsserted(() -> assertThat(this.received).containsExactlyInAnyOrder(results));
		}

	}

}
