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

package io.zmqspring.observation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqObservationAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The observations of messages, with their names and keys.
 */
class ObservationTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private ApplicationContextRunner application(Class<?>... beans) {
		return EventsApplication.with(beans)
			.withConfiguration(AutoConfigurations.of(ZmqObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, () -> this.registry);
	}

	private TestObservationRegistryAssert observations() {
		return TestObservationRegistryAssert.assertThat(this.registry);
	}

	private void awaitStopped(String name) {
		EventsApplication.await()
			.untilAsserted(() -> observations().hasObservationWithNameEqualTo(name).that().hasBeenStopped());
	}

	@Test
	void publishingAndHandlingAreObserved() {
		application(Listeners.class).run((context) -> {
			EventsApplication.publish(context, "a", "text");
			awaitStopped("zmq.publish");
			awaitStopped("zmq.handle");
			observations().hasObservationWithNameEqualTo("zmq.publish")
				.that()
				.hasContextualNameEqualTo("events publish")
				.hasOnlyKeys("messaging.system", "messaging.operation", "role", "name", "messaging.destination.name")
				.hasLowCardinalityKeyValue("messaging.system", "zeromq")
				.hasLowCardinalityKeyValue("messaging.operation", "publish")
				.hasLowCardinalityKeyValue("role", "publisher")
				.hasLowCardinalityKeyValue("name", "events")
				.hasHighCardinalityKeyValue("messaging.destination.name", "a")
				.doesNotHaveError();
			observations().hasObservationWithNameEqualTo("zmq.handle")
				.that()
				.hasContextualNameEqualTo("events handle")
				.hasLowCardinalityKeyValue("messaging.operation", "process")
				.hasLowCardinalityKeyValue("role", "subscriber")
				.hasLowCardinalityKeyValue("id", "one")
				.hasHighCardinalityKeyValue("messaging.destination.name", "a")
				.doesNotHaveError();
		});
	}

	@Test
	void errorOfAHandlerIsRecorded() {
		application(Listeners.class).run((context) -> {
			EventsApplication.publish(context, "fails", "text");
			awaitStopped("zmq.handle");
			observations().hasObservationWithNameEqualTo("zmq.handle")
				.that()
				.hasError()
				.thenError()
				.isInstanceOf(IllegalStateException.class);
			EventsApplication.awaitCount(context, (stats) -> stats.failed(), 1);
		});
	}

	@Test
	void asynchronousHandlerIsObservedUntilItsResultIsComplete() {
		application(Listeners.class).run((context) -> {
			EventsApplication.publish(context, "async", "text");
			Listeners listeners = context.getBean(Listeners.class);
			EventsApplication.await().until(() -> listeners.called);
			observations().hasObservationWithNameEqualTo("zmq.handle").that().hasBeenStarted().isNotStopped();
			assertThat(this.registry.getCurrentObservation()).isNull();
			listeners.promise.completeExceptionally(new IllegalStateException("late"));
			awaitStopped("zmq.handle");
			observations().hasObservationWithNameEqualTo("zmq.handle").that().hasError();
		});
	}

	@Test
	void batchIsOneObservation() {
		application(Listeners.class).run((context) -> {
			EventsApplication.publish(context, "batch", "text");
			awaitStopped("zmq.handle");
			observations().hasObservationWithNameEqualTo("zmq.handle")
				.that()
				.hasLowCardinalityKeyValue("id", "batch")
				.doesNotHaveHighCardinalityKeyValueWithKey("messaging.destination.name");
		});
	}

	@Test
	void messageThatCannotBePublishedIsAnError() {
		application(Listeners.class).run((context) -> {
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("a"));
			assertThatExceptionOfType(ZmqConversionException.class)
				.isThrownBy(() -> EventsApplication.publisher(context).publish(new SelfReference(), "a"));
			observations().hasObservationWithNameEqualTo("zmq.publish").that().hasError().hasBeenStopped();
		});
	}

	@Test
	void conventionsAreReplacedByBeans() {
		application(Listeners.class, Senders.class, Receivers.class).run((context) -> {
			EventsApplication.publish(context, "a", "text");
			awaitStopped("zmq.publish");
			observations().hasObservationWithNameEqualTo("zmq.publish")
				.that()
				.hasLowCardinalityKeyValue("mine", "events")
				.hasLowCardinalityKeyValue("messaging.system", "zeromq");
			awaitStopped("my.name");
		});
	}

	@Test
	void messagesAreNotObservedIfDisabled() {
		application(Listeners.class).withPropertyValues("zmq.observation.enabled=false").run((context) -> {
			EventsApplication.publish(context, "fails", "text");
			EventsApplication.awaitCount(context, (stats) -> stats.failed(), 1);
			observations().doesNotHaveAnyObservation();
		});
	}

	@Test
	void everyObservationIsDocumented() throws Exception {
		String documentation = Files.readString(Path.of("..", "docs", "monitoring.md"));
		for (ZmqObservation observation : ZmqObservation.values()) {
			String keys = String.join(", ",
					Stream
						.concat(Stream.of(observation.getLowCardinalityKeyNames()),
								Stream.of(observation.getHighCardinalityKeyNames()))
						.map(KeyName::asString)
						.map((key) -> "`" + key + "`")
						.toList());
			assertThat(documentation).containsPattern("\\| `" + observation.getName() + "` \\| `"
					+ observation.getContextualName() + "` \\| (producer|consumer) \\| " + keys + " \\|");
		}
	}

	static class SelfReference {

		public SelfReference getSelf() {
			return this;
		}

	}

	static class Listeners {

		final CompletableFuture<Void> promise = new CompletableFuture<>();

		volatile boolean called;

		@ZmqListener(topics = "a", id = "one")
		void on(String text) {
		}

		@ZmqListener("fails")
		void fail(String text) {
			throw new IllegalStateException("on purpose");
		}

		@ZmqListener("async")
		CompletableFuture<Void> later(String text) {
			this.called = true;
			return this.promise;
		}

		@ZmqListener(topics = "batch", id = "batch")
		void all(List<String> texts) {
		}

	}

	static class Senders extends DefaultZmqSenderObservationConvention {

		@Override
		public KeyValues getLowCardinalityKeyValues(ZmqSenderContext context) {
			return super.getLowCardinalityKeyValues(context).and("mine", context.message().name());
		}

	}

	static class Receivers implements ZmqReceiverObservationConvention {

		@Override
		public String getName() {
			return "my.name";
		}

	}

}
