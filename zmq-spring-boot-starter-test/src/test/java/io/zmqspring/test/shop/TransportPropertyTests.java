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
import org.springframework.beans.factory.annotation.Value;

import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The transport of tests whose annotation does not name one.
 */
@ZmqTest(properties = "spring.test.zmq.transport=tcp")
class TransportPropertyTests {

	@Test
	void propertyDecidesTheTransport(ZmqTestPeers peers, @Value("${local.zmq.publisher.confirmations.port}") int port) {
		assertThat(port).isPositive();
		peers.publisherFor("orders").publish("order.placed", new Order(7, "tea"));
		peers.subscriberOf("confirmations").await(1);
	}

}
