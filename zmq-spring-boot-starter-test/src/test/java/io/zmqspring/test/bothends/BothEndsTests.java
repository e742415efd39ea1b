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

package io.zmqspring.test.bothends;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.Transport;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * An application that has both ends of its connections, with either transport.
 */
class BothEndsTests {

	@Nested
	@SpringBootTest(properties = "spring.config.name=bothends")
	@AutoConfigureZmqTest
	class InProcess extends Cases {

	}

	@Nested
	@SpringBootTest(properties = "spring.config.name=bothends")
	@AutoConfigureZmqTest(transport = Transport.TCP)
	class ByTcp extends Cases {

		@Test
		void portsAreProperties(@Autowired Environment environment) {
			assertThat(environment.getProperty("local.zmq.publisher.events.port", Integer.class)).isPositive();
		}

	}

	abstract static class Cases {

		@Autowired
		private ZmqTestPeers peers;

		@Autowired
		private ZmqPublisher events;

		@Autowired
		private ZmqController control;

		@Test
		void topologyIsKept() {
			this.events.publish("1", "in");
			assertThat(this.peers.subscriberOf("events").await(2)).extracting("topic").containsExactly("in", "out");
		}

		@Test
		void peerPublishesBesideThePublisherOfTheApplication() {
			this.peers.publisherFor("own").publish("in", "2");
			assertThat(this.peers.subscriberOf("events").await(1)).singleElement()
				.satisfies((message) -> assertThat(message.text()).isEqualTo("2 heard"));
			assertThat(this.peers.history().messages()).hasSize(2);
		}

		@Test
		void workerOfTheApplicationAnswersItsController() throws Exception {
			assertThat(this.control.request("pool", new Number(1), Number.class).get()).isEqualTo(new Number(2));
			assertThatIllegalArgumentException().isThrownBy(() -> this.peers.workerFor("control", "pool"))
				.withMessageContaining("workers.calc.pull of the application is at the other end");
			assertThatIllegalArgumentException().isThrownBy(() -> this.peers.controllerFor("calc"))
				.withMessageContaining("controllers.control.workers.pool.pull of the application is at the other end");
		}

	}

	@SpringBootApplication
	static class Application {

		@Bean
		Handlers handlers(ZmqPublisher events) {
			return new Handlers(events);
		}

	}

	record Handlers(ZmqPublisher events) {

		@ZmqListener("in")
		void on(String text) {
			this.events.publish(text + " heard", "out");
		}

		@ZmqWorkHandler("calc")
		Number add(Number work) {
			return new Number(work.n() + 1);
		}

	}

	record Number(int n) {

	}

}
