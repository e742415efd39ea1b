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

package io.zmqspring.test.idle;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.retry.RetryPolicy;

import io.zmqspring.ZmqOperations;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.Transport;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A test that reads messages without a wait sees what slow handlers send, whatever calls
 * them. Otherwise an assertion that nothing was sent would pass by luck.
 */
class MessagesWithoutWaitTests {

	private static final long SLOW_MILLIS = 80;

	@Nested
	@Sliced
	class InProcess extends Cases {

		@Autowired
		private ZmqTestPeers peers;

		@Autowired
		private Handlers handlers;

		@Test
		void listenerThatDoesNotReturnIsNamed() {
			this.handlers.blocked = new CountDownLatch(1);
			try {
				this.peers.publisherFor("in").publish("blocked", "m");
				assertThatExceptionOfType(AssertionError.class)
					.isThrownBy(() -> this.peers.subscriberOf("out").messages())
					.withMessageContaining("Messages of publisher 'out' may still come, because after 5 s subscriber"
							+ " 'in' is still handling what it has received");
			}
			finally {
				this.handlers.blocked.countDown();
			}
		}

	}

	@Nested
	@Sliced
	@AutoConfigureZmqTest(transport = Transport.TCP)
	class ByTcp extends Cases {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@ZmqTest(properties = { "spring.config.name=none", "zmq.subscribers.in.address=tcp://localhost:7001",
			"zmq.publishers.out.address=tcp://*:7002", "zmq.workers.calc.pull.address=tcp://localhost:7003",
			"zmq.workers.calc.push.address=tcp://localhost:7004", "zmq.workers.calc.concurrency=2",
			"zmq.controllers.control.workers.pool.push.address=tcp://*:7005",
			"zmq.controllers.control.workers.pool.pull.address=tcp://*:7006" })
	@interface Sliced {

	}

	abstract static class Cases {

		@Autowired
		private ZmqTestPeers peers;

		@Autowired
		private ZmqController control;

		@Test
		void listenerOnTheReceivingThread() {
			publishAndCount("direct", 3);
		}

		@Test
		void listenerWithThreadsOfItsOwn() {
			publishAndCount("threads", 3);
		}

		@Test
		void listenerWithAsynchronousResult() {
			publishAndCount("async", 3);
		}

		@Test
		void listenerOfBatches() {
			publishAndCount("batch", 3);
		}

		@Test
		void listenerThatIsCalledAgain() {
			publishAndCount("retried", 1);
		}

		private void publishAndCount(String topic, int count) {
			for (int i = 0; i < count; i++) {
				this.peers.publisherFor("in").publish(topic, "m" + i);
			}
			assertThat(this.peers.subscriberOf("out").messages()).hasSize(count);
			assertThat(this.peers.history().messages()).hasSize(2 * count);
		}

		@Test
		void workerWithSeveralThreads() {
			this.peers.controllerFor("calc").send("1");
			this.peers.controllerFor("calc").send("2");
			assertThat(this.peers.controllerFor("calc").results().messages()).hasSize(2);
		}

		@Test
		void listenerOfResults() {
			this.peers.workerFor("control", "pool").answer((work) -> {
				Handlers.takeTime();
				return work.text();
			});
			this.control.send("pool", "{\"n\":1}");
			assertThat(this.peers.workerFor("control", "pool").received().messages()).hasSize(1);
			assertThat(this.peers.subscriberOf("out").messages()).hasSize(1);
		}

		@Test
		void listenerThatRequestsSomething() {
			this.peers.workerFor("control", "pool").answer((work) -> work.text());
			publishAndCount("request", 1, 4);
		}

		private void publishAndCount(String topic, int count, int all) {
			this.peers.publisherFor("in").publish(topic, "{\"n\":1}");
			assertThat(this.peers.subscriberOf("out").messages()).hasSize(count);
			assertThat(this.peers.history().messages()).hasSize(all);
		}

		@Test
		@Timeout(30)
		void handlerThatReadsMessagesDoesNotWaitForItself() {
			this.peers.workerFor("control", "pool")
				.answer((work) -> "{\"n\":" + this.peers.history().messages().size() + "}");
			this.control.send("pool", "{\"n\":1}");
			assertThat(this.peers.subscriberOf("out").messages()).hasSize(1);
		}

	}

	@SpringBootApplication
	static class Application {

		@Bean
		RetryPolicy again() {
			return RetryPolicy.builder().maxRetries(1).delay(Duration.ofMillis(SLOW_MILLIS)).build();
		}

		@Bean
		Handlers handlers(ZmqOperations zmq, ZmqController control) {
			return new Handlers(zmq, control);
		}

	}

	static class Handlers {

		private final ZmqOperations zmq;

		private final ZmqController control;

		private volatile CountDownLatch blocked = new CountDownLatch(1);

		private boolean tried;

		Handlers(ZmqOperations zmq, ZmqController control) {
			this.zmq = zmq;
			this.control = control;
		}

		static void takeTime() {
			try {
				new CountDownLatch(1).await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@ZmqListener("direct")
		void direct(String text) {
			takeTime();
			this.zmq.publish(text, "out");
		}

		@ZmqListener(topics = "threads", concurrency = "2")
		void threads(String text) {
			takeTime();
			this.zmq.publish(text, "out");
		}

		@ZmqListener("async")
		CompletableFuture<Void> async(String text) {
			return CompletableFuture.runAsync(() -> {
				takeTime();
				this.zmq.publish(text, "out");
			});
		}

		@ZmqListener("batch")
		void batch(List<String> texts) {
			takeTime();
			texts.forEach((text) -> this.zmq.publish(text, "out"));
		}

		@ZmqListener(topics = "retried", retry = "again")
		void retried(String text) {
			takeTime();
			this.tried = !this.tried;
			if (this.tried) {
				throw new IllegalStateException("Try again");
			}
			this.zmq.publish(text, "out");
		}

		@ZmqListener("request")
		void request(String text) {
			this.control.request("pool", new Number(1), Number.class).join();
			takeTime();
			this.zmq.publish(text, "out");
		}

		@ZmqListener("blocked")
		void block() throws InterruptedException {
			this.blocked.await(60, TimeUnit.SECONDS);
		}

		@ZmqWorkHandler("calc")
		String calculate(String work) {
			takeTime();
			return work;
		}

		@ZmqResultListener(controller = "control")
		void result(byte[] result) {
			takeTime();
			this.zmq.publish(result, "out");
		}

	}

	record Number(int n) {

	}

}
