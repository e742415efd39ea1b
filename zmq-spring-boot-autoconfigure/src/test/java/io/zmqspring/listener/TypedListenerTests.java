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
import org.springframework.core.NestedExceptionUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One listener to messages of several types.
 */
class TypedListenerTests {

	private static final String PRESENT = "{\"type\": \"AudiencePresent\", \"count\": 2}";

	private static final String SPEECH = "{\"type\": \"SpeechDetected\", \"text\": \"hello\"}";

	@Test
	void typeSelectsTheMethodAndOtherMessagesGoToTheDefaultMethodInOrder() {
		EventsApplication.with(Status.class).run((context) -> {
			for (String payload : List.of(PRESENT, SPEECH, "{\"type\": \"Unknown\", \"a\": 1}", PRESENT, "{\"a\": 2}",
					"{\"type\": 7}")) {
				EventsApplication.publish(context, "status", payload);
			}
			Inbox.of(context, Status.class)
				.awaitExactly(new AudiencePresent(2), "status hello", Map.of("type", "Unknown", "a", 1),
						new AudiencePresent(2), Map.of("a", 2), Map.of("type", 7));
		});
	}

	@Test
	void topicSelectsTheMethodIfTheJsonHasNoKnownType() {
		EventsApplication.with(Status.class).run((context) -> {
			EventsApplication.publish(context, "AudiencePresent", "{\"count\": 1}");
			EventsApplication.publish(context, "AudiencePresent", "{\"type\": \"own\", \"count\": 2}");
			EventsApplication.publish(context, "AudiencePresent", SPEECH);
			EventsApplication.publisher(context).publish(new AudiencePresent(3));
			Inbox.of(context, Status.class)
				.awaitExactly(new AudiencePresent(1), new AudiencePresent(2), "AudiencePresent hello",
						new AudiencePresent(3));
		});
	}

	@Test
	void messageOfAKnownTypeThatCannotBeReadIsRejected() {
		EventsApplication.with(Status.class).run((context) -> {
			EventsApplication.publish(context, "status", "{\"type\": \"AudiencePresent\", \"count\": \"many\"}");
			EventsApplication.publish(context, "status", "{\"type\": \"AudiencePresent\", ");
			EventsApplication.publish(context, "status", PRESENT);
			Inbox.of(context, Status.class).awaitExactly(new AudiencePresent(2));
			assertThat(EventsApplication.subscriber(context).stats().rejected("undecodable")).isEqualTo(2);
		});
	}

	@Test
	void messageOfAnotherTypeIsRejectedWithoutADefaultMethod() {
		EventsApplication.with(OnlyPresent.class).run((context) -> {
			EventsApplication.publish(context, "status", SPEECH);
			EventsApplication.publish(context, "status", PRESENT);
			Inbox.of(context, OnlyPresent.class).awaitExactly(new AudiencePresent(2));
			ZmqStatistics stats = EventsApplication.subscriber(context).stats();
			assertThat(stats.rejected("no-handler")).isEqualTo(1);
			assertThat(stats.lastError())
				.contains("has the type 'SpeechDetected' and the topic 'status', of which neither is one of"
						+ " [AudiencePresent], and there is no default method");
		});
	}

	@Test
	void annotatedClassIsOneListenerWithTheNameOfItsBean() {
		EventsApplication.with().withBean("status", Status.class).run((context) -> {
			ZmqListenerEndpoint endpoint = context.getBean(ZmqListenerRegistry.class).all().iterator().next();
			assertThat(endpoint.id()).isEqualTo("status");
			assertThat(endpoint.method()).isEqualTo("Status");
			assertThat(context.getBean(ZmqListenerRegistry.class).all()).hasSize(1);
		});
	}

	@Test
	void sealedTypeIsReadAsItsPermittedSubclassOfTheType() {
		EventsApplication.with(Sealed.class, SealedHandler.class).run((context) -> {
			EventsApplication.publish(context, "sealed", SPEECH);
			EventsApplication.publish(context, "sealed", "{\"type\": \"Unknown\"}");
			EventsApplication.publish(context, "sealed", PRESENT);
			Inbox.of(context, Sealed.class).awaitExactly(new SpeechDetected("hello"), new AudiencePresent(2));
			Inbox.of(context, SealedHandler.class)
				.awaitExactly(new SpeechDetected("hello"), "Unknown", new AudiencePresent(2));
			ZmqStatistics stats = EventsApplication.subscriber(context).stats();
			assertThat(stats.rejected("undecodable")).isEqualTo(1);
		});
	}

	@Test
	void listenerThatCannotSelectAMethodIsRefused() {
		refused(WithoutHandlers.class,
				"WithoutHandlers is annotated with @ZmqListener, but none of its methods with @ZmqHandler");
		refused(WithoutListener.class, "WithoutListener.on is marked with @ZmqHandler",
				"not annotated with @ZmqListener");
		refused(BothAnnotations.class, "BothAnnotations.on", "another annotation");
		refused(SameType.class, "has the type 'AudiencePresent', as the listener SameType.");
		refused(TwoDefaults.class, "is a second default method", "TwoDefaults");
		refused(NoType.class, "NoType.on has no type of messages");
	}

	private static void refused(Class<?> listener, String... parts) {
		RefusedStarts.with(listener)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContainingAll(parts));
	}

	sealed interface StatusMessage {

	}

	@ZmqMessageType("AudiencePresent")
	record AudiencePresent(int count) implements StatusMessage {

	}

	@ZmqMessageType("SpeechDetected")
	record SpeechDetected(String text) implements StatusMessage {

	}

	@ZmqListener({ "status", "AudiencePresent" })
	static class Status extends Inbox {

		@ZmqHandler
		void on(AudiencePresent present) {
			hear(present);
		}

		@ZmqHandler
		void on(Message<SpeechDetected> speech, @Header(ZmqHeaders.TOPIC) String topic) {
			hear(topic + " " + speech.getPayload().text());
		}

		@ZmqHandler(isDefault = true)
		void on(Map<String, Object> other) {
			hear(other);
		}

	}

	@ZmqListener("status")
	static class OnlyPresent extends Inbox {

		@ZmqHandler
		void on(AudiencePresent present) {
			hear(present);
		}

	}

	static class Sealed extends Inbox {

		@ZmqListener("sealed")
		void on(StatusMessage message) {
			hear(message);
		}

	}

	@ZmqListener("sealed")
	static class SealedHandler extends Inbox {

		@ZmqHandler
		void on(StatusMessage message) {
			hear(message);
		}

		@ZmqHandler(isDefault = true)
		void on(ZmqMessage message) {
			hear(message.text().replaceAll("\\W|type", ""));
		}

	}

	@ZmqListener("a")
	static class WithoutHandlers {

	}

	static class WithoutListener {

		@ZmqHandler
		void on(AudiencePresent present) {
		}

	}

	@ZmqListener("a")
	static class BothAnnotations {

		@ZmqHandler
		@ZmqListener("b")
		void on(AudiencePresent present) {
		}

	}

	@ZmqListener("a")
	static class SameType {

		@ZmqHandler
		void one(AudiencePresent present) {
		}

		@ZmqHandler
		void other(StatusMessage message) {
		}

	}

	@ZmqListener("a")
	static class TwoDefaults {

		@ZmqHandler(isDefault = true)
		void one(String text) {
		}

		@ZmqHandler(isDefault = true)
		void other(byte[] bytes) {
		}

	}

	@ZmqListener("a")
	static class NoType {

		@ZmqHandler
		void on(Map<String, Object> message) {
		}

	}

}
