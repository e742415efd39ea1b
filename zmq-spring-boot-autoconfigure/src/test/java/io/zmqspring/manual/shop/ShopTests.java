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

package io.zmqspring.manual.shop;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first example of {@code docs/testing.md}: the test is the peer of the application.
 */
// tag::test[]
@SpringBootTest(
		properties = { "zmq.publishers.shop.address=inproc://shop", "zmq.subscribers.orders.address=inproc://orders",
				// the other side
				"zmq.publishers.test.address=inproc://orders", "zmq.subscribers.test.address=inproc://shop",
				"zmq.subscribers.test.topics=order.invoiced" })
class ShopTests {

	private static final Duration LONGEST = Duration.ofSeconds(10);

	@Autowired
	private ZmqPublisher testPublisher;

	@Autowired
	private ZmqSubscriber testSubscriber;

	@Autowired
	private ZmqPublisher shopPublisher;

	@Test
	void orderIsInvoiced() {
		assertThat(this.testPublisher.awaitSubscriber("order.placed", LONGEST)).isTrue();
		assertThat(this.shopPublisher.awaitSubscriber("order.invoiced", LONGEST)).isTrue();
		this.testPublisher.publish(new Order("tea", 2), "order.placed");
		Invoice invoice = this.testSubscriber.receive(Invoice.class, LONGEST);
		assertThat(invoice.text()).isEqualTo("2 of tea");
	}

}
// end::test[]
