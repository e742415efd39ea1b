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

package io.zmqspring.test.seed;

import java.util.Map;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.zmqspring.ZmqOperations;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * "Mock Features": message history with times, error simulation, and a fresh bus for each
 * test.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.defaults.wire-format=single-frame",
		"zmq.publishers.service.address=tcp://*:5555", "zmq.subscribers.service.address=tcp://localhost:5556",
		"zmq.subscribers.service.topics=events" })
class CleanIsolationTests {

	@Autowired
	private ZmqOperations zmq;

	@Autowired
	private ZmqTestPeers peers;

	@RepeatedTest(3)
	void eachTestBeginsWithoutMessages() {
		assertThat(this.peers.history().messages()).isEmpty();
		this.zmq.publish(Map.of("n", 1), "events");
		this.peers.publisherFor("service").publish("events", Map.of("n", 2));
		assertThat(this.peers.history().await(2)).allSatisfy((message) -> {
			assertThat(message.topic()).isEqualTo("events");
			assertThat(message.receivedAt()).isNotNull();
		}).extracting("source").containsExactlyInAnyOrder("publisher 'service'", "test publisher of 'service'");
	}

	@Test
	void errorsCanBeInjected() {
		this.peers.faults().failNextPublish("service", new ZmqTimeoutException("simulated"));
		assertThatExceptionOfType(ZmqTimeoutException.class)
			.isThrownBy(() -> this.zmq.publish(Map.of("n", 1), "events"));
	}

}
