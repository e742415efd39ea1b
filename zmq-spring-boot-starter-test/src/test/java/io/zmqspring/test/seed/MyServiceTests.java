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

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.zmqspring.ZmqOperations;
import io.zmqspring.test.RecordedMessages;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The listing "Basic Usage": {@code test_my_service}.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.defaults.wire-format=single-frame",
		"zmq.publishers.test-service.address=tcp://*:5555", "zmq.subscribers.test-service.address=tcp://localhost:5556",
		"zmq.subscribers.test-service.topics=test.topic" })
class MyServiceTests {

	@Autowired
	private ZmqOperations zmq;

	@Test
	void publishedMessagesAreRecorded(ZmqTestPeers peers) {
		this.zmq.publish(Map.of("message", "hello"), "test.topic");
		RecordedMessages published = peers.subscriberOf("test-service");
		assertThat(published.await(1)).singleElement().satisfies((message) -> {
			assertThat(message.topic()).isEqualTo("test.topic");
			assertThat((Object) message.payload(Map.class)).isEqualTo(Map.of("message", "hello"));
		});
	}

}
