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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which messages a listener receives.
 */
class ListenerTopicsTests {

	private static void publish(ApplicationContext context, String... topics) {
		for (String topic : topics) {
			EventsApplication.publish(context, topic, "payload");
		}
	}

	@Test
	void exactTopicTakesThisTopicOnly() {
		EventsApplication.with(Exact.class).run((context) -> {
			publish(context, "status2", "status.x", "status");
			Inbox.of(context, Exact.class).awaitExactly("status");
			assertThat(EventsApplication.subscriber(context).stats().rejected("not-subscribed")).isEqualTo(2);
			assertThat(EventsApplication.subscriber(context).stats().received()).isEqualTo(3);
		});
	}

	@Test
	void severalTopicsAndPrefixesOfOneListenerTakeEachMessageOnce() {
		EventsApplication.with(Several.class).run((context) -> {
			publish(context, "a", "camera.", "camera.left", "camera.left.x", "b");
			Inbox.of(context, Several.class).awaitExactly("a", "camera.", "camera.left", "camera.left.x", "b");
		});
	}

	@Test
	void starTakesEverything() {
		EventsApplication.with(Everything.class).run((context) -> {
			publish(context, "a", "ü/é", "b c");
			Inbox.of(context, Everything.class).awaitExactly("a", "ü/é", "b c");
		});
	}

	@Test
	void listenerWithoutTopicsReceivesUnhandledMessages() {
		EventsApplication.with(Exact.class, Rest.class)
			.withPropertyValues("zmq.subscribers.events.topics=*")
			.run((context) -> {
				publish(context, "status", "status2", "other");
				Inbox.of(context, Rest.class).awaitExactly("status2", "other");
				Inbox.of(context, Exact.class).awaitExactly("status");
			});
	}

	@Test
	void listenerWithoutTopicsReceivesOnlyTopicsOfTheSettings() {
		EventsApplication.with(Rest.class).withPropertyValues("zmq.subscribers.events.topics=one,t*").run((context) -> {
			publish(context, "one", "one2", "two", "three");
			Inbox.of(context, Rest.class).awaitExactly("one", "two", "three");
		});
	}

	@Test
	void everyMatchingListenerGetsTheMessage() {
		EventsApplication.with(Exact.class, Everything.class).run((context) -> {
			publish(context, "status");
			Inbox.of(context, Everything.class).awaitExactly("status");
			Inbox.of(context, Exact.class).awaitExactly("status");
		});
	}

	@Test
	void eachRepeatedAnnotationIsAListener() {
		EventsApplication.with(Repeated.class).run((context) -> {
			publish(context, "a", "b");
			Inbox.of(context, Repeated.class).awaitExactly("a", "b");
			assertThat(context.getBean(ZmqListenerRegistry.class).all()).extracting(ZmqListenerEndpoint::topics)
				.containsExactlyInAnyOrder(List.of("a"), List.of("b"));
		});
	}

	@Test
	void metaAnnotationsMayOverrideAttributes() {
		EventsApplication.with(Composed.class).run((context) -> {
			publish(context, "fixed", "overridden");
			Inbox.of(context, Composed.class).awaitExactly("fixed", "overridden");
			assertThat(context.getBean(ZmqListenerRegistry.class).get("chosen").topics()).containsExactly("overridden");
		});
	}

	@Test
	void placeholdersAndExpressionsMayGiveOneOrManyTopics() {
		EventsApplication.with(Expressions.class)
			.withBean("topicList", Topics.class)
			.withPropertyValues("my.topic=one", "my.topics=two,three", "my.subscriber=events", "my.concurrency=1",
					"my.start=true")
			.run((context) -> {
				publish(context, "one", "two", "three", "four", "five", "six");
				Inbox.of(context, Expressions.class).awaitExactly("one", "two", "three", "four", "five", "six");
				assertThat(context.getBean(ZmqListenerRegistry.class).get("id-one").topics()).containsExactly("one",
						"two", "three", "four", "five", "six");
			});
	}

	static class Exact extends Inbox {

		@ZmqListener("status")
		void on(@Header(ZmqHeaders.TOPIC) String topic) {
			hear(topic);
		}

	}

	static class Several extends Inbox {

		@ZmqListener({ "a", "camera.*", "camera.left*", "camera.left", "b" })
		void on(@Header(ZmqHeaders.TOPIC) String topic) {
			hear(topic);
		}

	}

	static class Everything extends Inbox {

		@ZmqListener("*")
		void on(@Header(ZmqHeaders.TOPIC) String topic) {
			hear(topic);
		}

	}

	static class Rest extends Inbox {

		@ZmqListener(subscriber = "events")
		void on(@Header(ZmqHeaders.TOPIC) String topic) {
			hear(topic);
		}

	}

	static class Repeated extends Inbox {

		@ZmqListener("a")
		@ZmqListener("b")
		void on(@Header(ZmqHeaders.TOPIC) String topic) {
			hear(topic);
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@ZmqListener("fixed")
	@interface Fixed {

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@ZmqListener(subscriber = "events")
	@interface Overridable {

		@AliasFor(annotation = ZmqListener.class, attribute = "topics")
		String[] on();

		@AliasFor(annotation = ZmqListener.class)
		String id();

	}

	static class Composed extends Inbox {

		@Fixed
		@Overridable(on = "overridden", id = "chosen")
		void on(@Header(ZmqHeaders.TOPIC) String topic) {
			hear(topic);
		}

	}

	static class Topics {

		public Set<String> set = Set.of("five");

	}

	static class Expressions extends Inbox {

		@ZmqListener(
				topics = { "${my.topic}", "#{'${my.topics}'.split(',')}", "#{{'four'}}", "#{@topicList.set}",
						"#{'s' + 'ix'}" },
				subscriber = "${my.subscriber}", id = "id-${my.topic}", concurrency = "${my.concurrency}",
				autoStartup = "${my.start}")
		void on(@Header(ZmqHeaders.TOPIC) String topic) {
			hear(topic);
		}

	}

}
