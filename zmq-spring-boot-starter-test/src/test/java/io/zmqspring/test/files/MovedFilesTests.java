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

package io.zmqspring.test.files;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.messaging.handler.annotation.SendTo;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.Transport;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sockets at Unix domain sockets are moved like others: those of one path meet, and no
 * file is created. Options that only the former transport has are left behind.
 */
class MovedFilesTests {

	private static final String ORDERS = "ipc:///no/such/directory/orders";

	@Nested
	@ZmqTest(properties = { "spring.config.name=none", "zmq.publishers.orders.address=" + ORDERS,
			"zmq.publishers.orders.socket.ipc-permissions=rw-rw----", "zmq.subscribers.orders.address=" + ORDERS,
			"zmq.publishers.answers.address=ipc://*", "zmq.defaults.socket.max-connections=5" })
	class InProcess extends Cases {

	}

	@Nested
	@AutoConfigureZmqTest(transport = Transport.TCP)
	@ZmqTest(properties = { "spring.config.name=none", "zmq.publishers.orders.address=" + ORDERS,
			"zmq.publishers.orders.socket.ipc-permissions=rw-rw----", "zmq.subscribers.orders.address=" + ORDERS,
			"zmq.publishers.answers.address=ipc://*", "zmq.defaults.socket.max-connections=5" })
	class ByTcp extends Cases {

	}

	abstract static class Cases {

		@Autowired
		private ZmqTestPeers peers;

		@Autowired
		private ZmqPublisher ordersPublisher;

		@Test
		void publisherAndSubscriberOfOnePathMeet() {
			this.ordersPublisher.publish("tea", "order");
			assertThat(this.peers.subscriberOf("answers").await(1)).singleElement()
				.satisfies((message) -> assertThat(message.text()).isEqualTo("tea is ready"));
		}

		@Test
		void testPeerPublishesToTheSubscriber() {
			this.peers.publisherFor("orders").publish("order", "soup");
			assertThat(this.peers.subscriberOf("answers").await(1)).singleElement()
				.satisfies((message) -> assertThat(message.text()).isEqualTo("soup is ready"));
		}

		@Test
		void permissionsOfTheFileAreLeftBehind() {
			assertThat(this.ordersPublisher.settings().socket()).extracting(SocketTuning::ipcPermissions).isNull();
		}

	}

	@SpringBootApplication
	static class Application {

		@ZmqListener("order")
		@SendTo("answers/answer")
		String cook(String order) {
			return order + " is ready";
		}

	}

}
