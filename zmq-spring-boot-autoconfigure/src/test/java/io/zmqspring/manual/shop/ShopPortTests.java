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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An example of {@code docs/testing.md}: a free port for a peer that does not use this
 * library.
 */
// tag::test[]
@SpringBootTest(properties = { "zmq.publishers.shop.address=tcp://127.0.0.1:0",
		"zmq.subscribers.orders.address=inproc://orders" })
class ShopPortTests {

	@Value("${local.zmq.publisher.shop.port}")
	private int port;

	// end::test[]

	@Test
	void plainPeerReceivesAnOrder(@Autowired Shop shop, @Autowired ZmqPublisher publisher) {
		try (RawSubscriber peer = new RawSubscriber("tcp://127.0.0.1:" + this.port, "order.")) {
			peer.awaitSubscribed(publisher, "order.placed");
			shop.reorder("tea");
			assertThat(peer.receiveText()).containsExactly("order.placed", "{\"what\":\"tea\",\"count\":100}");
		}
	}

	// tag::test[]

}
// end::test[]
