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
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The listings of the "Experimance Common Library", whose sockets are used one by one:
 * publisher, subscriber, push and pull, each with a time-out.
 */
class CommonLibraryTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Test
	void publisherTellsWhetherTheMessageWasAccepted() {
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.status.address=tcp://127.0.0.1:0", "zmq.publishers.status.wire-format=single-frame");
				PythonPeer python = PythonPeer.subscriber(WireFormat.SINGLE_FRAME, application.publisherAddress(),
						"status-updates")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			assertThat(publisher.awaitSubscriber("status-updates", TIMEOUT)).isTrue();
			boolean success = publisher.publish(new Status(MessageType.HEARTBEAT, "example-service"), "status-updates");
			assertThat(success).isTrue();
			PythonPeer.Received received = python.received();
			assertThat(received.topic()).isEqualTo("status-updates");
			assertThat(received.message()).isEqualTo("{'type': 'HEARTBEAT', 'service': 'example-service'}");
			publisher.stop();
			assertThatExceptionOfType(ZmqException.class)
				.isThrownBy(() -> publisher.publish(Map.of("type", "late"), "status-updates"));
		}
	}

	@Test
	void subscriberReceivesTopicAndMessageOrTimesOut() {
		try (PythonPeer python = PythonPeer.publisher(WireFormat.SINGLE_FRAME);
				TestApplication application = TestApplication.start(NoBeans.class,
						"zmq.subscribers.status.address=" + python.answer(),
						"zmq.subscribers.status.wire-format=single-frame",
						"zmq.subscribers.status.topics=status-updates")) {
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			assertThatExceptionOfType(ZmqTimeoutException.class)
				.isThrownBy(() -> subscriber.receive(Duration.ofMillis(10)));
			await().until(() -> {
				python.publish("status-updates", "{'type': 'HEARTBEAT', 'service': 'ready'}");
				return subscriber.stats().received() > 0;
			});
			ZmqMessage message = subscriber.receive(TIMEOUT);
			assertThat(message.topic()).isEqualTo("status-updates");
			assertThat(message.text()).isEqualTo("{\"type\": \"HEARTBEAT\", \"service\": \"ready\"}");
			python.publish("status-updates", "{'type': 'HEARTBEAT', 'service': 'example-service'}");
			Status status = subscriber.receive(Status.class, TIMEOUT);
			while (status.service().equals("ready")) {
				status = subscriber.receive(Status.class, TIMEOUT);
			}
			assertThat(status).isEqualTo(new Status(MessageType.HEARTBEAT, "example-service"));
		}
	}

	@Test
	void pushedTaskGoesToAPythonWorkerAndTimesOutWithoutOne() {
		String work = "tcp://127.0.0.1:" + FreePort.find();
		try (PythonPeer results = PythonPeer.controller();
				TestApplication application = TestApplication.start(NoBeans.class,
						"zmq.controllers.tasks.workers.render.push.address=" + work,
						"zmq.controllers.tasks.send-timeout=100ms")) {
			ZmqController controller = application.bean(ZmqController.class);
			Task task = new Task(MessageType.RENDER_REQUEST, "task-123", 5, List.of(800, 600));
			assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> controller.send("render", task));
			try (PythonPeer worker = PythonPeer.worker(work, results.answers(2).get(1))) {
				assertThat(controller.awaitWorkers("render", 1, TIMEOUT)).isTrue();
				controller.send("render", task);
				assertThat(results.received().message()).contains("'work_id': 'task-123', 'square': 25")
					.contains("'resolution': [800, 600]");
				assertThat(worker.answer(Duration.ZERO)).isNull();
			}
		}
	}

	@Test
	void taskOfAPythonControllerIsPulledWithoutAnAnswer() {
		try (PythonPeer python = PythonPeer.controller()) {
			String work = python.answers(2).get(0);
			try (TestApplication application = TestApplication.start(Pulled.class,
					"zmq.workers.tasks.pull.address=" + work)) {
				python.writeLine("{'type': 'RENDER_REQUEST', 'id': 'task-123', 'number': 5}");
				assertThat(poll(application.bean(Pulled.class).tasks))
					.isEqualTo(new Task(MessageType.RENDER_REQUEST, "task-123", 5, List.of()));
			}
		}
	}

	private static <T> T poll(BlockingQueue<T> queue) {
		try {
			T value = queue.poll(30, TimeUnit.SECONDS);
			assertThat(value).isNotNull();
			return value;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	enum MessageType {

		HEARTBEAT, RENDER_REQUEST

	}

	record Status(MessageType type, String service) {

	}

	record Task(MessageType type, String id, int number, List<Integer> resolution) {

		Task {
			resolution = (resolution != null) ? resolution : List.of();
		}

	}

	static class Pulled {

		private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

		@ZmqWorkHandler("tasks")
		void pull(Task task) {
			this.tasks.add(task);
		}

	}

}
