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

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An example of {@code docs/testing.md}: a worker and the controller that tests it.
 */
// tag::test[]
@SpringBootTest(
		properties = { "zmq.workers.tea.pull.address=inproc://work", "zmq.workers.tea.push.address=inproc://results",
				// the other side
				"zmq.controllers.test.workers.tea.push.address=inproc://work",
				"zmq.controllers.test.workers.tea.pull.address=inproc://results" })
class KitchenTests {

	@Test
	void teaIsMade(@Autowired ZmqController controller) throws Exception {
		Invoice made = controller.request("tea", new Order("cups", 2), Invoice.class).get(10, TimeUnit.SECONDS);
		assertThat(made.text()).isEqualTo("2 cups");
	}
	// end::test[]

	static class Kitchen {

		@ZmqWorkHandler("tea")
		Invoice make(Order order) {
			return new Invoice(order.count() + " " + order.what());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ZmqAutoConfiguration.class })
	static class KitchenApplication {

		@Bean
		Kitchen kitchen() {
			return new Kitchen();
		}

	}

	// tag::test[]

}
// end::test[]
