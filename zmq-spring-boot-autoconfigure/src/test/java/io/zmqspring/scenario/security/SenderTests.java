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

package io.zmqspring.scenario.security;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.util.StringUtils;
import org.zeromq.SocketType;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Everybody who handles a message gets the name of the peer that has sent it, which the
 * peer cannot set.
 */
@ParameterizedClass
@CsvSource({ "TCP, 127\\.0\\.0\\.1:\\d+", "IPC, ipc peer \\d+" })
class SenderTests extends SecuredApplicationFixture {

	private static final String FORGED = "{\"zmq_user_id\":\"admin\",\"zmq_peer_address\":\"10.0.0.1:1\",\"a\":\"b\"}";

	private final String sender;

	SenderTests(TestTransport transport, String sender) {
		super(transport);
		this.sender = sender;
	}

	private void start(Class<?> beans, String bound, String... settings) {
		startBound(beans, bound,
				StringUtils.concatenateStringArrays(new String[] { serverKey(), allowedClients() }, settings));
	}

	private void send(SocketType type, String... frames) {
		sendAs(type, "curve", frames);
	}

	private void assertSent(String... kinds) {
		Map<String, Map<String, ?>> senders = this.application.bean(Senders.class).all;
		await().untilAsserted(() -> assertThat(senders).containsOnlyKeys(kinds));
		assertThat(senders.values()).allSatisfy(this::assertClient);
	}

	private void assertClient(Map<String, ?> headers) {
		assertThat(headers.get(ZmqHeaders.USER_ID)).isEqualTo("client");
		assertThat(headers.get(ZmqHeaders.PEER_ADDRESS)).asString().matches(this.sender);
	}

	@Test
	void everyKindOfListenerGetsTheSender() {
		start(Listeners.class, "zmq.subscribers.in", "zmq.subscribers.in.headers=true");
		send(SocketType.XPUB, "t", "1", FORGED);
		assertSent("message", "headers", "batch", "channel");
	}

	@Test
	void errorHandlerAndDeadLetterGetTheSender() {
		start(Failing.class, "zmq.subscribers.in", "zmq.publishers.lost.address=inproc://sender.lost",
				"zmq.publishers.lost.headers=true", "zmq.subscribers.lost.address=inproc://sender.lost",
				"zmq.subscribers.lost.headers=true", "zmq.listener.dead-letter.publisher=lost",
				"zmq.listener.dead-letter.topic=lost");
		send(SocketType.XPUB, "t", "1");
		assertSent("error", "dead letter");
	}

	@Test
	void errorHandlerGetsTheSenderOfAMalformedMessage() {
		start(Failing.class, "zmq.subscribers.in", "zmq.subscribers.lost.address=inproc://sender.lost",
				"zmq.publishers.lost.address=inproc://sender.lost");
		send(SocketType.XPUB, "t", "1", "2", "3");
		assertSent("error");
	}

	@Test
	void messageReceivedByHandHasTheSender() {
		start(Senders.class, "zmq.subscribers.in", "zmq.subscribers.in.topics=t");
		send(SocketType.XPUB, "t", "1");
		assertClient(this.application.bean(ZmqSubscriber.class).receive(Duration.ofSeconds(10)).headers());
	}

	@Test
	void workHandlerGetsTheSender() {
		start(Working.class, "zmq.workers.w.pull", "zmq.workers.w.headers=true");
		send(SocketType.PUSH, "1", FORGED);
		assertSent("work", "work header");
	}

	@Test
	void errorHandlerGetsTheSenderOfMalformedWork() {
		start(Working.class, "zmq.workers.w.pull");
		send(SocketType.PUSH, "1", "2");
		assertSent("error");
	}

	@Test
	void forwardedMessageLeavesTheSenderBehind() {
		start(Forwarding.class, "zmq.subscribers.in", "zmq.publishers.out.address=inproc://sender.out",
				"zmq.subscribers.out.address=inproc://sender.out");
		send(SocketType.XPUB, "t", "1");
		Map<String, Map<String, ?>> senders = this.application.bean(Senders.class).all;
		await().until(() -> senders.containsKey("again"));
		assertThat(senders).isEqualTo(Map.of("again", Map.of()));
	}

	static class Senders {

		final Map<String, Map<String, ?>> all = new ConcurrentHashMap<>();

		@Bean
		ZmqErrorHandler errorHandler() {
			return (ZmqMessage message, ZmqException error) -> this.all.put("error", message.headers());
		}

	}

	static class Listeners extends Senders {

		@ZmqListener(value = "t", subscriber = "in")
		void message(ZmqMessage message) {
			this.all.put("message", message.headers());
		}

		@ZmqListener(value = "t", subscriber = "in")
		void headers(byte[] payload, @Header(ZmqHeaders.USER_ID) String user, @Headers Map<String, Object> headers) {
			headers.put(ZmqHeaders.USER_ID, user);
			this.all.put("headers", headers);
		}

		@ZmqListener(value = "t", subscriber = "in")
		void batch(List<ZmqMessage> messages) {
			this.all.put("batch", messages.get(0).headers());
		}

		@ZmqListener(value = "t", subscriber = "in")
		void springIntegration(Message<String> message) {
			QueueChannel channel = new QueueChannel();
			channel.send(message);
			this.all.put("channel", channel.receive().getHeaders());
		}

	}

	static class Failing extends Senders {

		@ZmqListener(value = "t", subscriber = "in")
		void fail(String text) {
			throw new IllegalStateException("no");
		}

		@ZmqListener(value = "lost", subscriber = "lost")
		void lost(ZmqMessage letter) {
			Map<String, String> headers = new HashMap<>();
			headers.put(ZmqHeaders.USER_ID, letter.headers().get(ZmqHeaders.DEAD_LETTER_USER_ID));
			headers.put(ZmqHeaders.PEER_ADDRESS, letter.headers().get(ZmqHeaders.DEAD_LETTER_PEER_ADDRESS));
			assertThat(letter.headers()).doesNotContainKeys(ZmqHeaders.USER_ID, ZmqHeaders.PEER_ADDRESS);
			this.all.put("dead letter", headers);
		}

	}

	static class Working extends Senders {

		@ZmqWorkHandler("w")
		void work(ZmqMessage message, @Header(ZmqHeaders.USER_ID) String user,
				@Header(ZmqHeaders.PEER_ADDRESS) String address) {
			this.all.put("work", message.headers());
			this.all.put("work header", Map.of(ZmqHeaders.USER_ID, user, ZmqHeaders.PEER_ADDRESS, address));
		}

	}

	static class Forwarding extends Senders {

		@ZmqListener(value = "t", subscriber = "in")
		@SendTo("out/again")
		ZmqMessage forward(ZmqMessage message) {
			return message;
		}

		@ZmqListener(value = "again", subscriber = "out")
		void again(ZmqMessage message) {
			this.all.put("again", message.headers());
		}

	}

}
