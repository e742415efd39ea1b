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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.retry.RetryPolicy;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retries and dead letters that a single listener specifies.
 */
class ListenerRetryTests {

	private static final String[] GROUP = { "zmq.listener.retries.files.max-attempts=3",
			"zmq.listener.retries.files.initial-interval=1ms", "zmq.listener.retries.files.jitter=1ms",
			"zmq.listener.retries.files.retry-on=java.io.IOException",
			"zmq.listener.retries.files.not-retry-on=java.io.FileNotFoundException" };

	private static ApplicationContextRunner application(Class<?>... beans) {
		return EventsApplication.with(beans).withPropertyValues(GROUP).withBean(Errors.class);
	}

	@ParameterizedTest
	@CsvSource({ "io, 3", "cause, 3", "missing, 1", "state, 1", "error, 1" })
	void exceptionDecidesWhetherTheListenerIsCalledAgain(String kind, int calls) {
		application(Files.class).run((context) -> {
			EventsApplication.publish(context, "a", kind);
			context.getBean(Errors.class).await(1);
			assertThat(context.getBean(Files.class).calls).hasSize(calls).containsOnly(kind);
			ZmqStatistics stats = EventsApplication.subscriber(context).stats();
			assertThat(stats.failed()).isEqualTo(1);
			assertThat(stats.retries()).isEqualTo((calls > 1) ? Map.of("files", calls - 1L) : Map.of());
		});
	}

	@Test
	void otherListenersAreNotRetried() {
		application(Files.class, Others.class).run((context) -> {
			EventsApplication.publish(context, "b", "io");
			context.getBean(Errors.class).await(1);
			assertThat(context.getBean(Others.class).calls).containsExactly("io");
		});
	}

	@Test
	void policyIsABeanOrTheValueOfAnExpression() {
		application(ByBean.class)
			.withBean("twice", RetryPolicy.class, () -> RetryPolicy.builder().maxRetries(1).build())
			.run((context) -> {
				EventsApplication.publish(context, "bean", "x");
				EventsApplication.publish(context, "expression", "y");
				context.getBean(Errors.class).await(2);
				assertThat(context.getBean(ByBean.class).calls).containsExactly("x", "x", "y", "y");
			});
	}

	@Test
	void policyTimeoutEndsTheRetries() {
		application(ByBean.class)
			.withBean("twice", RetryPolicy.class,
					() -> RetryPolicy.builder()
						.maxRetries(1)
						.delay(Duration.ofMinutes(1))
						.timeout(Duration.ofSeconds(30))
						.build())
			.run((context) -> {
				EventsApplication.publish(context, "bean", "x");
				context.getBean(Errors.class).await(1);
				assertThat(context.getBean(ByBean.class).calls).containsExactly("x");
			});
	}

	@Test
	void policyThatThrowsEndsTheRetriesOfTheMessageOnly() {
		application(ByBean.class).withBean("twice", RetryPolicy.class, () -> (failure) -> {
			throw new AssertionError("wanted");
		}).run((context) -> {
			EventsApplication.publish(context, "bean", "x");
			EventsApplication.publish(context, "bean", "y");
			context.getBean(Errors.class).await(2);
			assertThat(context.getBean(ByBean.class).calls).containsExactly("x", "y");
			assertThat(EventsApplication.subscriber(context).stats().failures())
				.isEqualTo(Map.of("IllegalStateException", 2L));
		});
	}

	@Test
	void unknownRetryIsRefusedWithTheKnownGroups() {
		application(Unknown.class)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContainingAll("Unknown.on names the retry 'fils'", "zmq.listener.retries",
						"Known groups: files"));
	}

	@Test
	void deadLetterGoesToPublisherAndTopicOfTheListener() {
		application(Lost.class, Letters.class)
			.withPropertyValues("zmq.publishers.events.headers=true", "zmq.subscribers.events.headers=true",
					"zmq.publishers.other.address=inproc://other", "grave=events/lost.a")
			.run((context) -> {
				EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("lost.a"));
				EventsApplication.publish(context, "a", "x");
				Letters letters = context.getBean(Letters.class);
				EventsApplication.await().until(() -> letters.messages.size() == 1);
				assertThat(letters.messages.get(0).headers()).containsEntry(ZmqHeaders.DEAD_LETTER_TOPIC, "a");
				EventsApplication.await()
					.untilAsserted(() -> assertThat(EventsApplication.subscriber(context).stats().deadLetters())
						.isEqualTo(Map.of("lost", 1L)));
			});
	}

	@Test
	void deadLetterWithoutAPublisherIsRefusedIfThereAreSeveral() {
		application(Lost.class).withPropertyValues("zmq.publishers.other.address=inproc://other", "grave=lost.a")
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("deadLetter = \"<name>/<topic>\""));
	}

	@Test
	void publisherWithoutHeadersIsRefusedForTheDeadLettersOfAListener() {
		application(Lost.class).withPropertyValues("grave=lost.a")
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("The attribute 'deadLetter' of the listener")
				.hasMessageContaining("names 'events', which sends no headers"));
	}

	static class Recording {

		final List<String> calls = new CopyOnWriteArrayList<>();

		void fail(String kind) throws Exception {
			this.calls.add(kind);
			switch (kind) {
				case "io" -> throw new IOException("wanted");
				case "cause" -> throw new IllegalStateException("wanted", new IOException("cause"));
				case "missing" -> throw new FileNotFoundException("wanted");
				case "error" -> throw new AssertionError("wanted");
				default -> throw new IllegalStateException("wanted");
			}
		}

	}

	static class Files extends Recording {

		@ZmqListener(topics = "a", id = "files", retry = "files")
		void on(String kind) throws Exception {
			fail(kind);
		}

	}

	static class Others extends Recording {

		@ZmqListener("b")
		void on(String kind) throws Exception {
			fail(kind);
		}

	}

	static class ByBean extends Recording {

		@ZmqListener(topics = "bean", retry = "twice")
		void bean(String kind) throws Exception {
			fail(kind);
		}

		@ZmqListener(topics = "expression",
				retry = "#{T(org.springframework.core.retry.RetryPolicy).builder().maxRetries(1).delay(T(java.time.Duration).ZERO).build()}")
		void expression(String kind) throws Exception {
			fail(kind);
		}

	}

	static class Unknown {

		@ZmqListener(topics = "a", retry = "fils")
		void on(String text) {
		}

	}

	static class Lost {

		@ZmqListener(topics = "a", id = "lost", deadLetter = "${grave}")
		void on(String text) {
			throw new IllegalStateException("wanted");
		}

	}

	static class Letters {

		final List<ZmqMessage> messages = new CopyOnWriteArrayList<>();

		@ZmqListener("lost.*")
		void on(ZmqMessage message) {
			this.messages.add(message);
		}

	}

}
