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

package io.zmqspring.test.wire;

import java.lang.reflect.Type;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.messaging.handler.annotation.Header;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.ZmqOperations;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.test.RecordedMessage;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wire formats, headers and converters are those of production.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.publishers.multi.address=tcp://*:7001",
		"zmq.publishers.multi.headers=true", "zmq.subscribers.multi.address=tcp://other:7001",
		"zmq.subscribers.multi.headers=true", "zmq.publishers.single.address=tcp://*:7002",
		"zmq.publishers.single.wire-format=single-frame", "zmq.subscribers.single.address=tcp://*:7003",
		"zmq.subscribers.single.bind=true", "zmq.subscribers.single.wire-format=single-frame",
		"zmq.publishers.raw.address=tcp://other:7004", "zmq.publishers.raw.bind=false",
		"zmq.publishers.raw.wire-format=raw", "zmq.subscribers.raw.address=tcp://other:7005",
		"zmq.subscribers.raw.wire-format=raw", "zmq.publishers.own.address=tcp://*:7006",
		"zmq.publishers.own.converter=reversing" })
class WireFormatTests {

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqOperations zmq;

	@Test
	void multipartHasHeaders() {
		this.peers.publisherFor("multi").publish("a", Map.of("n", 1), Map.of("trace", "7"));
		RecordedMessage answer = this.peers.subscriberOf("multi").await(1).get(0);
		assertThat(answer.headers()).containsEntry("trace", "7");
		assertThat(answer.text()).isEqualTo("{\"n\":1}");
	}

	@Test
	void singleFrameHasTopicAndPayload() {
		this.peers.publisherFor("single").publish("b", Map.of("n", 2));
		RecordedMessage answer = this.peers.subscriberOf("single").await(1).get(0);
		assertThat(answer.topic()).isEqualTo("b.answer");
		assertThat(answer.text()).isEqualTo("{\"n\":2}");
	}

	@Test
	void rawHasThePayloadOnly() {
		this.peers.publisherFor("raw").publish("", "c:3");
		RecordedMessage answer = this.peers.subscriberOf("raw").await(1).get(0);
		assertThat(answer.text()).isEqualTo("c:3");
	}

	@Test
	void converterIsThatOfTheRole() {
		this.zmq.withPublisher("own").publish(new Text("abc"), "t");
		RecordedMessage message = this.peers.subscriberOf("own").await(1).get(0);
		assertThat(message.text()).isEqualTo("cba");
		assertThat(message.payload(Text.class)).isEqualTo(new Text("abc"));
	}

	@SpringBootConfiguration
	static class Application {

		@Bean
		Handlers handlers(ZmqOperations zmq) {
			return new Handlers(zmq);
		}

		@Bean
		ZmqMessageConverter reversing() {
			return new Reversing();
		}

		@Bean
		@Primary
		JsonMessageConverter zmqMessageConverter(JsonMapper mapper) {
			return new JsonMessageConverter(mapper);
		}

	}

	record Handlers(ZmqOperations zmq) {

		@ZmqListener(topics = "a", subscriber = "multi")
		void onMultipart(Map<String, Integer> payload, @Header("trace") String trace) {
			this.zmq.withPublisher("multi").publish(payload, "a.answer", Map.of("trace", trace));
		}

		@ZmqListener(topics = "b", subscriber = "single")
		void onSingleFrame(Map<String, Integer> payload) {
			this.zmq.withPublisher("single").publish(payload, "b.answer");
		}

		@ZmqListener(topics = "c*", subscriber = "raw")
		void onRaw(byte[] payload) {
			this.zmq.withPublisher("raw").publish(payload);
		}

	}

	record Text(String text) {

	}

	static class Reversing implements ZmqMessageConverter {

		@Override
		public byte[] toBytes(Object payload) {
			return new StringBuilder(((Text) payload).text()).reverse().toString().getBytes();
		}

		@Override
		public Object fromBytes(byte[] bytes, Type type) {
			return new Text(new StringBuilder(new String(bytes)).reverse().toString());
		}

	}

}
