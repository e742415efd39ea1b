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

package io.zmqspring.scenario.interop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.messaging.handler.annotation.Header;
import org.zeromq.SocketType;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The topics that a subscription matches, by wire format. Messages of one publisher
 * arrive in order: when the last one has arrived, an earlier one that is missing did not
 * match.
 */
@ParameterizedClass
@EnumSource
class TopicFilterTests {

	private final TestTransport transport;

	TopicFilterTests(TestTransport transport) {
		this.transport = transport;
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void exactTopicDoesNotMatchTopicsThatStartWithIt(WireFormat wireFormat) {
		assertThat(listen(wireFormat, "status", "status2", "status.x", "statu", "status")).containsExactly("status");
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void prefixMatchesTopicsThatStartWithIt(WireFormat wireFormat) {
		assertThat(listen(wireFormat, "status*", "status2", "status.x", "statu", "status")).containsExactly("status2",
				"status.x", "status");
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void starMatchesEveryTopic(WireFormat wireFormat) {
		assertThat(listen(wireFormat, "*", "other", "größe", "status")).containsExactly("other", "größe", "status");
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void topicsAreCaseSensitive(WireFormat wireFormat) {
		assertThat(listen(wireFormat, "status", "Status", "STATUS", "status")).containsExactly("status");
	}

	@ParameterizedTest
	@EnumSource(WireFormat.class)
	void topicMayBeNonAscii(WireFormat wireFormat) {
		assertThat(listen(wireFormat, "größe", "größe")).containsExactly("größe");
	}

	@Test
	void rawSubscriptionIsPrefixOfThePayload() {
		assertThat(listen(WireFormat.RAW, "status", "other", "statu", "status2", "status")).containsExactly("status",
				"status");
	}

	@Test
	void publisherFiltersExactTopicOfSingleFrame() {
		try (Link link = new Link(WireFormat.SINGLE_FRAME, "status")) {
			link.publishAndAwait("status2", "status");
			assertThat(link.statistics().received()).isEqualTo(1);
		}
	}

	@Test
	void singleFrameMessageReachesAPeerSubscribedToAPrefixOfItsPayload() {
		try (Link link = new Link(WireFormat.SINGLE_FRAME, "other");
				PythonPeer peer = PythonPeer.socket(SocketType.SUB, false, link.address, "status {\"level\": 1")) {
			await().until(() -> {
				link.publisher().publish("{\"level\": 0}", "status");
				return link.publisher().stats().sent() > 0;
			});
			assertThat(link.publisher().hasSubscriber("status")).as("subscriber of all messages of the topic")
				.isFalse();
			link.publisher().publish("{\"level\": 1}", "status");
			assertThat(peer.received().frames()).containsExactly(PythonPeer.shown("status {\"level\": 1}".getBytes()));
		}
	}

	@Test
	void multipartSubscriberRejectsLongerTopicsThatZeroMqDelivers() {
		try (Link link = new Link(WireFormat.MULTIPART, "status")) {
			link.publishAndAwait("status2", "status");
			assertThat(link.statistics().received()).isEqualTo(2);
			assertThat(link.statistics().rejected("not-subscribed")).isEqualTo(1);
		}
	}

	private List<String> listen(WireFormat wireFormat, String pattern, String... published) {
		try (Link link = new Link(wireFormat, pattern)) {
			return link.publishAndAwait(published);
		}
	}

	/**
	 * A publisher and a listener in one application.
	 */
	private final class Link implements AutoCloseable {

		private final String address = TopicFilterTests.this.transport.address();

		private final TestApplication application;

		Link(WireFormat wireFormat, String pattern) {
			this.application = TestApplication.start(Listening.class, "zmq.publishers.out.address=" + this.address,
					"zmq.publishers.out.wire-format=" + wireFormat, "zmq.subscribers.in.address=" + this.address,
					"zmq.subscribers.in.wire-format=" + wireFormat, "pattern=" + pattern);
		}

		/**
		 * Publish and wait for the last message.
		 * @param topics the topics; with {@code raw} the prefixes of the messages
		 * @return the topics received
		 */
		List<String> publishAndAwait(String... topics) {
			ZmqPublisher publisher = publisher();
			await().until(() -> publisher.hasSubscriber(topics[topics.length - 1]));
			for (int i = 0; i < topics.length; i++) {
				boolean last = i == topics.length - 1;
				publisher.publish(topics[i] + (last ? "!" : ""), topics[i]);
			}
			Listening listener = this.application.bean(Listening.class);
			await().untilAsserted(() -> assertThat(listener.lastSeen).isTrue());
			return listener.topics;
		}

		ZmqPublisher publisher() {
			return this.application.bean(ZmqPublisher.class);
		}

		ZmqStatistics statistics() {
			return this.application.bean(ZmqSubscriber.class).stats();
		}

		@Override
		public void close() {
			this.application.close();
		}

	}

	static class Listening {

		private final List<String> topics = new CopyOnWriteArrayList<>();

		private volatile boolean lastSeen;

		@ZmqListener("${pattern}")
		void on(String payload, @Header(ZmqHeaders.TOPIC) String topic) {
			this.topics.add(topic);
			this.lastSeen = payload.endsWith("!");
		}

	}

}
