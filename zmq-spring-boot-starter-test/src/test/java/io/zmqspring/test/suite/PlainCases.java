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

package io.zmqspring.test.suite;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.zmqspring.ZmqOperations;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.test.ControllerPeer;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test that needs neither Jackson nor the actuator. Other tests run it in other
 * processes.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.subscribers.in.address=tcp://localhost:7001",
		"zmq.publishers.out.address=tcp://*:7002", "zmq.workers.calc.pull.address=tcp://localhost:7003",
		"zmq.workers.calc.push.address=tcp://localhost:7004" })
public class PlainCases {

	public static final String[] SETTINGS = { "spring.config.name=none",
			"zmq.subscribers.in.address=tcp://localhost:7001", "zmq.publishers.out.address=tcp://*:7002",
			"zmq.workers.calc.pull.address=tcp://localhost:7003",
			"zmq.workers.calc.push.address=tcp://localhost:7004" };

	@Test
	void listenerPublishes(ZmqTestPeers peers) {
		peers.publisherFor("in").publish("text", "hello");
		assertThat(peers.subscriberOf("out").await(1)).singleElement()
			.satisfies((message) -> assertThat(message.text()).isEqualTo("HELLO"));
	}

	@Test
	void workerAnswers(ZmqTestPeers peers) {
		ControllerPeer controller = peers.controllerFor("calc");
		controller.send("abc");
		assertThat(controller.results().await(1)).singleElement()
			.satisfies((result) -> assertThat(result.bytes()).isEqualTo("cba".getBytes(StandardCharsets.UTF_8)));
	}

	@SpringBootConfiguration
	@ImportAutoConfiguration(ZmqAutoConfiguration.class)
	public static class Application {

		@Bean
		public Handlers handlers(ZmqOperations zmq) {
			return new Handlers(zmq);
		}

	}

	/**
	 * The handlers under test.
	 */
	public static class Handlers {

		private final ZmqOperations zmq;

		Handlers(ZmqOperations zmq) {
			this.zmq = zmq;
		}

		@ZmqListener("text")
		public void on(String text) {
			this.zmq.publish(text.toUpperCase(), "upper");
		}

		@ZmqWorkHandler("calc")
		public String reverse(String work) {
			return new StringBuilder(work).reverse().toString();
		}

	}

}
