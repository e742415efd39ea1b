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

import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;

import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arguments of a listener for each kind of parameter.
 */
class ListenerParametersTests {

	private static final String ORDER = "{\"id\":7,\"customer\":{\"name\":\"Ann\"}}";

	private static void hears(Class<? extends Inbox> listener, String topic, String payload, Object... expected) {
		EventsApplication.with(listener).run((context) -> {
			EventsApplication.publish(context, topic, payload);
			Inbox.of(context, listener).awaitExactly(expected);
		});
	}

	@Test
	void wholeMessage() {
		hears(Whole.class, "a", "text", new ZmqMessage("a", "text".getBytes()));
	}

	@Test
	void messageWithTypedPayloadAndHeaders() {
		hears(TypedMessage.class, "a", ORDER, "Ann a events typed");
	}

	@Test
	void messageWithoutTypeHoldsBytes() {
		hears(RawMessage.class, "a", ORDER, "byte[]");
	}

	@Test
	void headersInAnyForm() {
		hears(EveryHeader.class, "RED", ORDER, "RED events all RED null 5 Ann", "events", "RED");
	}

	@Test
	void payloadMarkedAsSuchBesideTheWholeMessage() {
		hears(Marked.class, "a", ORDER, "a Ann");
	}

	@Test
	void optionalPayloadIsNullWhenEmpty() {
		hears(OptionalPayload.class, "a", "", "nothing");
	}

	@Test
	void invalidPayloadIsRejectedWithItsFieldsAndTheNextIsHandled() {
		EventsApplication.with(Validated.class, Errors.class).run((context) -> {
			EventsApplication.publish(context, "a", "{\"id\":-1,\"customer\":{\"name\":\" \"}}");
			EventsApplication.publish(context, "a", ORDER);
			Inbox.of(context, Validated.class).awaitExactly("Ann");
			assertThat(EventsApplication.subscriber(context).stats().rejected("invalid")).isEqualTo(1);
			assertThat(context.getBean(Errors.class).await(1)).first()
				.isInstanceOf(ZmqRejectedException.class)
				.extracting(Throwable::getMessage)
				.asString()
				.contains("customer.name must not be blank, id must be greater than 0");
		});
	}

	@Test
	void elementsOfAValidatedMessageAreValidated() {
		EventsApplication.with(ValidatedMessage.class).run((context) -> {
			EventsApplication.publish(context, "a", "{\"id\":-1,\"customer\":{\"name\":\"Bob\"}}");
			EventsApplication.publish(context, "a", ORDER);
			Inbox.of(context, ValidatedMessage.class).awaitExactly("Ann");
			assertThat(EventsApplication.subscriber(context).stats().rejected("invalid")).isEqualTo(1);
		});
	}

	@Test
	void topicThatCannotBeConvertedToTheParameterIsRejected() {
		EventsApplication.with(EnumTopic.class).run((context) -> {
			EventsApplication.publish(context, "BLUE", "");
			EventsApplication.publish(context, "RED", "");
			Inbox.of(context, EnumTopic.class).awaitExactly(Color.RED);
			assertThat(EventsApplication.subscriber(context).stats().rejectedTotal()).isEqualTo(1);
			assertThat(EventsApplication.subscriber(context).stats().failed()).isZero();
		});
	}

	enum Color {

		RED

	}

	record Order(@Positive int id, @Valid Customer customer) {

	}

	record Customer(@NotBlank String name) {

	}

	static class Whole extends Inbox {

		@ZmqListener("a")
		void on(ZmqMessage message) {
			hear(message);
		}

	}

	static class TypedMessage extends Inbox {

		@ZmqListener(topics = "a", id = "typed")
		void on(Message<Order> message) {
			MessageHeaders headers = message.getHeaders();
			hear(message.getPayload().customer().name() + " " + headers.get(ZmqHeaders.TOPIC) + " "
					+ headers.get(ZmqHeaders.SUBSCRIBER) + " " + headers.get(ZmqHeaders.LISTENER));
		}

	}

	static class RawMessage extends Inbox {

		@ZmqListener("a")
		void on(Message<?> message) {
			hear(message.getPayload().getClass().getSimpleName());
		}

	}

	static class EveryHeader extends Inbox {

		@ZmqListener(topics = "RED", id = "all")
		void on(@Header(ZmqHeaders.TOPIC) String topic, @Header(ZmqHeaders.SUBSCRIBER) String subscriber,
				@Header(ZmqHeaders.LISTENER) String listener, @Header(ZmqHeaders.TOPIC) Color color,
				@Header(name = "none", required = false) @Nullable String none,
				@Header(name = "five", defaultValue = "5") int five, Order order, @Headers Map<String, Object> headers,
				MessageHeaders messageHeaders) {
			hear(topic + " " + subscriber + " " + listener + " " + color + " " + none + " " + five + " "
					+ order.customer().name());
			hear(String.valueOf(headers.get(ZmqHeaders.SUBSCRIBER)));
			hear(String.valueOf(messageHeaders.get(ZmqHeaders.TOPIC)));
		}

	}

	static class Marked extends Inbox {

		@ZmqListener("a")
		void on(ZmqMessage message, @Payload Order order) {
			hear(message.topic() + " " + order.customer().name());
		}

	}

	static class OptionalPayload extends Inbox {

		@ZmqListener("a")
		void on(@Payload(required = false) @Nullable Order order) {
			hear((order != null) ? order : "nothing");
		}

	}

	static class Validated extends Inbox {

		@ZmqListener("a")
		void on(@Payload @Valid Order order) {
			hear(order.customer().name());
		}

	}

	static class ValidatedMessage extends Inbox {

		@ZmqListener("a")
		void on(@Valid Message<Order> message) {
			hear(message.getPayload().customer().name());
		}

	}

	static class EnumTopic extends Inbox {

		@ZmqListener("*")
		void on(@Header(ZmqHeaders.TOPIC) Color color) {
			hear(color);
		}

	}

}
