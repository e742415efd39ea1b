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

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.publisher.ZmqPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An example of {@code docs/testing.md}: settings and configuration classes.
 */
// tag::test[]
class ShopConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
		.withBean(Shop.class)
		.withPropertyValues("zmq.subscribers.orders.address=inproc://orders");

	@Test
	void everyEntryIsABean() {
		this.runner.withPropertyValues("zmq.publishers.shop.address=inproc://shop")
			.run((context) -> assertThat(context).hasSingleBean(ZmqPublisher.class).hasBean("shopPublisher"));
	}

	@Test
	void startFailsWithoutAPublisher() {
		this.runner.run((context) -> assertThat(context).getFailure().hasMessageContaining("needs a publisher"));
	}

}
// end::test[]
