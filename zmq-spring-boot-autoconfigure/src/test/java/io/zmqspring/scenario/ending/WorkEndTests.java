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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.scenario.ending.MessageCounter.Pace;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to work and results when a controller stops.
 */
class WorkEndTests {

	private static final int ITEMS = 500;

	private @Nullable WorkRoles roles;

	@AfterEach
	void close() {
		if (this.roles != null) {
			this.roles.close();
		}
	}

	private WorkRoles roles(TestTransport transport, TestSecurity security) {
		WorkRoles created = new WorkRoles(transport, security);
		this.roles = created;
		return created;
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
	void itemsOfAnAtLeastOncePoolAreNotCountedByAStopAndAreSentAfterTheNextStart(TestTransport transport,
			TestSecurity security) {
		WorkRoles work = roles(transport, security);
		ZmqController controller = work.controller("workers.a.delivery=at-least-once", "workers.a.in-flight=" + ITEMS,
				"workers.a.redelivery-timeout=100ms", "workers.a.max-attempts=1000", "workers.a.push.linger=0");
		try (MessageCounter worker = MessageCounter.of(transport, security, SocketType.PULL, Pace.HELD)) {
			controller.start();
			worker.connect(work.workAddress());
			assertThat(controller.awaitWorkers("a", 1, Duration.ofSeconds(30))).isTrue();
			String padding = "x".repeat(10_000);
			for (int i = 0; i < ITEMS; i++) {
				controller.send("a", "{\"id\": " + i + ", \"padding\": \"" + padding + "\"}");
			}
			EventsApplication.await().until(() -> controller.stats().sent() >= ITEMS);
			controller.stop();
			assertThat(controller.stats().drops()).isEmpty();
			worker.release();
			int before = worker.received();
			controller.start();
			EventsApplication.await().until(() -> worker.received() >= before + ITEMS);
			controller.destroy();
			assertThat(controller.stats().drops()).containsOnlyKeys("dead-letter").containsValue((long) ITEMS);
		}
	}

	@Test
	void resultsThatHadArrivedAreHandledWhenTheControllerStops() throws InterruptedException {
		String[] addresses = { "workers.a.push.address=inproc://ending-work",
				"workers.a.pull.address=inproc://ending-results" };
		WorkRoles work = roles(TestTransport.TCP, TestSecurity.NULL);
		ZmqController controller = work.controller(addresses);
		ZmqWorker worker = work.worker((item) -> item, "pull.address=inproc://ending-work",
				"push.address=inproc://ending-results");
		CountDownLatch gate = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		AtomicInteger handled = new AtomicInteger();
		controller.addResultHandler((pool, result) -> {
			entered.countDown();
			gate.await();
			handled.incrementAndGet();
		});
		controller.start();
		worker.start();
		for (int i = 0; i < ITEMS; i++) {
			controller.send("a", "work");
		}
		EventsApplication.await().until(() -> worker.stats().sent() == ITEMS && entered.getCount() == 0);
		Thread stopping = new Thread(controller::stop);
		stopping.start();
		EventsApplication.await().until(() -> !controller.isRunning());
		gate.countDown();
		stopping.join();
		assertThat(handled).hasValue(ITEMS);
		assertThat(controller.stats().drops()).isEmpty();
	}

}
