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

import java.io.InputStream;

import jakarta.validation.Valid;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Invalid listeners end the start of the application with a message that says what to do.
 */
class RefusedListenerTests {

	@Test
	void expressionThatGivesNoTopicsIsRefused() {
		refused(EventsApplication.with(NoTopics.class), "NoTopics.on", "no topic", "#{{}}");
	}

	@Test
	void missingPlaceholderIsRefused() {
		EventsApplication.with(MissingPlaceholder.class)
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("no.such.key"));
	}

	@Test
	void invalidTopicIsRefused() {
		refused(EventsApplication.with(BadTopic.class), "BadTopic.on", "a*b", "not at its end");
	}

	@Test
	void severalSubscribersNeedAName() {
		refused(EventsApplication.with(Fine.class).withPropertyValues("zmq.subscribers.more.address=inproc://more"),
				"Fine.on", "events, more", "@ZmqListener(subscriber");
	}

	@Test
	void unknownSubscriberIsRefused() {
		refused(EventsApplication.with(Elsewhere.class), "Elsewhere.on", "'elsewhere'", "events");
	}

	@Test
	void listenerWithoutAnySubscriberIsRefused() {
		refused(new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withBean(Fine.class), "Fine.on", "zmq.subscribers.<name>.address");
	}

	@Test
	void invalidNumbersAndFlagsInAttributesAreRefused() {
		refused(EventsApplication.with(BadConcurrency.class), "'concurrency'", "BadConcurrency.on", "'0'");
		refused(EventsApplication.with(BadAutoStartup.class), "'autoStartup'", "BadAutoStartup.on", "'maybe'");
	}

	@Test
	void validationWithoutValidatorIsRefused() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
			.withPropertyValues("zmq.subscribers.events.address=inproc://events")
			.withBean(Validated.class)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContainingAll("Validated.on", "spring-boot-starter-validation"));
	}

	@Test
	void parametersThatCannotBeResolvedAreRefused() {
		refused(EventsApplication.with(TwoPayloads.class), "TwoPayloads.on", "2 parameters for the payload");
		refused(EventsApplication.with(UnknownHeader.class), "UnknownHeader.on", "'topic'", "ZmqHeaders");
		refused(EventsApplication.with(HeadersOfWrongType.class), "HeadersOfWrongType.on", "Map<String, Object>");
		refused(EventsApplication.with(PayloadExpression.class), "PayloadExpression.on", "expression");
		refused(EventsApplication.with(OptionalPrimitive.class), "OptionalPrimitive.on", "wrapper");
		refused(EventsApplication.with(InconvertibleTopic.class), "InconvertibleTopic.on", "zmq_topic", "InputStream");
		refused(EventsApplication.with(InconvertibleDefault.class), "InconvertibleDefault.on", "'x'", "'many'", "int");
		refused(EventsApplication.with(OptionalPrimitiveHeader.class), "OptionalPrimitiveHeader.on", "'x'", "int");
	}

	private static void refused(ApplicationContextRunner runner, String... parts) {
		runner.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContainingAll(parts));
	}

	static class Fine {

		@ZmqListener("a")
		void on() {
		}

	}

	static class Validated {

		@ZmqListener("a")
		void on(@Valid String payload) {
		}

	}

	static class NoTopics {

		@ZmqListener("#{{}}")
		void on() {
		}

	}

	static class MissingPlaceholder {

		@ZmqListener("${no.such.key}")
		void on() {
		}

	}

	static class BadTopic {

		@ZmqListener("a*b")
		void on() {
		}

	}

	static class Elsewhere {

		@ZmqListener(topics = "a", subscriber = "elsewhere")
		void on() {
		}

	}

	static class BadConcurrency {

		@ZmqListener(topics = "a", concurrency = "0")
		void on() {
		}

	}

	static class BadAutoStartup {

		@ZmqListener(topics = "a", autoStartup = "maybe")
		void on() {
		}

	}

	static class TwoPayloads {

		@ZmqListener("a")
		void on(byte[] one, String two) {
		}

	}

	static class UnknownHeader {

		@ZmqListener("a")
		void on(@Header String topic) {
		}

	}

	static class HeadersOfWrongType {

		@ZmqListener("a")
		void on(@Headers String headers) {
		}

	}

	static class PayloadExpression {

		@ZmqListener("a")
		void on(@Payload("id") int id) {
		}

	}

	static class OptionalPrimitive {

		@ZmqListener("a")
		void on(@Payload(required = false) int id) {
		}

	}

	static class InconvertibleTopic {

		@ZmqListener("a")
		void on(@Header(ZmqHeaders.TOPIC) InputStream topic) {
		}

	}

	static class InconvertibleDefault {

		@ZmqListener("a")
		void on(@Header(name = "x", defaultValue = "many") int x) {
		}

	}

	static class OptionalPrimitiveHeader {

		@ZmqListener("a")
		void on(@Header(name = "x", required = false) int x) {
		}

	}

}
