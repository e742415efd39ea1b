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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawPublisher;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The frames that headers add to messages, sent by publishers and received by
 * subscribers.
 */
class HeadersOnTheWireTests {

	private static final Map<String, String> HEADERS = Map.of("who", "Ann");

	private static ApplicationContextRunner publisher(String... settings) {
		return new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withPropertyValues("zmq.publishers.events.address=tcp://127.0.0.1:*")
			.withPropertyValues(settings);
	}

	private static List<List<String>> published(ApplicationContext context, Map<String, String> headers,
			Object... payloads) {
		ZmqPublisher publisher = EventsApplication.publisher(context);
		try (RawSubscriber subscriber = new RawSubscriber(publisher.boundAddresses().get(0), "a")) {
			subscriber.awaitSubscribed(publisher, "a");
			return Stream.of(payloads).map((payload) -> {
				assertThat(publisher.publish(payload, "a", headers)).isTrue();
				return subscriber.receiveText();
			}).toList();
		}
	}

	@Test
	void multipartMessageHasOneMoreFrame() {
		publisher("zmq.publishers.events.headers=true").run((context) -> {
			assertThat(published(context, HEADERS, "text")).containsExactly(List.of("a", "text", "{\"who\":\"Ann\"}"));
			assertThat(EventsApplication.publisher(context).stats().bytesSent()).isEqualTo(1 + 4 + 13);
		});
	}

	@Test
	void messageWithoutHeadersHasNoMoreFrame() {
		publisher("zmq.publishers.events.headers=true")
			.run((context) -> assertThat(published(context, Map.of(), "text")).containsExactly(List.of("a", "text")));
	}

	@Test
	void singleFrameMessageHasTheReservedMember() {
		publisher("zmq.publishers.events.headers=true", "zmq.publishers.events.wire-format=single-frame")
			.run((context) -> assertThat(published(context, HEADERS, Map.of("x", 1), "text"))
				.containsExactly(List.of("a {\"_zmq\":{\"who\":\"Ann\"},\"x\":1}"), List.of("a text")));
	}

	@Test
	void headersAreRefusedUnlessTheyAreEnabled() {
		publisher().run((context) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> EventsApplication.publisher(context).publish("text", "a", HEADERS))
			.withMessageContaining("set zmq.publishers.events.headers"));
	}

	@ParameterizedTest
	@CsvSource({ "true, 1", "false, 0" })
	void multipartSubscriberAcceptsTheFrameOnlyIfHeadersAreEnabled(boolean headers, int accepted) {
		receiving((context, raw) -> {
			raw.send("a", "first", "{\"who\":\"Ann\"}");
			raw.send("a", "second");
			Received received = context.getBean(Received.class);
			received.await(1 + accepted);
			if (headers) {
				assertThat(received.messages.get(0)).isEqualTo(new ZmqMessage("a", "first".getBytes(), HEADERS));
			}
			assertThat(received.messages.get(accepted)).isEqualTo(new ZmqMessage("a", "second".getBytes()));
			assertThat(EventsApplication.subscriber(context).stats().rejected("wrong-frames")).isEqualTo(1 - accepted);
		}, "zmq.subscribers.events.headers=" + headers);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void singleFrameSubscriberRemovesTheMemberOnlyIfHeadersAreEnabled(boolean headers) {
		receiving((context, raw) -> {
			raw.send("a {\"_zmq\":{\"who\":\"Ann\"},\"x\":1}");
			raw.send("a {\"x\":2}");
			Received received = context.getBean(Received.class);
			received.await(2);
			assertThat(received.messages.get(0))
				.isEqualTo(headers ? new ZmqMessage("a", "{\"x\":1}".getBytes(), HEADERS)
						: new ZmqMessage("a", "{\"_zmq\":{\"who\":\"Ann\"},\"x\":1}".getBytes()));
			assertThat(received.messages.get(1).text()).isEqualTo("{\"x\":2}");
		}, "zmq.subscribers.events.headers=" + headers, "zmq.subscribers.events.wire-format=single-frame");
	}

	@Test
	void malformedHeadersRejectTheirMessageOnly() {
		receiving((context, raw) -> {
			raw.send("a", "1", "no headers");
			raw.send("a", "2", "{\"a\":\"" + "x".repeat(9000) + "\"}");
			raw.send("a", "3", "{}", "a frame too many");
			raw.send("a", "4", "{}");
			Received received = context.getBean(Received.class);
			received.await(1);
			assertThat(received.messages.get(0).text()).isEqualTo("4");
			assertThat(EventsApplication.subscriber(context).stats().rejected("undecodable")).isEqualTo(2);
			assertThat(EventsApplication.subscriber(context).stats().rejected("wrong-frames")).isEqualTo(1);
			assertThat(received.errors.get(0)).hasMessageContaining("must be a JSON object of strings");
		}, "zmq.subscribers.events.headers=true");
	}

	private static void receiving(Check check, String... settings) {
		try (RawPublisher raw = new RawPublisher()) {
			EventsApplication.subscribing(raw.address(), Received.class).withPropertyValues(settings).run((context) -> {
				raw.awaitSubscription();
				check.run(context, raw);
			});
		}
	}

	@FunctionalInterface
	private interface Check {

		void run(ApplicationContext context, RawPublisher raw);

	}

	static class Received implements ZmqErrorHandler {

		private final List<ZmqMessage> messages = new CopyOnWriteArrayList<>();

		private final List<ZmqException> errors = new CopyOnWriteArrayList<>();

		@ZmqListener("a")
		void on(ZmqMessage message) {
			this.messages.add(message);
		}

		@Override
		public void handle(ZmqMessage message, ZmqException error) {
			this.errors.add(error);
		}

		void await(int count) {
			EventsApplication.await().untilAsserted(() -> assertThat(this.messages).hasSize(count));
		}

	}

}
