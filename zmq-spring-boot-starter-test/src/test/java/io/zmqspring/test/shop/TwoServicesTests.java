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

package io.zmqspring.test.shop;

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.test.ZmqTestBus;
import io.zmqspring.test.office.OfficeApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

// tag::test[]
class TwoServicesTests {

	@Test
	void officeFilesTheConfirmationsOfTheShop() {
		try (ZmqTestBus bus = new ZmqTestBus()) {
			bus.startOn("shop.example.org", ShopApplication.class);
			ConfigurableApplicationContext office = bus.startOn("orders.example.org", OfficeApplication.class,
					"spring.config.name=office");
			office.getBean(ZmqPublisher.class).publish(new Order(7, "tea"), "order.placed");
			assertThat(bus.history().await(2)).extracting("topic")
				.containsExactlyInAnyOrder("order.placed", "order.confirmed");
			OfficeApplication files = office.getBean(OfficeApplication.class);
			await().untilAsserted(() -> assertThat(files.filed()).containsExactly(new Confirmation(7, "1 tea")));
		}
	}

}
// end::test[]
