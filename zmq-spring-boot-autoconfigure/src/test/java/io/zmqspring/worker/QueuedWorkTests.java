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

package io.zmqspring.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.role.ZmqStatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Work in the queue of a worker that is stopped.
 */
class QueuedWorkTests {

	// More than JeroMQ delivers before it checks whether the call was cancelled
	private static final int ITEMS = 500;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
		.withUserConfiguration(Gated.class)
		.withPropertyValues("zmq.controllers.main.workers.pool.push.address=inproc://work",
				"zmq.controllers.main.workers.pool.pull.address=inproc://results",
				"zmq.workers.one.pull.address=inproc://work", "zmq.workers.one.concurrency=1");

	@Test
	void workInTheQueueIsDoneWhileThereIsTime() {
		this.runner.run((context) -> {
			Gated gated = sendSome(context.getBean(ZmqController.class), context.getBean(Gated.class));
			gated.gate.countDown();
			context.getBean(ZmqWorker.class).stop();
			assertThat(gated.done).hasValue(ITEMS);
		});
	}

	@Test
	void workInTheQueueIsCountedAsDroppedWhenThereIsNoTimeLeft() {
		this.runner.withPropertyValues("zmq.workers.one.shutdown-timeout=200ms").run((context) -> {
			Gated gated = sendSome(context.getBean(ZmqController.class), context.getBean(Gated.class));
			ZmqWorker worker = context.getBean(ZmqWorker.class);
			worker.stop();
			await().untilAsserted(() -> {
				ZmqStatistics stats = worker.stats();
				assertThat(stats.received()).isEqualTo(ITEMS);
				assertThat(stats.failed() + stats.dropped() + gated.done.get()).isEqualTo(ITEMS);
				assertThat(stats.dropped()).isGreaterThanOrEqualTo(ITEMS - 2);
			});
		});
	}

	private static Gated sendSome(ZmqController controller, Gated gated) {
		for (int i = 0; i < ITEMS; i++) {
			controller.send("pool", "item " + i);
		}
		await().until(() -> gated.begun.get() == 1);
		return gated;
	}

	@Configuration(proxyBeanMethods = false)
	static class Gated {

		final CountDownLatch gate = new CountDownLatch(1);

		final AtomicInteger begun = new AtomicInteger();

		final AtomicInteger done = new AtomicInteger();

		@Bean
		SmartInitializingSingleton handler(ZmqWorker worker) {
			return () -> worker.setWorkHandler((work) -> {
				this.begun.incrementAndGet();
				this.gate.await();
				return this.done.incrementAndGet();
			});
		}

	}

}
