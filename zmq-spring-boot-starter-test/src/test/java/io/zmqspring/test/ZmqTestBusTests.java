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

package io.zmqspring.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several applications in one test.
 */
class ZmqTestBusTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final String[] FRONT = { "zmq.publishers.orders.address=tcp://*:5555",
			"zmq.controllers.work.workers.pool.push.address=tcp://*:5557",
			"zmq.controllers.work.workers.pool.pull.address=tcp://*:5558", "spring.config.name=none" };

	private static final String[] BACK = { "zmq.subscribers.orders.address=tcp://localhost:5555",
			"zmq.publishers.invoices.address=tcp://*:5556", "zmq.workers.calc.pull.address=tcp://localhost:5557",
			"zmq.workers.calc.push.address=tcp://localhost:5558", "spring.config.name=none" };

	@Test
	void applicationsMeetWhicheverStartsFirst() throws Exception {
		try (ZmqTestBus bus = new ZmqTestBus()) {
			meets(bus, bus.start(Front.class, FRONT), bus.start(Back.class, BACK));
		}
		try (ZmqTestBus bus = new ZmqTestBus()) {
			ConfigurableApplicationContext back = bus.start(Back.class, BACK);
			meets(bus, bus.start(Front.class, FRONT), back);
		}
	}

	private static void meets(ZmqTestBus bus, ConfigurableApplicationContext front, ConfigurableApplicationContext back)
			throws Exception {
		front.getBean(ZmqPublisher.class).publish("1", "order");
		assertThat(bus.peers(back).subscriberOf("invoices").await(1)).singleElement()
			.satisfies((message) -> assertThat(message.text()).isEqualTo("invoice of 1"));
		assertThat(bus.history().await(2)).extracting(RecordedMessage::source)
			.containsExactlyInAnyOrder("publisher 'orders'", "publisher 'invoices'");
		assertThat(front.getBean(ZmqController.class).request("pool", new Number(1), Number.class).get())
			.isEqualTo(new Number(2));
		bus.peers(back).publisherFor("orders").publish("order", "2");
		bus.peers(back).subscriberOf("invoices").await(2);
	}

	@Test
	void busesDoNotMeet() {
		try (ZmqTestBus one = new ZmqTestBus(); ZmqTestBus other = new ZmqTestBus()) {
			CompletableFuture<ConfigurableApplicationContext> starting = CompletableFuture
				.supplyAsync(() -> other.start(Back.class, BACK));
			ConfigurableApplicationContext front = one.start(Front.class, FRONT);
			ConfigurableApplicationContext back = starting.join();
			front.getBean(ZmqPublisher.class).publish("1", "order");
			one.history().await(1);
			assertThat(back.getBean(io.zmqspring.subscriber.ZmqSubscriber.class).stats().received()).isZero();
		}
	}

	@RepeatedTest(3)
	void severalBusesStartApplicationsAtTheSameTime() {
		List<CompletableFuture<Void>> starts = Stream.generate(() -> CompletableFuture.runAsync(() -> {
			try (ZmqTestBus bus = new ZmqTestBus()) {
				bus.start(Front.class, FRONT);
			}
		}, (task) -> new Thread(task).start())).limit(4).toList();
		assertThat(starts).allSatisfy((start) -> assertThat(start).succeedsWithin(TIMEOUT));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Front {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Back {

		@Bean
		Handlers handlers(ZmqPublisher invoices) {
			return new Handlers(invoices);
		}

	}

	record Handlers(ZmqPublisher invoices) {

		@ZmqListener("order")
		void on(String order) {
			this.invoices.publish("invoice of " + order, "invoice");
		}

		@ZmqWorkHandler("calc")
		Number add(Number work) {
			return new Number(work.n() + 1);
		}

	}

	record Number(int n) {

	}

}
