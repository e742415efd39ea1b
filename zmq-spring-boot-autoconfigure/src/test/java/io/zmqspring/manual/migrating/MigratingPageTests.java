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

package io.zmqspring.manual.migrating;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.manual.migrating.ByHand.Order;
import io.zmqspring.manual.migrating.ByHand.OrderPublisher;
import io.zmqspring.manual.migrating.ByHand.OrderSubscriber;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The listings of {@code docs/migrating.md}: each side of an application written with
 * JeroMQ works with the other side written with this library.
 */
class MigratingPageTests {

	private final String address = "tcp://127.0.0.1:" + FreePort.find();

	@Test
	void listenerReceivesFromAPublisherByHand() throws InterruptedException {
		try (OrderPublisher publisher = new OrderPublisher(this.address);
				TestApplication application = TestApplication.start(Orders.class,
						"zmq.subscribers.events.address=" + this.address)) {
			Orders orders = application.bean(Orders.class);
			EventsApplication.await().until(() -> {
				publisher.publish(new Order(1, "tea"));
				return orders.received.poll(20, TimeUnit.MILLISECONDS) != null;
			});
		}
	}

	@Test
	void subscriberByHandReceivesFromAPublisher() throws InterruptedException {
		BlockingQueue<Order> received = new LinkedBlockingQueue<>();
		try (TestApplication application = TestApplication.start(Shop.class,
				"zmq.publishers.events.address=" + this.address);
				OrderSubscriber subscriber = new OrderSubscriber(this.address, received::add)) {
			subscriber.start();
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			EventsApplication.await().until(() -> publisher.hasSubscriber("order.placed"));
			application.bean(Shop.class).place(new Order(2, "milk"));
			assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(new Order(2, "milk"));
		}
	}

	// tag::shop[]
	static class Shop {

		private final ZmqTemplate zmq;

		Shop(ZmqTemplate zmq) {
			this.zmq = zmq;
		}

		void place(Order order) {
			this.zmq.publish(order, "order.placed");
		}

	}
	// end::shop[]

	static class Orders {

		private final BlockingQueue<Order> received = new LinkedBlockingQueue<>();

		// tag::listener[]
		@ZmqListener("order.placed")
		void on(Order order) {
			this.received.add(order);
		}
		// end::listener[]

	}

}
