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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqObservationAutoConfiguration;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The observation of a message is current while its handler, its retries, its error
 * handler and its dead letter run, and not longer.
 */
class HandlerScopeTests {

	private final Traces traces = new Traces();

	private ApplicationContextRunner application(String... settings) {
		return EventsApplication.with(Listener.class, RecordingErrorHandler.class)
			.withConfiguration(AutoConfigurations.of(ZmqObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, this.traces::registry)
			.withBean(Traces.class, () -> this.traces)
			.withPropertyValues("zmq.publishers.events.headers=true", "zmq.subscribers.events.headers=true")
			.withPropertyValues(settings);
	}

	// spring-kafka issues 3151 and 3686
	@Test
	void errorHandlerRunsInTheObservationOfItsMessage() {
		application().run((context) -> {
			EventsApplication.publish(context, "fails", "1");
			List<String> errors = context.getBean(RecordingErrorHandler.class).traceIds;
			EventsApplication.await().until(() -> errors.size() == 1);
			assertThat(errors).isEqualTo(context.getBean(Listener.class).traceIds);
		});
	}

	@Test
	void errorHandlerOfAnAsynchronousResultRunsInTheObservationToo() {
		application().run((context) -> {
			EventsApplication.publish(context, "fails-later", "1");
			Listener listener = context.getBean(Listener.class);
			EventsApplication.await().until(() -> listener.traceIds.size() == 1);
			listener.later.completeExceptionally(new IllegalStateException("wanted"));
			List<String> errors = context.getBean(RecordingErrorHandler.class).traceIds;
			EventsApplication.await().until(() -> errors.size() == 1);
			assertThat(errors).isEqualTo(listener.traceIds);
			assertThat(current(this.traces)).isEqualTo("none");
		});
	}

	@Test
	void exceptionOfAnObservationHandlerFailsNoMessage() {
		application().run((context) -> {
			ObservationRegistry registry = context.getBean(ObservationRegistry.class);
			Failing failing = new Failing(registry);
			registry.observationConfig().observationHandler(failing);
			EventsApplication.publish(context, "works", "1");
			EventsApplication.publish(context, "works", "2");
			EventsApplication.await().until(() -> context.getBean(Listener.class).traceIds.size() == 2);
			assertThat(EventsApplication.subscriber(context).stats().failed()).isZero();
			assertThat(failing.left).as("A scope left on the receiving thread").isFalse();
		});
	}

	// spring-kafka issue 2695, opentelemetry-java-instrumentation issue 10698
	@Test
	void exceptionDoesNotLeaveItsTraceToTheNextMessages() {
		application().run((context) -> {
			for (int i = 0; i < 5; i++) {
				EventsApplication.publish(context, (i % 2 == 0) ? "fails" : "works", Integer.toString(i));
			}
			List<String> ids = context.getBean(Listener.class).traceIds;
			EventsApplication.await().until(() -> ids.size() == 5);
			assertThat(ids).doesNotHaveDuplicates();
		});
	}

	@Test
	void allAttemptsOfAMessageBelongToItsTrace() {
		application("zmq.listener.retry.max-attempts=3", "zmq.listener.retry.initial-interval=1ms",
				"zmq.listener.dead-letter.publisher=events", "zmq.listener.dead-letter.topic=lost")
			.run((context) -> {
				EventsApplication.publish(context, "fails", "1");
				List<String> ids = context.getBean(Listener.class).traceIds;
				EventsApplication.await().until(() -> ids.size() == 4);
				assertThat(Map.of("ids", ids).get("ids").stream().distinct()).hasSize(1);
			});
	}

	private static String current(Traces traces) {
		Span span = traces.tracer().currentSpan();
		return (span != null) ? span.context().traceId() : "none";
	}

	static class Listener {

		final List<String> traceIds = new CopyOnWriteArrayList<>();

		final CompletableFuture<Void> later = new CompletableFuture<>();

		private final Traces traces;

		Listener(Traces traces) {
			this.traces = traces;
		}

		@ZmqListener("fails")
		void fails(String payload) {
			this.traceIds.add(current(this.traces));
			throw new IllegalStateException("wanted");
		}

		@ZmqListener("fails-later")
		CompletableFuture<Void> failsLater(String payload) {
			this.traceIds.add(current(this.traces));
			return this.later;
		}

		@ZmqListener({ "works", "lost" })
		void works(String payload) {
			this.traceIds.add(current(this.traces));
		}

	}

	static class Failing implements ObservationHandler<Observation.Context> {

		private final ObservationRegistry registry;

		private volatile boolean left;

		Failing(ObservationRegistry registry) {
			this.registry = registry;
		}

		@Override
		public void onStart(Observation.Context context) {
			this.left = this.registry.getCurrentObservationScope() != null;
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return "zmq.handle".equals(context.getName());
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			throw new IllegalStateException("opened");
		}

		@Override
		public void onStop(Observation.Context context) {
			throw new IllegalStateException("stopped");
		}

	}

	static class RecordingErrorHandler implements ZmqErrorHandler {

		final List<String> traceIds = new CopyOnWriteArrayList<>();

		private final Traces traces;

		RecordingErrorHandler(Traces traces) {
			this.traces = traces;
		}

		@Override
		public void handle(ZmqMessage message, ZmqException error) {
			this.traceIds.add(current(this.traces));
		}

	}

}
