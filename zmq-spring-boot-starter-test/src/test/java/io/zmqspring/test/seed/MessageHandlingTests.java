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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The listing "Message Handler Testing": {@code test_message_handling}, with a handler
 * that returns at once and with an asynchronous one.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.defaults.wire-format=single-frame",
		"zmq.subscribers.handler-test.address=tcp://localhost:5556",
		"zmq.subscribers.handler-test.topics=events,more" })
@Import(MessageHandlingTests.Handlers.class)
class MessageHandlingTests {

	@Autowired
	private Handlers handlers;

	@Test
	void handlerIsCalled(ZmqTestPeers peers) {
		peers.publisherFor("handler-test").publish("events", Map.of("event", "test"));
		await().untilAsserted(
				() -> assertThat(this.handlers.received).containsExactly(Map.entry("events", Map.of("event", "test"))));
	}

	@Test
	void asynchronousHandlerIsCalled(ZmqTestPeers peers) {
		peers.publisherFor("handler-test").publish("more", Map.of("event", "test"));
		await().untilAsserted(() -> assertThat(this.handlers.asynchronous).containsExactly(Map.of("event", "test")));
	}

	static class Handlers {

		private final List<Map.Entry<String, Map<String, String>>> received = new CopyOnWriteArrayList<>();

		private final List<Map<String, String>> asynchronous = new CopyOnWriteArrayList<>();

		@ZmqListener("events")
		void on(@Header(ZmqHeaders.TOPIC) String topic, Map<String, String> message) {
			this.received.add(Map.entry(topic, message));
		}

		@ZmqListener("more")
		CompletableFuture<Void> onMore(Map<String, String> message) {
			return CompletableFuture.runAsync(() -> this.asynchronous.add(message));
		}

	}

}
