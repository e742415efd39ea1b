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

package io.zmqspring.scenario.seeds;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Subscribers of the story TEA-STREAM-002.2 that join late or change their filter.
 */
@ParameterizedClass
@EnumSource
class PubSubSubscriptionTests {

	private static final int MESSAGES = 100;

	private final String address;

	PubSubSubscriptionTests(TestTransport transport) {
		this.address = transport.address();
	}

	private TestApplication publishing() {
		return TestApplication.start(NoBeans.class, "zmq.publishers.out.address=" + this.address,
				"zmq.publishers.out.wire-format=raw");
	}

	private PythonPeer subscriber(String... filters) {
		return PythonPeer.socket(SocketType.SUB, false, this.address, filters);
	}

	private static List<String> publish(ZmqPublisher publisher, String prefix, int from, int to) {
		List<String> messages = IntStream.range(from, to).mapToObj((number) -> prefix + number).toList();
		messages.forEach(publisher::publish);
		return messages;
	}

	private static void assertReceives(PythonPeer subscriber, List<String> messages) {
		for (String message : messages) {
			assertThat(subscriber.received().frames()).containsExactly(PythonPeer.shown(message.getBytes()));
		}
	}

	@Test
	void lateSubscriberReceivesOnlyLaterMessages() {
		try (TestApplication application = publishing(); PythonPeer early = subscriber("stream:", "early")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("early"));
			List<String> before = publish(publisher, "stream:", 0, MESSAGES);
			try (PythonPeer late = subscriber("stream:", "late")) {
				await().until(() -> publisher.hasSubscriber("late"));
				List<String> after = publish(publisher, "stream:", MESSAGES, 2 * MESSAGES);
				assertReceives(late, after);
				assertReceives(early, before);
				assertReceives(early, after);
			}
		}
	}

	@Test
	void subscriberOfPythonChangesItsFilter() {
		try (TestApplication application = publishing(); PythonPeer subscriber = subscriber("a:", "ready")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("ready"));
			publish(publisher, "b:", 0, MESSAGES);
			assertReceives(subscriber, publish(publisher, "a:", 0, MESSAGES));
			subscriber.writeLine("socket.unsubscribe('a:')");
			subscriber.writeLine("socket.subscribe('b:')");
			await().until(() -> publisher.hasSubscriber("b:"));
			publish(publisher, "a:", 0, MESSAGES);
			assertReceives(subscriber, publish(publisher, "b:", 0, MESSAGES));
		}
	}

	@Test
	void subscriberChangesItsFilter() {
		try (PythonPeer python = PythonPeer.socket(SocketType.PUB, true, this.address);
				TestApplication application = TestApplication.start(NoBeans.class,
						"zmq.subscribers.in.address=" + this.address, "zmq.subscribers.in.wire-format=raw",
						"zmq.subscribers.in.topics=unused:")) {
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			Queue<String> received = new ConcurrentLinkedQueue<>();
			HandlerRegistration first = subscriber.addHandler("a:",
					(topic, payload) -> received.add(new String(payload)));
			awaitFilter(python, received, "a:");
			first.remove();
			subscriber.addHandler("b:", (topic, payload) -> received.add(new String(payload)));
			awaitFilter(python, received, "b:");
			received.clear();
			for (int i = 0; i < MESSAGES; i++) {
				python.writeLine("socket.send(b'a:" + i + "'), socket.send(b'b:" + i + "')");
			}
			await().untilAsserted(() -> assertThat(received).filteredOn((text) -> !text.endsWith("ready"))
				.containsExactlyElementsOf(IntStream.range(0, MESSAGES).mapToObj((i) -> "b:" + i).toList()));
		}
	}

	private static void awaitFilter(PythonPeer python, Queue<String> received, String filter) {
		await().until(() -> {
			python.writeLine("socket.send(b'" + filter + "ready')");
			return received.contains(filter + "ready");
		});
	}

}
