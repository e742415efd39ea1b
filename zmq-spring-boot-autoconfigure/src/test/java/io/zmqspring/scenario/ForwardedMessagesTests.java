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

package io.zmqspring.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A {@code Message} or {@code ZmqMessage} that is published, sent as work or returned as
 * a result goes out as its payload with its topic and headers, not as the JSON of the
 * object.
 */
class ForwardedMessagesTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private TestApplication application;

	@AfterEach
	void close() {
		this.application.close();
	}

	private Inbox events(boolean headers) {
		this.application = TestApplication.start(Inbox.class, "zmq.publishers.events.address=inproc://forwarded",
				"zmq.publishers.events.headers=" + headers, "zmq.subscribers.events.address=inproc://forwarded",
				"zmq.subscribers.events.headers=" + headers);
		assertThat(publisher().awaitSubscriber("order", SOON)).isTrue();
		return this.application.bean(Inbox.class);
	}

	private ZmqPublisher publisher() {
		return this.application.bean(ZmqPublisher.class);
	}

	@Test
	void zmqMessageIsPublishedWithItsTopicItsBytesAndItsHeaders() throws InterruptedException {
		Inbox inbox = events(true);
		this.application.bean(ZmqTemplate.class)
			.publish(new ZmqMessage("order", new byte[] { 1, 2 }, Map.of("trace", "7")));
		assertThat(inbox.next()).isEqualTo(new ZmqMessage("order", new byte[] { 1, 2 }, Map.of("trace", "7")));
	}

	@Test
	void explicitTopicAndHeadersReplaceThoseOfTheMessage() throws InterruptedException {
		Inbox inbox = events(true);
		publisher().publish(new ZmqMessage("other", new byte[] { 1 }, Map.of("a", "old", "b", "kept")), "order",
				Map.of("a", "new"));
		assertThat(inbox.next()).isEqualTo(new ZmqMessage("order", new byte[] { 1 }, Map.of("a", "new", "b", "kept")));
	}

	@Test
	void payloadAndHeadersOfASpringMessageArePublished() throws InterruptedException {
		Inbox inbox = events(true);
		UUID id = UUID.randomUUID();
		publisher().publish(
				MessageBuilder.withPayload(Map.of("id", 1)).setHeader("order", id).setHeader("count", 3).build(),
				"order");
		assertThat(inbox.next())
			.isEqualTo(new ZmqMessage("order", "{\"id\":1}".getBytes(), Map.of("order", id.toString(), "count", "3")));
	}

	@Test
	void receivedSpringMessageGoesToItsTopicAgainWithoutWhatTheReceiverAdded() throws InterruptedException {
		Inbox inbox = events(true);
		Message<?> received = MessageBuilder.withPayload(new ZmqMessage("inner", "text".getBytes()))
			.setHeader(ZmqHeaders.TOPIC, "order")
			.setHeader(ZmqHeaders.SUBSCRIBER, "in")
			.setHeader(ZmqHeaders.LISTENER, "x")
			.build();
		publisher().publish(received);
		assertThat(inbox.next()).isEqualTo(new ZmqMessage("order", "text".getBytes()));
	}

	@Test
	void topicOfASpringMessageWithoutOneIsThatOfItsPayload() throws InterruptedException {
		Inbox inbox = events(false);
		publisher().publish(MessageBuilder.withPayload(Map.of("type", "order")).build());
		assertThat(inbox.next()).isEqualTo(new ZmqMessage("order", "{\"type\":\"order\"}".getBytes()));
	}

	@Test
	void headersThatCannotBeSentAreRefused() {
		events(false);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> publisher().publish(new ZmqMessage("order", new byte[0], Map.of("trace", "7"))))
			.withMessageContaining("zmq.publishers.events.headers");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> publisher()
				.publish(MessageBuilder.withPayload("text").setHeader("object", new Object()).build(), "order"))
			.withMessageContaining("'object'");
	}

	@Test
	void workAndResultsThatAreMessagesAreSentAsTheirPayloadWithTheirHeaders() throws Exception {
		this.application = TestApplication.start(Forwarding.class,
				"zmq.controllers.main.workers.a.push.address=inproc://forwarded.work",
				"zmq.controllers.main.workers.a.pull.address=inproc://forwarded.results",
				"zmq.controllers.main.workers.a.message-types=type", "zmq.controllers.main.headers=true",
				"zmq.workers.a.pull.address=inproc://forwarded.work",
				"zmq.workers.a.push.address=inproc://forwarded.results", "zmq.workers.a.headers=true");
		ZmqController controller = this.application.bean(ZmqController.class);
		Forwarding results = this.application.bean(Forwarding.class);
		ZmqMessage work = new ZmqMessage("type", "{\"id\":1}".getBytes(), Map.of("trace", "7"));
		controller.send("a", work);
		controller.dispatch(MessageBuilder.withPayload(work).build());
		controller.sendToAllWorkers(work);
		for (int i = 0; i < 3; i++) {
			ZmqMessage result = results.next();
			assertThat(result.text()).isEqualTo("{\"work_id\":1,\"id\":1}");
			assertThat(result.headers()).isEqualTo(Map.of("trace", "7", "worker", "yes"));
		}
		assertThat(controller.request("a", work, String.class)).succeedsWithin(SOON)
			.isEqualTo("{\"work_id\":1,\"id\":1}");
	}

	static class Inbox {

		private final BlockingQueue<ZmqMessage> messages = new LinkedBlockingQueue<>();

		@ZmqListener("order")
		void on(ZmqMessage message) {
			this.messages.add(message);
		}

		ZmqMessage next() throws InterruptedException {
			return this.messages.poll(30, TimeUnit.SECONDS);
		}

	}

	static class Forwarding {

		private final BlockingQueue<ZmqMessage> results = new LinkedBlockingQueue<>();

		@ZmqWorkHandler("a")
		Message<ZmqMessage> work(ZmqMessage work) {
			return MessageBuilder.withPayload(work).setHeader("worker", "yes").build();
		}

		@ZmqResultListener
		void on(ZmqMessage result) {
			this.results.add(result);
		}

		ZmqMessage next() throws InterruptedException {
			return this.results.poll(30, TimeUnit.SECONDS);
		}

	}

}
