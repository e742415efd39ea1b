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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.test.simple.SpansAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.zmqspring.autoconfigure.ZmqObservationAutoConfiguration;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces across connections: with headers at both ends, all steps that one message causes
 * belong to one trace.
 */
class TraceTests {

	private final Traces traces = new Traces();

	private ApplicationContextRunner application(boolean headers, String... settings) {
		return EventsApplication.with(Chain.class)
			.withConfiguration(AutoConfigurations.of(ZmqObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, this.traces::registry)
			.withBean(Traces.class, () -> this.traces)
			.withPropertyValues("zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results",
					"zmq.workers.a.pull.address=inproc://work", "zmq.workers.a.push.address=inproc://results",
					"zmq.publishers.events.headers=" + headers, "zmq.subscribers.events.headers=" + headers,
					"zmq.controllers.main.headers=" + headers, "zmq.workers.a.headers=" + headers)
			.withPropertyValues(settings);
	}

	@ParameterizedTest
	@CsvSource({ "multipart, at-most-once", "single-frame, at-most-once", "multipart, at-least-once" })
	void publishingHandlingWorkAndResultAreOneTrace(String wireFormat, String delivery) {
		application(true, "zmq.publishers.events.wire-format=" + wireFormat,
				"zmq.subscribers.events.wire-format=" + wireFormat,
				"zmq.controllers.main.workers.a.delivery=" + delivery, "zmq.workers.a.delivery=" + delivery)
			.run((context) -> {
				EventsApplication.publish(context, "a", Map.of("id", 1));
				Chain.awaitResult(context);
				List<FinishedSpan> spans = this.traces.await(6);
				SpansAssert.assertThat(spans).haveSameTraceId();
				assertChain(spans);
				assertThat(Traces.named(spans, "events publish").getKind()).isEqualTo(Span.Kind.PRODUCER);
				assertThat(Traces.named(spans, "events handle").getKind()).isEqualTo(Span.Kind.CONSUMER);
			});
	}

	private static void assertChain(List<FinishedSpan> spans) {
		String parent = Traces.NO_PARENT;
		for (String name : List.of("events publish", "events handle", "main send work", "a handle work",
				"a send result", "main handle result")) {
			FinishedSpan span = Traces.named(spans, name);
			assertThat(span.getParentId()).as("Parent of " + name).isEqualTo(parent);
			parent = span.getSpanId();
		}
	}

	@Test
	void requestAndItsDependentStagesAreOneTrace() {
		application(true).run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			CompletableFuture<String> inDependent;
			// A result that arrives before the stage is there would run it here
			synchronized (context.getBean(Chain.class)) {
				inDependent = controller.request("a", Map.of("without", "an id"), String.class)
					.thenApply((result) -> this.traces.tracer().currentSpan().context().traceId());
			}
			assertThat(inDependent).succeedsWithin(Duration.ofSeconds(30));
			List<FinishedSpan> spans = this.traces.await(4);
			SpansAssert.assertThat(spans).haveSameTraceId();
			assertThat(inDependent).isCompletedWithValue(spans.get(0).getTraceId());
			assertThat(Traces.named(spans, "main handle result").getTags()).containsEntry("id", "request");
		});
	}

	@Test
	void handlerCanReadTheTraceAndItsHeader() {
		application(true).run((context) -> {
			EventsApplication.publish(context, "a", Map.of("id", 1));
			Chain.awaitResult(context);
			List<FinishedSpan> spans = this.traces.await(6);
			Chain chain = context.getBean(Chain.class);
			assertThat(chain.traceId).isEqualTo(spans.get(0).getTraceId());
			assertThat(chain.traceparent).contains(Traces.named(spans, "events publish").getSpanId());
		});
	}

	@Test
	void withoutHeadersEachReceiverBeginsANewTrace() {
		application(false).run((context) -> {
			EventsApplication.publish(context, "a", Map.of("id", 1));
			Chain.awaitResult(context);
			List<FinishedSpan> spans = this.traces.await(6);
			assertThat(Traces.named(spans, "events handle").getParentId()).isEqualTo(Traces.NO_PARENT);
			assertThat(Traces.named(spans, "a handle work").getParentId()).isEqualTo(Traces.NO_PARENT);
			assertThat(Traces.named(spans, "main handle result").getParentId()).isEqualTo(Traces.NO_PARENT);
			assertThat(Traces.named(spans, "main send work").getParentId())
				.isEqualTo(Traces.named(spans, "events handle").getSpanId());
		});
	}

	@ParameterizedTest
	@CsvSource({ "true, 3", "false, 2" })
	void headersFrameIsOnlySentIfHeadersAreEnabled(boolean headers, int frames) {
		application(headers, "zmq.publishers.events.address=tcp://127.0.0.1:*").run((context) -> {
			ZmqPublisher publisher = EventsApplication.publisher(context);
			try (RawSubscriber subscriber = new RawSubscriber(publisher.boundAddresses().get(0), "b")) {
				subscriber.awaitSubscribed(publisher, "b");
				publisher.publish("text", "b");
				List<String> received = subscriber.receiveText();
				assertThat(received).hasSize(frames).startsWith("b", "text");
				if (headers) {
					assertThat(received.get(2)).contains("\"traceparent\":\"00-");
				}
			}
			assertThat(Traces.named(this.traces.await(1), "events publish").getTags())
				.containsEntry("messaging.destination.name", "b");
		});
	}

	@Test
	void messageIsDeliveredIfTheTraceIsTooLargeForTheHeaders() {
		application(true).run((context) -> {
			ZmqPublisher publisher = EventsApplication.publisher(context);
			publisher.observeWith((message) -> {
				message.headers().put("baggage", "x".repeat(10_000));
				return Observation.NOOP;
			});
			EventsApplication.publish(context, "a", Map.of("id", 1));
			Chain.awaitResult(context);
		});
	}

	/**
	 * Sends work when it receives a message, handles the work, and receives the result.
	 */
	static class Chain {

		private final BlockingQueue<String> results = new LinkedBlockingQueue<>();

		private final ZmqController controller;

		private final Traces traces;

		volatile String traceId = "";

		volatile String traceparent = "";

		Chain(ZmqController controller, Traces traces) {
			this.controller = controller;
			this.traces = traces;
		}

		@ZmqListener("a")
		void on(ZmqMessage message) {
			this.traceId = this.traces.tracer().currentSpan().context().traceId();
			this.traceparent = message.headers().getOrDefault("traceparent", "none");
			this.controller.send("a", message.payload());
		}

		@ZmqWorkHandler("a")
		synchronized Map<String, Object> work(Map<String, Object> work) {
			return Map.of("x", 1);
		}

		@ZmqResultListener
		void done(String result) {
			this.results.add(result);
		}

		static void awaitResult(ApplicationContext context) throws InterruptedException {
			assertThat(context.getBean(Chain.class).results.poll(30, TimeUnit.SECONDS)).contains("\"x\":1");
		}

	}

}
