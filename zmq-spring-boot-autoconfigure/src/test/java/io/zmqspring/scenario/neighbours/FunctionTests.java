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

package io.zmqspring.scenario.neighbours;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@code Function} bean, as Spring Cloud Function and Spring Cloud Stream use them,
 * between a listener and a publisher. The bridge does not need Spring Cloud.
 */
class FunctionTests {

	@Test
	void listenerAppliesTheFunctionAndPublishesItsResult() {
		EventsApplication.with(Invoices.class).withUserConfiguration(Functions.class).run((context) -> {
			Invoices invoices = context.getBean(Invoices.class);
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("invoice"));
			EventsApplication.publish(context, "order", new Order("tea", 3));
			assertThat(invoices.received.poll(30, TimeUnit.SECONDS)).isEqualTo(new Invoice("3 of tea"));
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Functions {

		// tag::beans[]
		@Bean
		Function<Order, Invoice> invoice() {
			return (order) -> new Invoice(order.count() + " of " + order.what());
		}

		@Bean
		FunctionBridge functionBridge(Function<Order, Invoice> invoice) {
			return new FunctionBridge(invoice);
		}
		// end::beans[]

	}

	static class Invoices {

		private final BlockingQueue<Invoice> received = new LinkedBlockingQueue<>();

		@ZmqListener("invoice")
		void on(Invoice invoice) {
			this.received.add(invoice);
		}

	}

}
