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
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the slice starts, with settings of production.
 */
@ZmqTest
@TestPropertySource(
		properties = { "zmq.security.open-sockets=refuse", "zmq.security.plain.shop.users.office=secret-of-the-office",
				"zmq.publishers.confirmations.security=shop", "zmq.publishers.confirmations.security-role=server" })
class SliceTests {

	@Test
	void handlersAreFoundAndOtherComponentsAreNot(ApplicationContext context) {
		assertThat(context.getBeansOfType(OrderListener.class)).hasSize(1);
		assertThat(context.getBeansOfType(Kitchen.class)).hasSize(1);
		assertThat(context.getBeansOfType(Labels.class)).isEmpty();
	}

	@Test
	void securityIsLeftOut(ZmqTestPeers peers) {
		peers.publisherFor("orders").publish("order.placed", new Order(7, "tea"));
		peers.subscriberOf("confirmations").await(1);
	}

	@Test
	void testPeersAreNoBeans(ApplicationContext context) {
		assertThat(context.getBeansOfType(ZmqPublisher.class)).containsOnlyKeys("confirmationsPublisher");
	}

}
