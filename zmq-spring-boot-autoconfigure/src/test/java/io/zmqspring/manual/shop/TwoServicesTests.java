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
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An example of {@code docs/testing.md}: two applications in one test.
 */
// tag::test[]
class TwoServicesTests {

	private static final Duration LONGEST = Duration.ofSeconds(10);

	@Test
	void officeReceivesTheInvoicesOfTheShop() {
		try (ConfigurableApplicationContext shop = start(ShopApplication.class,
				"--zmq.publishers.shop.address=tcp://127.0.0.1:0", "--zmq.subscribers.orders.address=tcp://127.0.0.1:0",
				"--zmq.subscribers.orders.bind=true")) {
			String invoices = shop.getEnvironment().getProperty("local.zmq.publisher.shop.port");
			String orders = shop.getEnvironment().getProperty("local.zmq.subscriber.orders.port");
			try (ConfigurableApplicationContext office = start(OfficeApplication.class,
					"--zmq.subscribers.shop.address=tcp://127.0.0.1:" + invoices,
					"--zmq.subscribers.shop.topics=order.invoiced",
					"--zmq.publishers.orders.address=tcp://127.0.0.1:" + orders,
					"--zmq.publishers.orders.bind=false")) {
				ZmqPublisher publisher = office.getBean(ZmqPublisher.class);
				assertThat(publisher.awaitSubscriber("order.placed", LONGEST)).isTrue();
				assertThat(shop.getBean(ZmqPublisher.class).awaitSubscriber("order.invoiced", LONGEST)).isTrue();
				publisher.publish(new Order("tea", 2), "order.placed");
				assertThat(office.getBean(ZmqSubscriber.class).receive(Invoice.class, LONGEST).text())
					.isEqualTo("2 of tea");
			}
		}
	}

	private static ConfigurableApplicationContext start(Class<?> application, String... arguments) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE).run(arguments);
	}

}
// end::test[]
