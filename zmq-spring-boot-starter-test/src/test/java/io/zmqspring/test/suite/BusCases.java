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

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.test.ZmqTestBus;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test that needs nothing of Spring's support for JUnit. Another test runs it in
 * another process.
 */
class BusCases {

	@Test
	void listenerPublishes() {
		try (ZmqTestBus bus = new ZmqTestBus()) {
			ConfigurableApplicationContext application = bus.start(PlainCases.Application.class, PlainCases.SETTINGS);
			ZmqTestPeers peers = bus.peers(application);
			peers.publisherFor("in").publish("text", "hello");
			assertThat(peers.subscriberOf("out").await(1)).singleElement()
				.satisfies((message) -> assertThat(message.text()).isEqualTo("HELLO"));
		}
	}

}
