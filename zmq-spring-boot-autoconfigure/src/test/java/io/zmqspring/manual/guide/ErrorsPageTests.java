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

package io.zmqspring.manual.guide;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.handler.ZmqReplyingErrorHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqBatchListenerFailedException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of {@code docs/errors.md}.
 */
class ErrorsPageTests {

	private static TestApplication start() {
		String topics = "tcp://127.0.0.1:" + FreePort.find();
		String lost = "tcp://127.0.0.1:" + FreePort.find();
		String work = "tcp://127.0.0.1:" + FreePort.find();
		String results = "tcp://127.0.0.1:" + FreePort.find();
		return TestApplication.start(Examples.class, "zmq.publishers.events.address=" + topics,
				"zmq.subscribers.events.address=" + topics, "zmq.publishers.lost.address=" + lost,
				"zmq.publishers.lost.headers=true", "zmq.subscribers.lost.address=" + lost,
				"zmq.subscribers.lost.headers=true", "zmq.listener.retries.orders.max-attempts=5",
				"zmq.listener.retries.orders.initial-interval=2ms", "zmq.listener.retries.orders.max-interval=10ms",
				"zmq.listener.retries.orders.jitter=1ms", "zmq.listener.retries.orders.retry-on=java.io.IOException",
				"zmq.listener.retries.orders.not-retry-on=java.io.FileNotFoundException",
				"zmq.listener.retries.readings.max-attempts=2", "zmq.listener.dead-letter.publisher=lost",
				"zmq.workers.stock.pull.address=" + work, "zmq.workers.stock.push.address=" + results,
				"zmq.controllers.main.workers.stock.push.address=" + work,
				"zmq.controllers.main.workers.stock.pull.address=" + results);
	}

	private static ZmqPublisher publisher(TestApplication application) {
		ZmqPublisher events = application.bean("eventsPublisher", ZmqPublisher.class);
		for (String topic : List.of("order", "reading")) {
			assertThat(events.awaitSubscriber(topic, Duration.ofSeconds(30))).isTrue();
		}
		ZmqPublisher lost = application.bean("lostPublisher", ZmqPublisher.class);
		for (String topic : List.of("order.dead", "dead-letter")) {
			assertThat(lost.awaitSubscriber(topic, Duration.ofSeconds(30))).isTrue();
		}
		return events;
	}

	@Test
	void orderIsRetriedAndTheOneThatFailsBecomesADeadLetter() {
		try (TestApplication application = start()) {
			Examples examples = application.bean(Examples.class);
			ZmqPublisher publisher = publisher(application);
			publisher.publish(new Order("tea", 3), "order");
			publisher.publish(new Order("coffee", 9), "order");
			EventsApplication.await().until(() -> examples.dead.size() == 1);
			assertThat(examples.warehouse.attempts).containsExactly("tea", "tea", "tea", "coffee", "coffee", "coffee",
					"coffee", "coffee");
			assertThat(examples.warehouse.stored).containsExactly("tea");
			assertThat(examples.dead.get(0).headers()).containsEntry(ZmqHeaders.DEAD_LETTER_TOPIC, "order")
				.containsEntry(ZmqHeaders.DEAD_LETTER_EXCEPTION, IOException.class.getName());
			EventsApplication.await().until(() -> examples.errors.size() == 1);
			assertThat(examples.errors.get(0)).hasRootCauseInstanceOf(IOException.class);
		}
	}

	@Test
	void onlyTheReadingThatFailsIsLost() {
		try (TestApplication application = start()) {
			Examples examples = application.bean(Examples.class);
			ZmqPublisher publisher = publisher(application);
			for (int value : new int[] { 1, 2, -3, 4, 5 }) {
				publisher.publish(new Reading(value), "reading");
			}
			EventsApplication.await().until(() -> examples.warehouse.readings.size() == 4 && examples.dead.size() == 1);
			assertThat(examples.warehouse.readings).containsExactly(1, 2, 4, 5);
			assertThat(examples.dead.get(0).text()).contains("-3");
		}
	}

	@Test
	void requestForAnEmptyStockIsAnsweredByTheErrorHandler() {
		try (TestApplication application = start()) {
			ZmqController controller = application.bean(ZmqController.class);
			assertThat(controller.awaitWorkers("stock", 1, Duration.ofSeconds(30))).isTrue();
			assertThat(controller.request("stock", new Query("tea"), Stock.class))
				.succeedsWithin(Duration.ofSeconds(30))
				.isEqualTo(new Stock(0));
			assertThat(controller.request("stock", new Query("nothing"), Stock.class))
				.failsWithin(Duration.ofSeconds(30));
		}
	}

	record Order(String what, int failures) {
	}

	record Reading(int value) {
	}

	record Query(String what) {
	}

	record Stock(int count) {
	}

	static class Warehouse {

		private final List<String> attempts = new CopyOnWriteArrayList<>();

		private final List<String> stored = new CopyOnWriteArrayList<>();

		private final List<Integer> readings = new CopyOnWriteArrayList<>();

		void store(Order order) throws IOException {
			this.attempts.add(order.what());
			if (this.attempts.stream().filter(order.what()::equals).count() < order.failures()) {
				throw new IOException("the warehouse does not answer");
			}
			this.stored.add(order.what());
		}

		void store(Reading reading) {
			if (reading.value() < 0) {
				throw new IllegalArgumentException("negative");
			}
			this.readings.add(reading.value());
		}

		Stock count(Query query) {
			if (query.what().equals("tea")) {
				throw new NoSuchElementException("no tea");
			}
			throw new IllegalStateException("the warehouse does not answer");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Examples {

		private final Warehouse warehouse = new Warehouse();

		private final List<ZmqMessage> dead = new CopyOnWriteArrayList<>();

		private final List<ZmqException> errors = new CopyOnWriteArrayList<>();

		// tag::retry[]
		@ZmqListener(subscriber = "events", topics = "order", retry = "orders", deadLetter = "lost/order.dead")
		void receive(Order order) throws IOException {
			this.warehouse.store(order);
		}
		// end::retry[]

		// tag::batch[]
		@ZmqListener(subscriber = "events", topics = "reading", retry = "readings")
		void store(List<Reading> readings) {
			for (int i = 0; i < readings.size(); i++) {
				try {
					this.warehouse.store(readings.get(i));
				}
				catch (RuntimeException ex) {
					throw new ZmqBatchListenerFailedException("Reading not stored", ex, i);
				}
			}
		}
		// end::batch[]

		// tag::handler[]
		@Bean
		@Primary
		ZmqErrorHandler errorHandler() {
			return (message, error) -> this.errors.add(error);
		}
		// end::handler[]

		// tag::reply[]
		@Bean
		ZmqReplyingErrorHandler emptyStock() {
			return (message, error) -> (error.getCause() instanceof NoSuchElementException) ? new Stock(0) : null;
		}

		@ZmqWorkHandler(value = "stock", errorHandler = "emptyStock")
		Stock count(Query query) {
			return this.warehouse.count(query);
		}
		// end::reply[]

		// tag::dead[]
		@ZmqListener(subscriber = "lost", topics = { "order.dead", "dead-letter" })
		void lost(ZmqMessage letter) {
			this.dead.add(letter);
		}
		// end::dead[]

	}

}
