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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * {@code CameraZMQ} of the "Reusable ZeroMQ Container Pattern", Rev C: endpoints and
 * topics come from environment variables, messages are two frames, topics are strict. The
 * sample application is the whole pattern with containers.
 */
class CameraContainerTests {

	private static final String[] SETTINGS = { "zmq.subscribers.camera.address=${ZMQ_SUB_ENDPOINT}",
			"zmq.subscribers.camera.topics=${ZMQ_SUB_TOPICS}", "zmq.subscribers.camera.topic-rule=strict",
			"zmq.subscribers.camera.latency-class=control", "zmq.publishers.camera.address=${ZMQ_PUB_ENDPOINT}",
			"zmq.publishers.camera.topic-rule=strict", "zmq.publishers.camera.linger=0" };

	@Test
	void controlMessagesOfPythonReachTheHandler() {
		try (PythonPeer dashboard = PythonPeer.publisher(WireFormat.MULTIPART);
				TestApplication application = camera(dashboard.answer(), "camera.cmd")) {
			Camera camera = application.bean(Camera.class);
			awaitControl(dashboard, camera);
			dashboard.publish("camera.cmd", "b'\\x00raw\\xff'");
			dashboard.publish("camera.cmd2", "b'another topic'");
			dashboard.publish("camera.cmd", "b'last'");
			await().untilAsserted(() -> assertThat(camera.controls).contains(control("last"))
				.contains(new ZmqMessage("camera.cmd", new byte[] { 0, 'r', 'a', 'w', (byte) 0xff })));
			assertThat(camera.controls).extracting(ZmqMessage::topic).containsOnly("camera.cmd");
		}
	}

	@Test
	void badMessagesDoNotEndTheReceiveThread() {
		try (PythonPeer dashboard = PythonPeer.publisher(WireFormat.MULTIPART);
				TestApplication application = camera(dashboard.answer(), "camera.cmd")) {
			Camera camera = application.bean(Camera.class);
			awaitControl(dashboard, camera);
			dashboard.publish("-", "[b'camera.cmd']");
			dashboard.publish("-", "[b'camera.cmd', b'1', b'2', b'3']");
			dashboard.publish("-", "[b'camera.cmd\\xff\\xfe', b'1']");
			dashboard.publish("camera.cmd", "b'fail'");
			dashboard.publish("camera.cmd", "b'last'");
			await().untilAsserted(() -> assertThat(camera.controls).contains(control("last")));
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			assertThat(subscriber.stats().rejected()).containsEntry("wrong-frames", 2L)
				.containsEntry("invalid-topic", 1L);
			assertThat(subscriber.stats().failed()).isEqualTo(1);
			assertThat(subscriber.state()).isEqualTo(ZmqState.RUNNING);
		}
	}

	@Test
	void framesReachPythonAsTopicAndBytes() {
		try (TestApplication application = camera("inproc://dashboard", "camera.cmd");
				PythonPeer dashboard = PythonPeer.subscriber(WireFormat.MULTIPART, application.publisherAddress(),
						"camera.frame", "camera.heartbeat")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			assertThat(publisher.awaitSubscriber("camera.frame", Duration.ofSeconds(30))).isTrue();
			publisher.publish(new byte[] { (byte) 0xff, (byte) 0xd8, 0 }, "camera.frame");
			assertThat(dashboard.received().frames()).containsExactly(hex("camera.frame"), "ffd800");
			assertThatIllegalArgumentException().isThrownBy(() -> publisher.publish(new byte[0], "camera frame"))
				.withMessageContaining("camera frame");
			assertThatIllegalArgumentException().isThrownBy(() -> publisher.publish(new byte[0], "camera..frame"));
		}
	}

	@Test
	void missingVariableFailsTheStartAndIsNamed() {
		assertThatException()
			.isThrownBy(() -> TestApplication.start(Camera.class,
					ArchitectureGuideTests.join(SETTINGS, "ZMQ_SUB_ENDPOINT=inproc://dashboard",
							"ZMQ_PUB_ENDPOINT=inproc://camera"))
				.close())
			.withStackTraceContaining("ZMQ_SUB_TOPICS");
	}

	@Test
	void containerIsTestedInIsolationOverInproc() {
		try (TestApplication application = TestApplication.start(Camera.class,
				ArchitectureGuideTests.join(SETTINGS, "ZMQ_SUB_ENDPOINT=inproc://dashboard",
						"ZMQ_SUB_TOPICS=camera.cmd", "ZMQ_PUB_ENDPOINT=inproc://camera",
						"zmq.publishers.dashboard.address=inproc://dashboard"))) {
			ZmqPublisher dashboard = application.bean("dashboardPublisher", ZmqPublisher.class);
			assertThat(dashboard.awaitSubscriber("camera.cmd", Duration.ofSeconds(30))).isTrue();
			dashboard.publish("up", "camera.cmd");
			Camera camera = application.bean(Camera.class);
			await().untilAsserted(() -> assertThat(camera.controls).containsExactly(control("up")));
		}
	}

	@Test
	void differentLatencyClassesAtOneAddressAreRefused() {
		assertThatException()
			.isThrownBy(() -> TestApplication.start(Camera.class,
					ArchitectureGuideTests.join(SETTINGS, "ZMQ_SUB_ENDPOINT=inproc://dashboard",
							"ZMQ_SUB_TOPICS=camera.cmd", "ZMQ_PUB_ENDPOINT=inproc://camera",
							"zmq.publishers.dashboard.address=inproc://dashboard",
							"zmq.publishers.dashboard.latency-class=logging"))
				.close())
			.withStackTraceContaining("latency-class");
	}

	private static TestApplication camera(String subscribe, String topics) {
		return TestApplication.start(Camera.class, ArchitectureGuideTests.join(SETTINGS,
				"ZMQ_SUB_ENDPOINT=" + subscribe, "ZMQ_SUB_TOPICS=" + topics, "ZMQ_PUB_ENDPOINT=tcp://127.0.0.1:0"));
	}

	private static void awaitControl(PythonPeer dashboard, Camera camera) {
		await().until(() -> {
			dashboard.publish("camera.cmd", "b'ready'");
			return !camera.controls.isEmpty();
		});
	}

	private static ZmqMessage control(String text) {
		return new ZmqMessage("camera.cmd", text.getBytes(StandardCharsets.UTF_8));
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

	static class Camera {

		private final Queue<ZmqMessage> controls = new ConcurrentLinkedQueue<>();

		@ZmqListener(subscriber = "camera")
		void handleControl(ZmqMessage message) {
			if (message.text().equals("fail")) {
				throw new IllegalStateException("A handler that fails");
			}
			this.controls.add(message);
		}

	}

}
