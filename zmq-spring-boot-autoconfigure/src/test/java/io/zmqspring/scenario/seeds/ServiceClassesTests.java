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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqPeer;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The listings of "Experimance Common Services": {@code MyPublisher}, a
 * {@code ZmqPublisherService} with heartbeats; {@code MyController}, a
 * {@code ZmqControllerService} with four sockets; statistics and clean-up.
 */
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("try")
class ServiceClassesTests {

	private static final String[] MY_PUBLISHER = { "spring.application.name=MyPublisher",
			"zmq.publishers.mypub.address=tcp://127.0.0.1:0", "zmq.publishers.mypub.wire-format=single-frame",
			"zmq.publishers.mypub.heartbeat.enabled=true", "zmq.publishers.mypub.heartbeat.topic=mypub.heartbeat",
			"zmq.publishers.mypub.heartbeat.interval=50ms", "zmq.stats.log-interval=100ms" };

	@Test
	void publisherServiceSendsItsMessageAndHeartbeats() {
		try (TestApplication application = TestApplication.start(MyPublisher.class, MY_PUBLISHER);
				PythonPeer python = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"")) {
			assertThat(application.bean(ZmqPublisher.class).awaitSubscriber("CUSTOM_EVENT", Duration.ofSeconds(30)))
				.isTrue();
			application.bean(MyPublisher.class).publishCustomEvent();
			assertThat(next(python, "CUSTOM_EVENT").message())
				.isEqualTo("{'type': 'CUSTOM_EVENT', 'data': 'hello world'}");
			assertThat(next(python, "mypub.heartbeat").message()).startsWith("{'type': 'Heartbeat', 'timestamp': 1")
				.contains("'service': 'MyPublisher', 'state': 'running'");
		}
	}

	@Test
	void subscriberKnowsServicesByTheirHeartbeats() {
		try (PythonPeer python = PythonPeer.publisher(WireFormat.SINGLE_FRAME);
				TestApplication application = TestApplication.start(NoBeans.class,
						"zmq.subscribers.in.address=" + python.answer(), "zmq.subscribers.in.wire-format=single-frame",
						"zmq.subscribers.in.expect-heartbeat-within=30s")) {
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			await().untilAsserted(() -> {
				python.publish("heartbeat",
						"{'type': 'Heartbeat', 'timestamp': 1.5, 'service': 'camera', 'state': 'x'}");
				assertThat(subscriber.peers()).extracting(ZmqPeer::service).containsExactly("camera");
			});
		}
	}

	@Test
	void controllerServicePublishesSubscribesPushesAndPulls() {
		String tasks = "tcp://127.0.0.1:" + FreePort.find();
		String results = "tcp://127.0.0.1:" + FreePort.find();
		try (PythonPeer sensor = PythonPeer.publisher(WireFormat.SINGLE_FRAME);
				TestApplication application = TestApplication.start(MyController.class,
						"zmq.publishers.commands.address=tcp://127.0.0.1:0",
						"zmq.publishers.commands.wire-format=single-frame",
						"zmq.subscribers.state.address=" + sensor.answer(),
						"zmq.subscribers.state.wire-format=single-frame",
						"zmq.controllers.main.workers.tasks.push.address=" + tasks,
						"zmq.controllers.main.workers.tasks.pull.address=" + results);
				PythonPeer display = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"COMMAND");
				PythonPeer worker = PythonPeer.worker(tasks, results)) {
			MyController controller = application.bean(MyController.class);
			assertThat(application.bean(ZmqPublisher.class).awaitSubscriber("COMMAND", Duration.ofSeconds(30)))
				.isTrue();
			assertThat(application.bean(ZmqController.class).awaitWorkers("tasks", 1, Duration.ofSeconds(30))).isTrue();
			controller.performControlAction();
			assertThat(display.received().message())
				.isEqualTo("{'type': 'COMMAND', 'action': 'START_PROCESS', 'param': 'X'}");
			await().untilAsserted(() -> assertThat(controller.responses).containsExactly("123: 16"));
			await().untilAsserted(() -> {
				sensor.publish("sensor.data", "{'value': 7}");
				assertThat(controller.messages).contains("sensor.data: {value=7}");
			});
		}
	}

	@Test
	void statisticsAreCountedAndLogged(CapturedOutput output) {
		try (TestApplication application = TestApplication.start(MyPublisher.class, MY_PUBLISHER);
				PythonPeer python = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"")) {
			assertThat(python.received().topic()).isEqualTo("mypub.heartbeat");
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			ZmqStatistics stats = publisher.stats();
			assertThat(stats.sent()).isPositive();
			assertThat(stats.startedAt()).isNotNull();
			assertThat(stats.uptime()).isPositive();
			assertThat(stats.failed()).isZero();
			assertThat(publisher.state()).isEqualTo(ZmqState.RUNNING);
			await().untilAsserted(() -> assertThat(output).containsPattern("Publisher 'mypub'.*sent"));
		}
	}

	@Test
	void serviceStopsStartsAgainAndStopsTwice() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.mypub.address=" + address)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			publisher.stop();
			publisher.stop();
			assertThat(publisher.state()).isEqualTo(ZmqState.STOPPED);
			publisher.start();
			assertThat(publisher.boundAddresses()).containsExactly(address);
			application.context().close();
			assertThat(publisher.state()).isEqualTo(ZmqState.STOPPED);
		}
	}

	private static PythonPeer.Received next(PythonPeer python, String topic) {
		PythonPeer.Received received = python.received();
		while (!received.topic().equals(topic)) {
			received = python.received();
		}
		return received;
	}

	private static Map<String, Object> message(Object... entries) {
		Map<String, Object> message = new LinkedHashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			message.put((String) entries[i], entries[i + 1]);
		}
		return message;
	}

	static class MyPublisher {

		private final ZmqTemplate zmq;

		MyPublisher(ZmqTemplate zmq) {
			this.zmq = zmq;
		}

		void publishCustomEvent() {
			this.zmq.publish(message("type", "CUSTOM_EVENT", "data", "hello world"));
		}

	}

	static class MyController {

		private final Queue<String> messages = new ConcurrentLinkedQueue<>();

		private final Queue<String> responses = new ConcurrentLinkedQueue<>();

		private final ZmqTemplate zmq;

		private final ZmqController controller;

		MyController(ZmqTemplate zmq, ZmqController mainController) {
			this.zmq = zmq;
			this.controller = mainController;
		}

		@ZmqListener({ "worker.status", "sensor.data" })
		void onMessage(Map<String, Object> message, @Header(ZmqHeaders.TOPIC) String topic) {
			this.messages.add(topic + ": " + message);
		}

		@ZmqResultListener
		void onWorkerResponse(Map<String, Object> response) {
			this.responses.add(response.get("work_id") + ": " + response.get("square"));
		}

		void performControlAction() {
			this.zmq.publish(message("type", "COMMAND", "action", "START_PROCESS", "param", "X"));
			this.controller.send("tasks", message("type", "TASK", "id", "123", "number", 4));
		}

	}

}
