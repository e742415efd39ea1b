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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retries and dead letters of listeners that throw exceptions.
 */
class RetryAndDeadLetterTests {

	private static final String[] RETRY = { "zmq.listener.retry.max-attempts=3",
			"zmq.listener.retry.initial-interval=40ms", "zmq.listener.retry.multiplier=2",
			"zmq.listener.retry.max-interval=60ms" };

	private static final String[] DEAD_LETTER = { "zmq.publishers.events.headers=true",
			"zmq.subscribers.events.headers=true", "zmq.listener.dead-letter.publisher=events",
			"zmq.listener.dead-letter.topic=lost" };

	private static ApplicationContextRunner application(Class<?>... beans) {
		return EventsApplication.with(beans).withPropertyValues(RETRY);
	}

	@Test
	void listenerThatThrowsIsCalledAgainUntilItSucceeds() {
		application(Stubborn.class, Errors.class).run((context) -> {
			Stubborn stubborn = context.getBean(Stubborn.class);
			stubborn.failures = 2;
			EventsApplication.publish(context, "a", "x");
			EventsApplication.await().until(() -> stubborn.calls.size() == 3);
			EventsApplication.publish(context, "a", "y");
			EventsApplication.await().until(() -> stubborn.calls.size() == 4);
			assertThat(stubborn.calls).containsExactly("x", "x", "x", "y");
			assertThat(stubborn.between(0)).isGreaterThanOrEqualTo(40);
			assertThat(stubborn.between(1)).isGreaterThanOrEqualTo(60);
			assertThat(EventsApplication.subscriber(context).stats().failed()).isZero();
			assertThat(context.getBean(Errors.class).messages()).isEmpty();
		});
	}

	@Test
	void listenerThatAlwaysThrowsFailsOneMessageAfterItsLastAttempt() {
		application(Stubborn.class, Errors.class).run((context) -> {
			Stubborn stubborn = context.getBean(Stubborn.class);
			stubborn.failures = 3;
			EventsApplication.publish(context, "a", "x");
			EventsApplication.publish(context, "a", "y");
			EventsApplication.await().until(() -> stubborn.calls.size() == 4);
			assertThat(stubborn.calls).containsExactly("x", "x", "x", "y");
			EventsApplication.awaitCount(context, ZmqStatistics::failed, 1);
			assertThat(context.getBean(Errors.class).await(1)).singleElement()
				.extracting(Throwable::getCause)
				.hasToString("java.lang.IllegalStateException: not yet");
		});
	}

	@Test
	void errorIsNotTriedAgain() {
		application(Stubborn.class, Errors.class).run((context) -> {
			Stubborn stubborn = context.getBean(Stubborn.class);
			stubborn.failures = 3;
			stubborn.fatal = true;
			EventsApplication.publish(context, "a", "x");
			context.getBean(Errors.class).await(1);
			assertThat(stubborn.calls).containsExactly("x");
		});
	}

	@Test
	void unreadableMessageIsNotTriedAgain() {
		application(Numbers.class, Errors.class).run((context) -> {
			EventsApplication.publish(context, "a", "no number");
			context.getBean(Errors.class).await(1);
			EventsApplication.awaitCount(context, ZmqStatistics::rejectedTotal, 1);
		});
	}

	@Test
	void batchIsTriedAgainAsAWhole() {
		application(StubbornBatch.class, Errors.class).run((context) -> {
			EventsApplication.publish(context, "a", "x");
			StubbornBatch batch = context.getBean(StubbornBatch.class);
			EventsApplication.await().until(() -> batch.calls.size() == 2);
			assertThat(batch.calls).containsExactly(List.of("x"), List.of("x"));
		});
	}

	@Test
	void messageThatCannotBeHandledBecomesADeadLetterWithItsReason() {
		application(Stubborn.class, Undertaker.class, Errors.class).withPropertyValues(DEAD_LETTER).run((context) -> {
			context.getBean(Stubborn.class).failures = 3;
			Undertaker undertaker = context.getBean(Undertaker.class);
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("lost"));
			EventsApplication.publish(context, "a", "x");
			EventsApplication.await().until(() -> undertaker.letters.size() == 1);
			ZmqMessage letter = undertaker.letters.get(0);
			assertThat(letter.text()).isEqualTo("x");
			assertThat(letter.headers()).containsEntry(ZmqHeaders.DEAD_LETTER_TOPIC, "a")
				.containsEntry(ZmqHeaders.DEAD_LETTER_LISTENER, "stubborn")
				.containsEntry(ZmqHeaders.DEAD_LETTER_EXCEPTION, "java.lang.IllegalStateException")
				.containsEntry(ZmqHeaders.DEAD_LETTER_REASON, "not yet");
			context.getBean(Errors.class).await(1);
		});
	}

	@Test
	void peerCannotSetTheSenderOfADeadLetter() {
		application(Stubborn.class, Undertaker.class, Errors.class).withPropertyValues(DEAD_LETTER).run((context) -> {
			context.getBean(Stubborn.class).failures = 3;
			Undertaker undertaker = context.getBean(Undertaker.class);
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("lost"));
			EventsApplication.publisher(context)
				.publish("x", "a", Map.of(ZmqHeaders.DEAD_LETTER_USER_ID, "admin", ZmqHeaders.DEAD_LETTER_PEER_ADDRESS,
						"10.0.0.1:1", "kept", "yes"));
			EventsApplication.await().until(() -> undertaker.letters.size() == 1);
			assertThat(undertaker.letters.get(0).headers()).containsEntry("kept", "yes")
				.doesNotContainKeys(ZmqHeaders.DEAD_LETTER_USER_ID, ZmqHeaders.DEAD_LETTER_PEER_ADDRESS);
		});
	}

	@Test
	void unreadableMessageBecomesADeadLetterToo() {
		application(Numbers.class, Undertaker.class, Errors.class).withPropertyValues(DEAD_LETTER).run((context) -> {
			Undertaker undertaker = context.getBean(Undertaker.class);
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("lost"));
			EventsApplication.publish(context, "a", "no number");
			EventsApplication.await().until(() -> undertaker.letters.size() == 1);
			assertThat(undertaker.letters.get(0).headers()).containsEntry(ZmqHeaders.DEAD_LETTER_TOPIC, "a");
		});
	}

	@Test
	void deadLetterThatFailsIsNotPublishedAgain() {
		application(Stubborn.class, Grave.class, Errors.class).withPropertyValues(DEAD_LETTER).run((context) -> {
			context.getBean(Stubborn.class).failures = 3;
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("lost"));
			EventsApplication.publish(context, "a", "x");
			assertThat(context.getBean(Errors.class).await(2)).hasSize(2);
			assertThat(EventsApplication.publisher(context).stats().sent()).isEqualTo(2);
		});
	}

	@Test
	void publisherWithoutHeadersIsRefusedForDeadLetters() {
		application(Stubborn.class).withPropertyValues("zmq.listener.dead-letter.publisher=events")
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.listener.dead-letter.publisher names 'events', which sends no headers"));
	}

	@Test
	void unknownPublisherIsRefusedForDeadLetters() {
		application(Stubborn.class).withPropertyValues("zmq.listener.dead-letter.publisher=evnts")
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("There is no publisher 'evnts'"));
	}

	@Test
	void topicThatThePublisherRefusesIsRefusedForDeadLetters() {
		ApplicationContextRunner strict = application(Stubborn.class).withPropertyValues(DEAD_LETTER)
			.withPropertyValues("zmq.publishers.events.topic-rule=strict");
		refused(strict.withPropertyValues("zmq.listener.dead-letter.topic=not strict"), "zmq.listener.dead-letter",
				"'not strict'");
		refused(strict.withBean(OtherTopic.class), "'deadLetter' of the listener OtherTopic.hear", "'not/strict'");
		refused(application(NoTopic.class).withPropertyValues(DEAD_LETTER), "'deadLetter' of the listener NoTopic.hear",
				"publisher 'events' refuses");
	}

	private static void refused(ApplicationContextRunner application, String... parts) {
		application
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContainingAll(parts));
	}

	static class OtherTopic {

		@ZmqListener(topics = "b", deadLetter = "events/not/strict")
		void hear(String text) {
		}

	}

	static class NoTopic {

		@ZmqListener(topics = "b", deadLetter = "events/")
		void hear(String text) {
		}

	}

	static class Stubborn {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		private final List<Long> times = new CopyOnWriteArrayList<>();

		private volatile int failures;

		private volatile boolean fatal;

		private long between(int call) {
			return TimeUnit.NANOSECONDS.toMillis(this.times.get(call + 1) - this.times.get(call));
		}

		@ZmqListener(topics = "a", id = "stubborn")
		void hear(String text) {
			this.times.add(System.nanoTime());
			this.calls.add(text);
			if (this.calls.size() <= this.failures) {
				if (this.fatal) {
					throw new AssertionError("never");
				}
				throw new IllegalStateException("not yet");
			}
		}

	}

	static class Numbers {

		@ZmqListener("a")
		void hear(Integer number) {
			throw new IllegalStateException("not reached");
		}

	}

	static class StubbornBatch {

		private final List<List<String>> calls = new CopyOnWriteArrayList<>();

		@ZmqListener("a")
		void hear(List<String> texts) {
			this.calls.add(List.copyOf(texts));
			if (this.calls.size() == 1) {
				throw new IllegalStateException("not yet");
			}
		}

	}

	static class Undertaker {

		private final List<ZmqMessage> letters = new CopyOnWriteArrayList<>();

		@ZmqListener("lost")
		void bury(ZmqMessage letter) {
			this.letters.add(letter);
		}

	}

	static class Grave {

		@ZmqListener("lost")
		void bury(ZmqMessage letter) {
			throw new IllegalStateException("full");
		}

	}

}
