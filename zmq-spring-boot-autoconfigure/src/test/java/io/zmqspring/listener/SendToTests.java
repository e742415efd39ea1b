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

package io.zmqspring.listener;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.MessageBuilder;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.testsupport.EventsApplication;

/**
 * Listeners whose results are published.
 */
class SendToTests {

	@ParameterizedTest
	@ValueSource(strings = { "named", "placeholder", "expression" })
	void resultIsPublishedToTheTopicOfThePublisher(String topic) {
		ResultsApplication.exchange(Values.class, topic, List.of("a"), "out A");
	}

	@Test
	void resultOfTheOnlyPublisherNeedsNoName() {
		EventsApplication.with(OnlyPublisher.class).run((context) -> {
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("out"));
			EventsApplication.publish(context, "in", "a");
			Inbox.of(context, OnlyPublisher.class).awaitExactly("A");
		});
	}

	@Test
	void topicAloneIsOfTheDefaultPublisher() {
		EventsApplication.with(OnlyPublisher.class)
			.withPropertyValues("zmq.publishers.more.address=inproc://more", "zmq.template.publisher=events")
			.run((context) -> {
				EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("out"));
				EventsApplication.publish(context, "in", "a");
				Inbox.of(context, OnlyPublisher.class).awaitExactly("A");
			});
	}

	@Test
	void topicWithASlashNeedsAPublisherOrALeadingSlash() {
		ResultsApplication.exchange(Values.class, "slash", List.of("a"), "out/slash a");
		EventsApplication.with(LeadingSlash.class).run((context) -> {
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("out/slash"));
			EventsApplication.publish(context, "in", "a");
			Inbox.of(context, LeadingSlash.class).awaitExactly("a");
		});
	}

	@Test
	void annotationOfTheClassAppliesToMethodsWithoutOne() {
		ResultsApplication.exchange(OnClass.class, "inherited", List.of("a"), "of-class a");
		ResultsApplication.exchange(OnClass.class, "own", List.of("a"), "of-method a");
	}

	@Test
	void methodsOfAClassOfTypesPublishTheirResults() {
		ResultsApplication.exchange(ByType.class, "orders", List.of("{\"type\":\"order\",\"id\":7}"),
				"receipt {\"order\":7}");
		ResultsApplication.exchange(ByType.class, "orders", List.of("{\"type\":\"other\"}"), "unknown other");
	}

	@Test
	void resultIsPublishedToEachOfSeveralTopics() {
		ResultsApplication.exchange(Values.class, "several", List.of("a"), "first a", "second a");
	}

	@Test
	void objectIsPublishedAsJsonToTheTopicOfItsType() {
		ResultsApplication.exchange(Values.class, "typed", List.of("7"), "receipt {\"order\":7}");
	}

	@Test
	void messageIsPublishedWithItsHeaders() {
		ResultsApplication.exchange(Values.class, "headers", List.of("a"), "out a {\"user\":\"jane\"}");
	}

	@Test
	void zmqMessageKeepsItsTopicUnlessTheAnnotationHasOne() {
		ResultsApplication.exchange(Values.class, "forwarded", List.of("a"), "forwarded a");
		ResultsApplication.exchange(Values.class, "copied", List.of("a"), "copies a");
	}

	static class Values {

		@ZmqListener("named")
		@SendTo("results/out")
		String named(String text) {
			return text.toUpperCase();
		}

		@ZmqListener("placeholder")
		@SendTo("${app.publisher}/${app.topic:out}")
		String placeholder(String text) {
			return text.toUpperCase();
		}

		@ZmqListener("expression")
		@SendTo("#{'results/' + 'OUT'.toLowerCase()}")
		String expression(String text) {
			return text.toUpperCase();
		}

		@ZmqListener("slash")
		@SendTo("results/out/slash")
		String slash(String text) {
			return text;
		}

		@ZmqListener("several")
		@SendTo({ "results/first", "results/second" })
		String several(String text) {
			return text;
		}

		@ZmqListener("typed")
		@SendTo("results/")
		Receipt typed(int id) {
			return new Receipt(id);
		}

		@ZmqListener("headers")
		@SendTo("results/out")
		Message<String> headers(String text) {
			return MessageBuilder.withPayload(text).setHeader("user", "jane").build();
		}

		@ZmqListener("forwarded")
		@SendTo("results/")
		ZmqMessage forwarded(ZmqMessage message) {
			return message;
		}

		@ZmqListener("copied")
		@SendTo("results/copies")
		ZmqMessage copied(ZmqMessage message) {
			return message;
		}

	}

	static class OnlyPublisher extends Inbox {

		@ZmqListener("in")
		@SendTo("out")
		String in(String text) {
			return text.toUpperCase();
		}

		@ZmqListener("out")
		void out(String text) {
			hear(text);
		}

	}

	static class LeadingSlash extends Inbox {

		@ZmqListener("in")
		@SendTo("/out/slash")
		String in(String text) {
			return text;
		}

		@ZmqListener("out/slash")
		void out(String text) {
			hear(text);
		}

	}

	@SendTo("results/of-class")
	static class OnClass {

		@ZmqListener("inherited")
		String inherited(String text) {
			return text;
		}

		@ZmqListener("own")
		@SendTo("results/of-method")
		String own(String text) {
			return text;
		}

		@ZmqListener("nothing")
		void nothing(String text) {
		}

	}

	@ZmqListener("orders")
	@SendTo("results/")
	static class ByType {

		@ZmqHandler
		Receipt order(Order order) {
			return new Receipt(order.id());
		}

		@ZmqHandler(isDefault = true)
		@SendTo("results/unknown")
		String other(Map<String, String> message) {
			return message.get("type");
		}

	}

	@ZmqMessageType("order")
	record Order(int id) {

	}

	@ZmqMessageType("receipt")
	record Receipt(int order) {

	}

}
