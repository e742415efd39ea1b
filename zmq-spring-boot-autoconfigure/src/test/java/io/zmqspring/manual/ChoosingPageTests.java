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

package io.zmqspring.manual;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The examples of the page about patterns, in one application.
 */
class ChoosingPageTests {

	@Test
	void eachPatternTakesTheOrderToItsReceivers() throws Exception {
		try (TestApplication application = TestApplication.start(Restaurant.class,
				"spring.config.location=classpath:manual/choosing.yml")) {
			assertThat(application.bean(ZmqPublisher.class).awaitSubscriber("order.placed", Duration.ofSeconds(30)))
				.isTrue();
			Examples.Tea tea = application.bean(Examples.Waiter.class)
				.take(new Examples.Order("tea", 2))
				.get(30, TimeUnit.SECONDS);
			assertThat(tea).isEqualTo(new Examples.Tea("2 cups of tea"));
			Examples.Kitchen staff = application.bean(Examples.Kitchen.class);
			await().untilAsserted(() -> {
				assertThat(staff.boards).containsExactlyInAnyOrder("board 1: tea", "board 2: tea");
				assertThat(staff.served).containsExactlyInAnyOrder("2 cups of tea", "2 pieces of cake");
			});
		}
	}

	interface Examples {

		// tag::send[]
		@Component
		class Waiter {

			private final ZmqTemplate zmq;

			private final ZmqController kitchen;

			Waiter(ZmqTemplate zmq, ZmqController kitchen) {
				this.zmq = zmq;
				this.kitchen = kitchen;
			}

			CompletableFuture<Tea> take(Order order) {
				this.zmq.publish(order, "order.placed"); // all who listen
				this.kitchen.send("tea", order); // one worker, at most once
				this.kitchen.send("cake", order); // one worker, at least once
				return this.kitchen.request("tea", order, Tea.class); // and its answer
			}

		}
		// end::send[]

		// tag::receive[]
		@Component
		class Kitchen {

			final Queue<String> boards = new ConcurrentLinkedQueue<>();

			final Queue<Object> served = new ConcurrentLinkedQueue<>();

			@ZmqListener("order.placed")
			void firstBoard(Order order) {
				this.boards.add("board 1: " + order.type());
			}

			@ZmqListener("order.placed")
			void secondBoard(Order order) {
				this.boards.add("board 2: " + order.type());
			}

			@ZmqWorkHandler("tea")
			Tea brew(Order order) {
				return new Tea(order.count() + " cups of tea");
			}

			@ZmqWorkHandler("cake")
			Map<String, String> bake(Order order) {
				return Map.of("text", order.count() + " pieces of cake");
			}

			@ZmqResultListener
			void serve(Map<String, Object> result) { // of "send", not of "request"
				this.served.add(result.get("text"));
			}

		}
		// end::receive[]

		record Order(String type, int count) {
		}

		record Tea(String text) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Restaurant {

		@Bean
		Examples.Waiter waiter(ZmqTemplate zmq, ZmqController kitchen) {
			return new Examples.Waiter(zmq, kitchen);
		}

		@Bean
		Examples.Kitchen staff() {
			return new Examples.Kitchen();
		}

	}

}
