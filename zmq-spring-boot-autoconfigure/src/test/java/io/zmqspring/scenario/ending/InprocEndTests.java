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

package io.zmqspring.scenario.ending;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to messages over inproc when one of the roles stops.
 */
class InprocEndTests {

	private static final int MESSAGES = 1000;

	private final CountDownLatch gate = new CountDownLatch(1);

	private final AtomicInteger handled = new AtomicInteger();

	private final WorkRoles roles = new WorkRoles();

	@AfterEach
	void close() {
		this.gate.countDown();
		this.roles.close();
	}

	private String handle(String work) throws InterruptedException {
		this.gate.await();
		this.handled.incrementAndGet();
		return work;
	}

	private ZmqController controller(String... settings) {
		return this.roles.controller(settings);
	}

	private static String[] inproc(String... further) {
		String[] all = new String[further.length + 2];
		all[0] = "pull.address=inproc://end-work";
		all[1] = "push.address=inproc://end-results";
		System.arraycopy(further, 0, all, 2, further.length);
		return all;
	}

	private ZmqController inprocController() {
		return controller("workers.a.push.address=inproc://end-work", "workers.a.pull.address=inproc://end-results");
	}

	@Test
	void workThatAControllerHasSentIsHandledAfterItHasStopped() {
		ZmqController controller = inprocController();
		ZmqWorker worker = this.roles.worker(this::handle, inproc("push.address="));
		controller.start();
		worker.start();
		for (int i = 0; i < MESSAGES; i++) {
			controller.send("a", "work");
		}
		controller.stop();
		assertThat(controller.stats().drops()).isEmpty();
		this.gate.countDown();
		EventsApplication.await().until(() -> this.handled.get() == MESSAGES);
	}

	@Test
	void workBeyondTheQueueOfOneSocketIsHandledOrCountedWhenTheWorkerStops() {
		ZmqController controller = inprocController();
		ZmqWorker worker = this.roles.worker(this::handle, inproc("concurrency=1", "shutdown-timeout=200ms"));
		controller.start();
		worker.start();
		// The queue over inproc has room for the high-water marks of both sockets
		int sent = 2 * MESSAGES - 100;
		for (int i = 0; i < sent; i++) {
			controller.send("a", "work");
		}
		worker.stop();
		this.gate.countDown();
		EventsApplication.await()
			.untilAsserted(() -> assertThat(
					this.handled.get() + worker.stats().failed() + worker.stats().drops().getOrDefault("stopped", 0L))
				.isEqualTo(sent));
	}

	@Test
	void resultsThatNoControllerHasEverTakenAreCounted() {
		this.gate.countDown();
		ZmqController controller = controller("workers.a.push.address=inproc://end-work");
		ZmqWorker worker = this.roles.worker(this::handle, inproc());
		controller.start();
		worker.start();
		for (int i = 0; i < 10; i++) {
			controller.send("a", "work");
		}
		EventsApplication.await().until(() -> worker.stats().sent() == 10);
		worker.stop();
		assertThat(worker.stats().drops()).containsEntry("stopped", 10L);
	}

	@Test
	void messagesThatAPublisherHasSentAreHandledAfterItHasStopped() {
		ZmqPublisher publisher = PubSubRoles.publisher(this.roles.context(), "inproc://end-topics");
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.roles.context(), "inproc://end-topics");
		subscriber.addHandler("t", (topic, payload) -> handle("message"));
		publisher.start();
		subscriber.start();
		assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
		for (int i = 0; i < MESSAGES; i++) {
			publisher.publish("message", "t");
		}
		publisher.stop();
		this.gate.countDown();
		EventsApplication.await().until(() -> this.handled.get() == MESSAGES);
		assertThat(publisher.stats().drops()).isEmpty();
		subscriber.stop();
	}

}
