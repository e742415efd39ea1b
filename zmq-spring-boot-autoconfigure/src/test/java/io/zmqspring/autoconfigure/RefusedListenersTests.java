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

package io.zmqspring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.listener.ZmqListener;

/**
 * Failure reports for topics, listeners and subscribers that do not match.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedListenersTests {

	private static final String IN = "zmq.subscribers.in.address=inproc://events";

	private static final String OTHER = "zmq.subscribers.other.address=inproc://events";

	@Test
	void subscriberWithNeitherTopicsNorListeners(CapturedOutput output) {
		RefusedStart.of(output, IN)
			.says("zmq.subscribers.in: the subscriber has neither topics nor listeners with topics")
			.advises("Set zmq.subscribers.in.topics (\"*\" = everything)", "@ZmqListener(topics = ");
	}

	@Test
	void subscriberWhoseOnlyListenerHasNoTopics(CapturedOutput output) {
		RefusedStart.of(output, WithoutTopics.class, IN)
			.says("zmq.subscribers.in: the subscriber has neither topics nor listeners with topics");
	}

	@Test
	void subscriberWithoutListenersOfItsOwn(CapturedOutput output) {
		RefusedStart.of(output, ListensToIn.class, IN, OTHER).says("zmq.subscribers.other: the subscriber has neither");
	}

	@ParameterizedTest
	@CsvSource({ "strict, multipart, a..b, breaks the strict rule", "strict, multipart, a_b, breaks the strict rule",
			"lenient, single-frame, a b, contains a space" })
	void defaultTopicThatBreaksItsRule(String rule, String format, String topic, String problem,
			CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.publishers.events.address=inproc://events", "zmq.publishers.events.topic-rule=" + rule,
					"zmq.publishers.events.wire-format=" + format, "zmq.publishers.events.default-topic=" + topic)
			.says("'zmq.publishers.events.default-topic' with the value '" + topic + "'", problem)
			.advises("Write a topic");
	}

	@Test
	void defaultTopicThatIsTooLong(CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.publishers.events.address=inproc://events",
					"zmq.publishers.events.default-topic=" + "ü".repeat(128))
			.says("'zmq.publishers.events.default-topic'", "is longer than 255 bytes of UTF-8");
	}

	@Test
	void defaultTopicWithRawFormat(CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.publishers.events.address=inproc://events", "zmq.publishers.events.wire-format=raw",
					"zmq.publishers.events.default-topic=a")
			.says("'zmq.publishers.events.default-topic' with the value 'a'",
					"cannot be combined with wire-format: raw, which carries no topic")
			.advises("Remove one of the two.");
	}

	@ParameterizedTest
	@CsvSource({ "strict, multipart, a..b, breaks the strict rule", "lenient, multipart, a*b, not at its end",
			"lenient, single-frame, a b, contains a space" })
	void topicOfASubscriberThatBreaksItsRule(String rule, String format, String topic, String problem,
			CapturedOutput output) {
		RefusedStart
			.of(output, IN, "zmq.subscribers.in.topic-rule=" + rule, "zmq.subscribers.in.wire-format=" + format,
					"zmq.subscribers.in.topics=good," + topic)
			.says("'zmq.subscribers.in.topics' with the value '" + topic + "'", problem)
			.advises("Write a topic");
	}

	@Test
	void topicOfAListenerThatBreaksTheRuleOfItsSubscriber(CapturedOutput output) {
		RefusedStart.of(output, Underscore.class, IN, "zmq.subscribers.in.topic-rule=strict")
			.says("The listener Underscore.on is refused: The topic 'a_b' breaks the strict rule")
			.advises("follows the rule of subscriber 'in'");
	}

	@Test
	void unknownSubscriberOfAListener(CapturedOutput output) {
		RefusedStart.of(output, ListensToNobody.class, IN, OTHER)
			.says("The listener ListensToNobody.on names the unknown subscriber 'nobody'")
			.advises("Known subscribers: in, other.", "zmq.subscribers.nobody.address");
	}

	@Test
	void listenerThatNamesNoneOfSeveralSubscribers(CapturedOutput output) {
		RefusedStart.of(output, Underscore.class, IN, OTHER)
			.says("The listener Underscore.on specifies no subscriber, and there are several: in, other.")
			.advises("@ZmqListener(subscriber = \"<name>\"");
	}

	@Test
	void listenerWithoutAnySubscriber(CapturedOutput output) {
		RefusedStart.of(output, Underscore.class)
			.says("The listener Underscore.on needs a subscriber, but none is configured.")
			.advises("zmq.subscribers.<name>.address");
	}

	@Test
	void sameIdTwice(CapturedOutput output) {
		RefusedStart.of(output, SameIds.class, IN)
			.says("The listener id 'same' is used by SameIds.first and SameIds.second.")
			.advises("Give one of them another id.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "many" })
	void concurrencyThatIsNotAPositiveNumber(String concurrency, CapturedOutput output) {
		RefusedStart.of(output, Concurrent.class, IN, "concurrency=" + concurrency)
			.says("The attribute 'concurrency' of the listener Concurrent.on is '" + concurrency + "'.")
			.advises("Write a number of at least 1.");
	}

	@Test
	void unknownErrorHandlerOfAListener(CapturedOutput output) {
		RefusedStart.of(output, Handled.class, IN)
			.says("The listener Handled.on names the error handler 'nobody', which is no bean of type ZmqErrorHandler.")
			.advises("Define such a bean");
	}

	static class WithoutTopics {

		@ZmqListener
		void on(String payload) {
		}

	}

	static class ListensToIn {

		@ZmqListener(topics = "a", subscriber = "in")
		void on(String payload) {
		}

	}

	static class ListensToNobody {

		@ZmqListener(topics = "a", subscriber = "nobody")
		void on(String payload) {
		}

	}

	static class Underscore {

		@ZmqListener("a_b")
		void on(String payload) {
		}

	}

	static class SameIds {

		@ZmqListener(topics = "a", id = "same")
		void first(String payload) {
		}

		@ZmqListener(topics = "b", id = "same")
		void second(String payload) {
		}

	}

	static class Concurrent {

		@ZmqListener(topics = "a", concurrency = "${concurrency}")
		void on(String payload) {
		}

	}

	static class Handled {

		@ZmqListener(topics = "a", errorHandler = "nobody")
		void on(String payload) {
		}

	}

}
