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

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.security.CurveKeys;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An example of {@code docs/testing.md}: the test makes the keys.
 */
// tag::test[]
@SpringBootTest(properties = { "zmq.publishers.shop.address=tcp://127.0.0.1:0", "zmq.publishers.shop.security=shop",
		"zmq.security.curve.shop.reload-interval=0", "zmq.subscribers.orders.address=inproc://orders" })
class ShopSecurityTests {

	private static final Duration LONGEST = Duration.ofSeconds(10);

	@TempDir
	private static Path keys;

	@DynamicPropertySource
	static void makeKeys(DynamicPropertyRegistry properties) throws Exception {
		CurveKeys shop = CurveKeys.create(keys.resolve("shop"));
		CurveKeys.create(keys.resolve("office"));
		properties.add("zmq.security.curve.shop.secret-file", shop.secretFile()::toString);
		properties.add("zmq.security.curve.shop.clients-directory", keys::toString);
	}

	@Test
	void officeIsLetInWithItsKey(@Autowired ZmqPublisher publisher, @Autowired Shop shop,
			@Value("${local.zmq.publisher.shop.port}") int port) {
		try (ConfigurableApplicationContext office = new SpringApplicationBuilder(OfficeApplication.class)
			.web(WebApplicationType.NONE)
			.run("--zmq.security.curve.office.secret-file=" + keys.resolve("office.key_secret"),
					"--zmq.security.curve.office.server-key-file=" + keys.resolve("shop.key"),
					"--zmq.subscribers.shop.address=tcp://127.0.0.1:" + port,
					"--zmq.subscribers.shop.topics=order.placed", "--zmq.subscribers.shop.security=office")) {
			assertThat(publisher.awaitSubscriber("order.placed", LONGEST)).isTrue();
			shop.reorder("tea");
			assertThat(office.getBean(ZmqSubscriber.class).receive(Order.class, LONGEST).what()).isEqualTo("tea");
		}
	}

}
// end::test[]
