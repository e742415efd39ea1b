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

package io.zmqspring.scenario.ipc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.testsupport.AtLeastOnceRunners;
import io.zmqspring.testsupport.AtLeastOnceRunners.DeadLetterRecorder;
import io.zmqspring.testsupport.LastText;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process of pyzmq is killed and started again. If it had bound its socket, it leaves
 * the file behind. The roles of this side go on without intervention.
 */
@SuppressWarnings("try")
class KilledPythonTests {

	private static final List<String> PROCESSES = List.of("first", "second", "third");

	private final String address = SocketFile.address();

	private static String[] settings(String socket, String address, boolean bind) {
		return new String[] { socket + ".address=" + address, socket + ".bind=" + bind,
				socket + ".socket.reconnect-interval=50ms", socket + ".socket.reconnect-interval-max=200ms" };
	}

	@Test
	void subscriberGoesOnWithTheNextPublisher() {
		try (TestApplication application = TestApplication.start(LastText.class,
				settings("zmq.subscribers.in", this.address, false))) {
			LastText listener = application.bean(LastText.class);
			for (String text : PROCESSES) {
				try (PythonPeer publisher = PythonPeer.socket(SocketType.PUB, true, this.address)) {
					await().until(() -> {
						publisher.writeLine("socket.send_multipart([b'topic', b'" + text + "'])");
						return text.equals(listener.last());
					});
				}
				assertThat(SocketFile.of(this.address)).as("the file of the killed process").exists();
				await().until(() -> application.bean(ZmqRole.class).connectionCount() == 0);
			}
		}
	}

	@Test
	void publisherGoesOnWithTheNextSubscriberThatBinds() {
		publisherGoesOn(false);
	}

	@Test
	void boundPublisherGoesOnWithTheNextSubscriber() {
		publisherGoesOn(true);
	}

	private void publisherGoesOn(boolean publisherBinds) {
		try (TestApplication application = TestApplication.start(NoBeans.class,
				settings("zmq.publishers.out", this.address, publisherBinds))) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			for (String text : PROCESSES) {
				try (PythonPeer subscriber = PythonPeer.socket(SocketType.SUB, !publisherBinds, this.address,
						"topic")) {
					await().until(() -> publisher.hasSubscriber("topic"));
					publisher.publish(text, "topic");
					assertThat(subscriber.received().frames()).hasSize(2)
						.last()
						.isEqualTo(PythonPeer.shown(text.getBytes()));
				}
				await().until(() -> publisher.connectionCount() == 0);
				// A socket that connects keeps the subscriptions for the next peer
				await().until(() -> publisher.hasSubscriber("topic") != publisherBinds);
			}
		}
	}

	@Test
	void workOfAnAtLeastOncePoolIsNotLostWithItsWorkers() {
		int items = TestSize.of(600, 20_000);
		String results = SocketFile.address();
		AtLeastOnceRunners.CONTROLLER
			.withPropertyValues(AtLeastOnceRunners.pool("push.address=" + this.address, "pull.address=" + results,
					"redelivery-timeout=1s"))
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				Queue<String> answers = AtLeastOnceRunners.results(controller);
				for (int killed = 0; killed < 3; killed++) {
					int from = killed * items / 3;
					int to = (killed + 1) * items / 3;
					try (PythonPeer worker = PythonPeer.worker(this.address, results);
							PythonPeer other = PythonPeer.worker(this.address, results)) {
						assertThat(controller.awaitWorkers("pool", 2, Duration.ofSeconds(30))).isTrue();
						for (int i = from; i < to; i++) {
							controller.send("pool", Map.of("id", i, "number", i));
							if (i == from + items / 6) {
								worker.kill();
							}
						}
						await().until(() -> answers.size() >= to - items / 6);
					}
				}
				try (PythonPeer worker = PythonPeer.worker(this.address, results)) {
					await().untilAsserted(() -> assertThat(answers).hasSize(items));
				}
				assertThat(answers.stream().map((answer) -> answer.split("[:,]")[1].trim()).distinct()).hasSize(items);
				assertThat(context.getBean(DeadLetterRecorder.class).all()).isEmpty();
			});
	}

	@Test
	void workerGoesOnWithTheNextController() {
		String results = SocketFile.address();
		try (TestApplication application = TestApplication.start(Echo.class,
				Stream
					.of(settings("zmq.workers.echo.pull", this.address, false),
							settings("zmq.workers.echo.push", results, false))
					.flatMap(Stream::of)
					.toArray(String[]::new))) {
			for (String text : PROCESSES) {
				try (PythonPeer controller = PythonPeer.controller(this.address, results)) {
					controller.answers(2);
					await().until(() -> application.bean(ZmqRole.class).connectionCount() == 2);
					controller.writeLine("{'id': 1, 'text': '" + text + "'}");
					assertThat(controller.received().message()).isEqualTo("{'work_id': 1, 'text': '" + text + "'}");
				}
				await().until(() -> application.bean(ZmqRole.class).connectionCount() == 0);
			}
		}
	}

	static class Echo {

		@ZmqWorkHandler("echo")
		Map<String, Object> echo(Map<String, Object> work) {
			return Map.of("text", work.get("text"));
		}

	}

}
