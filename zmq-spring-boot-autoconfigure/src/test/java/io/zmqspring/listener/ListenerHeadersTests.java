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
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;

import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Headers of messages as parameters of listeners.
 */
class ListenerHeadersTests {

	private static ApplicationContextRunner application(Class<?>... beans) {
		return EventsApplication.with(beans)
			.withPropertyValues("zmq.publishers.events.headers=true", "zmq.subscribers.events.headers=true");
	}

	@Test
	void headersInAnyForm() {
		application(Every.class).run((context) -> {
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("a"));
			EventsApplication.publisher(context)
				.publish("text", "a", Map.of("who", "Ann", "count", "3", ZmqHeaders.TOPIC, "forged"));
			Inbox.of(context, Every.class).awaitExactly("Ann 3 none Ann Ann a a");
		});
	}

	@Test
	void missingHeaderRejectsItsMessage() {
		application(Needing.class, Errors.class).run((context) -> {
			EventsApplication.publish(context, "a", "text");
			EventsApplication.publisher(context).publish("text", "a", Map.of("who", "Ann"));
			Inbox.of(context, Needing.class).awaitExactly("Ann");
			assertThat(EventsApplication.subscriber(context).stats().rejected("invalid")).isEqualTo(1);
			assertThat(context.getBean(Errors.class).await(1)).first()
				.asString()
				.contains("The message has no header 'who'");
		});
	}

	@Test
	void laneAndBatchKeepTheHeaders() {
		application(Lane.class).run((context) -> {
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("a"));
			EventsApplication.publisher(context).publish("text", "a", Map.of("who", "Ann"));
			Inbox.of(context, Lane.class).awaitInAnyOrder("lane Ann", "batch Ann");
		});
	}

	@Test
	void headerThatNoMessageCanHaveIsRefused() {
		EventsApplication.with(Needing.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("has a parameter for the header 'who', which no message has")
				.hasMessageContaining("headers: true at both ends"));
	}

	static class Every extends Inbox {

		@ZmqListener("a")
		void on(@Header("who") String who, @Header("count") int count,
				@Header(name = "absent", defaultValue = "none") String absent, @Headers Map<String, Object> headers,
				Message<String> message, @Header(ZmqHeaders.TOPIC) String topic) {
			hear(who + " " + count + " " + absent + " " + headers.get("who") + " " + message.getHeaders().get("who")
					+ " " + topic + " " + headers.get(ZmqHeaders.TOPIC));
		}

	}

	static class Needing extends Inbox {

		@ZmqListener("a")
		void on(@Header("who") String who) {
			hear(who);
		}

	}

	static class Lane extends Inbox {

		@ZmqListener(topics = "a", concurrency = "2")
		void on(@Header("who") String who) {
			hear("lane " + who);
		}

		@ZmqListener("a")
		void all(List<Message<String>> batch) {
			batch.forEach((message) -> hear("batch " + message.getHeaders().get("who")));
		}

	}

}
