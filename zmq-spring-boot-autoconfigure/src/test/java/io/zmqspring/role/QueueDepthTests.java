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

package io.zmqspring.role;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How many messages wait in the queues of a role.
 */
class QueueDepthTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final CountDownLatch proceed = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.proceed.countDown();
		this.context.close();
	}

	@Test
	void messagesOfASubscriberWaitWhileItsHandlerBlocks() throws Exception {
		try (ZmqPublisher publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:0")) {
			publisher.start();
			try (ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, PubSubRoles.addressOf(publisher))) {
				CountDownLatch handled = new CountDownLatch(100);
				subscriber.addHandler("*", (topic, payload) -> {
					this.proceed.await();
					handled.countDown();
				});
				subscriber.start();
				assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
				for (int i = 0; i < 100; i++) {
					publisher.publish("text", "t");
				}
				awaitDepth(subscriber, 99);
				awaitDepth(publisher, 0);
				this.proceed.countDown();
				assertThat(handled.await(30, TimeUnit.SECONDS)).isTrue();
				awaitDepth(subscriber, 0);
			}
		}
	}

	@Test
	void messagesInTheLanesOfAHandlerWait() {
		try (ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://lanes");
				ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://lanes")) {
			publisher.start();
			subscriber.add(new HandlerSpec("slow", List.of(subscriber.parse("*")), 2,
					HandlerInvocation.Single.of((topic, payload) -> this.proceed.await())), true);
			subscriber.start();
			assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
			for (int i = 0; i < 100; i++) {
				publisher.publish("text", "t");
			}
			awaitDepth(subscriber, 99);
			this.proceed.countDown();
			awaitDepth(subscriber, 0);
		}
	}

	@Test
	void messagesThatAreReceivedByHandWait() {
		try (ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://by-hand");
				ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://by-hand", "*")) {
			publisher.start();
			subscriber.start();
			assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
			publisher.publish("one", "t");
			publisher.publish("two", "t");
			awaitDepth(subscriber, 2);
			subscriber.receive(Duration.ofSeconds(20));
			awaitDepth(subscriber, 1);
		}
	}

	@Test
	void messagesOfAPausedSubscriberWait() {
		try (ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://paused");
				ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://paused", "*")) {
			subscriber.setDefaultHandler((topic, payload) -> {
			});
			publisher.start();
			subscriber.start();
			assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
			subscriber.pause();
			for (int i = 0; i < 10; i++) {
				publisher.publish("text", "t");
			}
			awaitDepth(subscriber, 10);
			subscriber.resume();
			awaitDepth(subscriber, 0);
		}
		assertThat(PubSubRoles.publisher(this.context, "inproc://new").stats().queueDepth()).isZero();
	}

	@Test
	void resultsForAControllerThatIsNotThereWait() {
		WorkRoles roles = new WorkRoles();
		try (RawPeer push = RawPeer.binding(SocketType.PUSH, roles.workAddress())) {
			ZmqWorker worker = roles.worker((work) -> work);
			worker.start();
			for (int i = 0; i < 5; i++) {
				push.send("work");
			}
			awaitDepth(worker, 5);
		}
		finally {
			roles.close();
		}
	}

	// The sender holds the lock of the socket while it waits for room
	@Test
	void depthIsReadWhileASenderWaitsForRoom() throws Exception {
		WorkRoles roles = new WorkRoles();
		ZmqController controller = roles.controller("send-timeout=20s", "workers.a.push.high-water-mark=5");
		ZmqWorker worker = roles.worker((work) -> {
			this.proceed.await();
			return null;
		}, "concurrency=1", "pull.high-water-mark=1");
		try {
			WorkRoles.start(controller, worker);
			AtomicInteger sent = new AtomicInteger();
			Thread sending = new Thread(() -> {
				while (this.proceed.getCount() > 0) {
					controller.send("a", new byte[500_000]);
					sent.incrementAndGet();
				}
			}, "sending");
			sending.start();
			await().untilAsserted(() -> assertThat(controller.stats().queueDepth()).isPositive());
			await().until(() -> isWaitingForRoom(sending));
			assertThat(controller.stats().queueDepth()).isBetween(1L, 5L);
			assertThat(worker.stats().queueDepth()).isPositive();
			this.proceed.countDown();
			sending.join();
		}
		finally {
			roles.close();
		}
	}

	private static boolean isWaitingForRoom(Thread sending) {
		return Arrays.stream(sending.getStackTrace()).anyMatch((frame) -> frame.getMethodName().equals("sendWaiting"));
	}

	private static void awaitDepth(ZmqRole role, long depth) {
		await().untilAsserted(() -> assertThat(role.stats().queueDepth()).isEqualTo(depth));
	}

}
