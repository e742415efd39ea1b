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

package io.zmqspring.test.address;

import java.util.List;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.zmqspring.autoconfigure.settings.ZmqPublisherConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqSubscriberCustomizer;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.Transport;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sockets meet where connection details and customizers of the application let them meet,
 * not only where the configured addresses do.
 */
class ProductionTopologyTests {

	@Nested
	@ZmqTest(properties = { "spring.config.name=none", "zmq.publishers.first.address=tcp://unused.example.org:1",
			"zmq.publishers.second.port=7102", "zmq.publishers.second.address=tcp://*",
			"zmq.defaults.high-water-mark=50", "zmq.subscribers.in.address=tcp://unused.example.org:2" })
	class InProcess extends Cases {

	}

	@Nested
	@AutoConfigureZmqTest(transport = Transport.TCP)
	@ZmqTest(properties = { "spring.config.name=none", "zmq.publishers.first.address=tcp://unused.example.org:1",
			"zmq.publishers.second.port=7102", "zmq.publishers.second.address=tcp://*",
			"zmq.defaults.high-water-mark=50", "zmq.subscribers.in.address=tcp://unused.example.org:2" })
	class ByTcp extends Cases {

	}

	abstract static class Cases {

		@Autowired
		private ZmqTestPeers peers;

		@Autowired
		private ZmqPublisher firstPublisher;

		@Autowired
		private ZmqPublisher secondPublisher;

		@Test
		void publisherAndSubscriberOfTheApplicationMeet() {
			this.firstPublisher.publish("1", "in");
			assertThat(this.peers.subscriberOf("second").await(1)).singleElement()
				.satisfies((message) -> assertThat(message.text()).isEqualTo("1 heard"));
			assertThat(this.secondPublisher.settings().highWaterMark()).isEqualTo(50);
		}

		@Test
		void severalAddressesOfOneRoleMeetToo() {
			this.secondPublisher.publish("2", "in");
			assertThat(this.peers.subscriberOf("second").await(2)).extracting("topic").containsExactly("in", "out");
		}

		@Test
		void testPeerPublishesBesideThem() {
			this.peers.publisherFor("in").publish("in", "3");
			assertThat(this.peers.subscriberOf("second").await(1)).singleElement()
				.satisfies((message) -> assertThat(message.text()).isEqualTo("3 heard"));
		}

	}

	@SpringBootApplication
	static class Application {

		@Bean
		ZmqPublisherConnectionDetails details() {
			return (name) -> name.equals("first") ? List.of("tcp://*:7101") : List.of();
		}

		@Bean
		ZmqSubscriberCustomizer twoAddresses() {
			return (name, builder) -> builder.address("tcp://localhost:7101", "tcp://127.0.0.1:7102");
		}

		@Bean
		Handlers handlers(ZmqPublisher secondPublisher) {
			return new Handlers(secondPublisher);
		}

	}

	record Handlers(ZmqPublisher out) {

		@ZmqListener("in")
		void on(String text) {
			this.out.publish(text + " heard", "out");
		}

	}

}
