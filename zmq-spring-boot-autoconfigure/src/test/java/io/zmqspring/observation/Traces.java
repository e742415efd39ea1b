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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelFinishedSpan;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;

import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An observation registry that creates a span for each observation, and propagates traces
 * in the headers of W3C Trace Context.
 */
final class Traces {

	static final String NO_PARENT = SpanId.getInvalid();

	private final Queue<FinishedSpan> finished = new ConcurrentLinkedQueue<>();

	private final OtelTracer tracer;

	private final ObservationRegistry registry = ObservationRegistry.create();

	Traces() {
		Tracer spans = SdkTracerProvider.builder().addSpanProcessor(new SpanCollector()).build().get("test");
		ContextPropagators w3c = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
		this.tracer = new OtelTracer(spans, new OtelCurrentTraceContext(), (event) -> {
		});
		OtelPropagator propagator = new OtelPropagator(w3c, spans);
		this.registry.observationConfig()
			.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
					new PropagatingSenderTracingObservationHandler<>(this.tracer, propagator),
					new PropagatingReceiverTracingObservationHandler<>(this.tracer, propagator),
					new DefaultTracingObservationHandler(this.tracer)));
	}

	ObservationRegistry registry() {
		return this.registry;
	}

	OtelTracer tracer() {
		return this.tracer;
	}

	/**
	 * Wait until spans have ended.
	 * @param count the number of spans
	 * @return the spans, in the order of their ends
	 */
	List<FinishedSpan> await(int count) {
		EventsApplication.await().untilAsserted(() -> assertThat(this.finished).hasSize(count));
		return List.copyOf(this.finished);
	}

	static FinishedSpan named(List<FinishedSpan> spans, String name) {
		Predicate<FinishedSpan> wanted = (span) -> name.equals(span.getName());
		assertThat(spans).filteredOn(wanted).as("Spans named " + name).hasSize(1);
		return spans.stream().filter(wanted).findFirst().orElseThrow();
	}

	private final class SpanCollector implements SpanProcessor {

		@Override
		public void onStart(Context parent, ReadWriteSpan span) {
		}

		@Override
		public boolean isStartRequired() {
			return false;
		}

		@Override
		public void onEnd(ReadableSpan span) {
			Traces.this.finished.add(OtelFinishedSpan.fromOtel(span.toSpanData()));
		}

		@Override
		public boolean isEndRequired() {
			return true;
		}

	}

}
