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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.AtLeastOnceRunners;
import io.zmqspring.testsupport.AtLeastOnceRunners.DeadLetterRecorder;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.LastText;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application whose sockets are bound is killed and started again. It replaces the
 * files that the killed process has left behind, and its peers go on. An application that
 * is terminated leaves no file.
 */
@SuppressWarnings("try")
class KilledApplicationTests {

	private static final int ANSWERED = 100;

	private static final int UNANSWERED = 50;

	private final String first = SocketFile.address();

	private final String second = SocketFile.address();

	private final String third = SocketFile.address();

	@Test
	void peersOfPythonGoOnWithTheNextApplication() throws Exception {
		String[] settings = { "zmq.publishers.out.address=" + this.first, "zmq.subscribers.in.address=" + this.second,
				"zmq.subscribers.in.bind=true", "zmq.controllers.main.workers.pool.push.address=" + this.third,
				"zmq.controllers.main.workers.pool.pull.address=ipc://" + SocketFile.of(this.third) + "-results" };
		try (PythonPeer subscriber = PythonPeer.socket(SocketType.SUB, false, this.first, "topic");
				PythonPeer publisher = PythonPeer.socket(SocketType.PUB, false, this.second);
				PythonPeer worker = PythonPeer.worker(this.third, "ipc://" + SocketFile.of(this.third) + "-results")) {
			try (JavaPeer killed = JavaPeer.start(Answering.class, settings)) {
				await().until(() -> {
					publisher.writeLine("socket.send_multipart([b'topic', b'before'])");
					return "before".equals(killed.answer(Duration.ofMillis(50)));
				});
				killed.publish("topic", "before");
				assertThat(subscriber.received().frames()).last().isEqualTo(PythonPeer.shown("before".getBytes()));
			}
			assertThat(List.of(this.first, this.second, this.third)).map(SocketFile::of)
				.allMatch((file) -> file.toFile().exists());
			try (TestApplication next = TestApplication.start(LastText.class, settings)) {
				await().until(() -> {
					publisher.writeLine("socket.send_multipart([b'topic', b'after'])");
					return "after".equals(next.bean(LastText.class).last());
				});
				await().until(() -> next.bean(ZmqPublisher.class).hasSubscriber("topic"));
				next.bean(ZmqPublisher.class).publish("after", "topic");
				assertThat(subscriber.received().frames()).last().isEqualTo(PythonPeer.shown("after".getBytes()));
				assertThat(next.bean(ZmqController.class)
					.request("pool", Map.of("number", 7), Result.class)
					.get(30, TimeUnit.SECONDS)).isEqualTo(new Result(49));
			}
			assertThat(List.of(this.first, this.second, this.third)).map(SocketFile::of)
				.noneMatch((file) -> file.toFile().exists());
		}
	}

	@Test
	void workOfAnAtLeastOncePoolIsNotLostWithTheWorkerThatBinds() {
		int items = TestSize.of(2_000, 20_000);
		AtLeastOnceRunners.CONTROLLER
			.withPropertyValues(AtLeastOnceRunners.pool("push.address=" + this.first, "push.bind=false",
					"pull.address=" + this.second, "pull.bind=false", "redelivery-timeout=1s",
					"push.socket.reconnect-interval-max=200ms", "pull.socket.reconnect-interval-max=200ms"))
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				Queue<String> answers = AtLeastOnceRunners.results(controller);
				try (JavaPeer worker = worker(Stalling.class)) {
					assertThat(controller.awaitWorkers("pool", 1, Duration.ofSeconds(60))).isTrue();
					for (int i = 0; i < ANSWERED + UNANSWERED; i++) {
						controller.send("pool", "{\"id\":" + i + "}");
					}
					await().until(() -> answers.size() >= ANSWERED);
				}
				WorkRoles.awaitNoWorkers(controller, "pool");
				assertThat(SocketFile.of(this.first)).exists();
				try (JavaPeer worker = worker(Working.class)) {
					assertThat(controller.awaitWorkers("pool", 1, Duration.ofSeconds(60))).isTrue();
					for (int i = ANSWERED + UNANSWERED; i < items; i++) {
						controller.send("pool", "{\"id\":" + i + "}");
					}
					await().untilAsserted(() -> assertThat(answers).hasSize(items));
				}
				assertThat(answers.stream().distinct()).hasSize(items);
				assertThat(context.getBean(DeadLetterRecorder.class).all()).isEmpty();
			});
	}

	@Test
	void terminatedApplicationRemovesItsFile() {
		try (JavaPeer peer = JavaPeer.start(ClosingAtExit.class, "zmq.publishers.out.address=" + this.first)) {
			assertThat(SocketFile.of(this.first)).exists();
			peer.terminate();
			await().untilAsserted(() -> assertThat(SocketFile.of(this.first)).doesNotExist());
			assertThat(peer.answer()).isEqualTo("closed");
		}
	}

	private JavaPeer worker(Class<?> handler) {
		return JavaPeer.launch(handler,
				Stream
					.of("pull.address=" + this.first, "pull.bind=true", "push.address=" + this.second, "push.bind=true",
							"delivery=at-least-once")
					.map((setting) -> "zmq.workers.pool." + setting)
					.toArray(String[]::new));
	}

	record Result(int square) {

	}

	static class Answering {

		@ZmqListener("topic")
		void on(String text) {
			JavaPeer.writeAnswer(text);
		}

	}

	/** Closes its context when the JVM ends. */
	static class ClosingAtExit implements DisposableBean {

		ClosingAtExit(ConfigurableApplicationContext context) {
			context.registerShutdownHook();
		}

		@Override
		public void destroy() {
			JavaPeer.writeAnswer("closed");
		}

	}

	/** Answers some items and then no more. */
	static class Stalling {

		private final AtomicInteger count = new AtomicInteger();

		@ZmqWorkHandler("pool")
		byte[] work(byte[] work) throws InterruptedException {
			if (this.count.incrementAndGet() > ANSWERED) {
				new CountDownLatch(1).await();
			}
			return "{\"done\":true}".getBytes();
		}

	}

	static class Working {

		@ZmqWorkHandler("pool")
		byte[] work(byte[] work) {
			return "{\"done\":true}".getBytes();
		}

	}

}
