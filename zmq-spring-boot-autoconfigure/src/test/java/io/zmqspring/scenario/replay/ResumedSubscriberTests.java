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

package io.zmqspring.scenario.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber with {@code resume} whose filters change, or that has several addresses.
 */
class ResumedSubscriberTests {

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final ZmqContext context = TestSecurity.NULL.context();

	private final String messages = address();

	private final String replay = address();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.context.close();
	}

	private static String address() {
		return "tcp://127.0.0.1:" + FreePort.find();
	}

	private ZmqPublisher publisher(String messages, String... replay) {
		PublisherSettings settings = PublisherSettings.builder(messages)
			.replay(PublisherReplaySettings.of(replay))
			.build();
		ZmqPublisher publisher = new ZmqPublisher("events", settings, this.context, PubSubRoles.JSON, (event) -> {
		});
		publisher.start();
		return publisher;
	}

	private ZmqSubscriber subscriber(List<String> messages, List<String> replay) {
		SubscriberSettings settings = SubscriberSettings.builder(messages.toArray(String[]::new))
			.replay(new SubscriberReplaySettings(replay, ReplayStart.LATEST,
					this.directory.resolve("numbers").toString()))
			.build();
		return new ZmqSubscriber("events", settings, this.context, PubSubRoles.JSON, new LoggingErrorHandler(),
				(event) -> {
				});
	}

	private HandlerRegistration add(ZmqSubscriber subscriber, String topic) {
		HandlerInvocation.Single handler = (name, payload, headers) -> {
			this.received.add(name + new String(payload, StandardCharsets.UTF_8));
			return null;
		};
		return subscriber.add(HandlerSpec.of(subscriber.parse(topic), handler), true);
	}

	private ZmqSubscriber started(List<String> messages, List<String> replay) {
		ZmqSubscriber subscriber = subscriber(messages, replay);
		add(subscriber, "tea");
		subscriber.start();
		return subscriber;
	}

	private void awaitReceived(String... expected) {
		EventsApplication.await().untilAsserted(() -> assertThat(this.received).containsExactly(expected));
	}

	private static void publish(ZmqPublisher publisher, String topic, int... numbers) {
		for (int number : numbers) {
			publisher.publish(String.valueOf(number), topic);
		}
	}

	// Live messages arrive from now on, and the last numbers were asked for
	private static void awaitSubscription(ZmqPublisher publisher, ZmqSubscriber subscriber, String topic) {
		assertThat(publisher.awaitSubscriber(topic, Duration.ofSeconds(10))).isTrue();
		long requests = subscriber.replayState().requests();
		EventsApplication.await().until(() -> subscriber.replayState().requests() > requests + 1);
	}

	@Test
	void topicThatIsAddedLaterBeginsWithTheNextMessageAndContinuesAfterARestart() {
		ZmqPublisher publisher = publisher(this.messages, this.replay);
		publish(publisher, "tea", 1);
		publish(publisher, "coffee", 1, 2, 3);
		ZmqSubscriber subscriber = started(List.of(this.messages), List.of(this.replay));
		awaitSubscription(publisher, subscriber, "tea");
		publish(publisher, "tea", 2);
		awaitReceived("tea2");
		add(subscriber, "coffee");
		awaitSubscription(publisher, subscriber, "coffee");
		publish(publisher, "coffee", 4);
		awaitReceived("tea2", "coffee4");
		subscriber.stop();
		publish(publisher, "coffee", 5);
		publish(publisher, "milk", 1);
		publish(publisher, "tea", 3);
		subscriber = started(List.of(this.messages), List.of(this.replay));
		awaitReceived("tea2", "coffee4", "tea3");
		add(subscriber, "coffee");
		awaitReceived("tea2", "coffee4", "tea3", "coffee5");
		// It is not in the file, and was added later
		add(subscriber, "milk");
		awaitSubscription(publisher, subscriber, "milk");
		publish(publisher, "milk", 2);
		awaitReceived("tea2", "coffee4", "tea3", "coffee5", "milk2");
		assertThat(subscriber.stats().lost()).isZero();
		subscriber.stop();
		publisher.stop();
	}

	@Test
	void topicThatIsRemovedAndAddedAgainContinuesAfterTheLastMessageThatWasHandled() {
		ZmqPublisher publisher = publisher(this.messages, this.replay);
		publish(publisher, "tea", 1);
		publish(publisher, "coffee", 1);
		ZmqSubscriber subscriber = subscriber(List.of(this.messages), List.of(this.replay));
		add(subscriber, "tea");
		HandlerRegistration coffee = add(subscriber, "coffee");
		subscriber.start();
		awaitSubscription(publisher, subscriber, "coffee");
		publish(publisher, "coffee", 2);
		awaitReceived("coffee2");
		coffee.remove();
		publish(publisher, "coffee", 3, 4);
		publish(publisher, "tea", 2);
		awaitReceived("coffee2", "tea2");
		add(subscriber, "coffee");
		awaitReceived("coffee2", "tea2", "coffee3", "coffee4");
		subscriber.stop();
		publisher.stop();
	}

	@Test
	void secondAddressOfAPublisherRepeatsNothingAfterARestart() {
		String second = address();
		ZmqPublisher publisher = publisher(this.messages, this.replay, second);
		publish(publisher, "tea", 1, 2);
		ZmqSubscriber subscriber = started(List.of(this.messages), List.of(this.replay, second));
		awaitSubscription(publisher, subscriber, "tea");
		publish(publisher, "tea", 3);
		awaitReceived("tea3");
		subscriber.stop();
		publish(publisher, "tea", 4, 5);
		subscriber = started(List.of(this.messages), List.of(second, this.replay));
		awaitReceived("tea3", "tea4", "tea5");
		publish(publisher, "tea", 6);
		awaitReceived("tea3", "tea4", "tea5", "tea6");
		assertThat(subscriber.stats().lost()).isZero();
		subscriber.stop();
		publisher.stop();
	}

	@Test
	void publisherThatWasDownAtTheFirstStartHasItsKeptMessagesReceived() {
		String otherMessages = address();
		String otherReplay = address();
		ZmqPublisher publisher = publisher(this.messages, this.replay);
		publish(publisher, "tea", 1);
		List<String> addresses = List.of(this.messages, otherMessages);
		List<String> replays = List.of(this.replay, otherReplay);
		ZmqSubscriber subscriber = started(addresses, replays);
		awaitSubscription(publisher, subscriber, "tea");
		publish(publisher, "tea", 2);
		awaitReceived("tea2");
		subscriber.stop();
		ZmqPublisher other = publisher(otherMessages, otherReplay);
		publish(other, "tea", 10, 11);
		subscriber = started(addresses, replays);
		awaitReceived("tea2", "tea10", "tea11");
		subscriber.stop();
		other.stop();
		publisher.stop();
	}

	@Test
	void publisherThatComesInTheFirstRunBeginsWithItsLastMessage() {
		String otherMessages = address();
		String otherReplay = address();
		ZmqPublisher publisher = publisher(this.messages, this.replay);
		publish(publisher, "tea", 1);
		List<String> addresses = List.of(this.messages, otherMessages);
		List<String> replays = List.of(this.replay, otherReplay);
		ZmqSubscriber subscriber = started(addresses, replays);
		awaitSubscription(publisher, subscriber, "tea");
		ZmqPublisher other = publisher(otherMessages, otherReplay);
		assertThat(other.awaitSubscriber("tea", Duration.ofSeconds(20))).isTrue();
		publish(other, "tea", 10);
		awaitReceived("tea10");
		subscriber.stop();
		publish(other, "tea", 11);
		subscriber = started(addresses, replays);
		awaitReceived("tea10", "tea11");
		subscriber.stop();
		other.stop();
		publisher.stop();
	}

}
