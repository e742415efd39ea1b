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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.exporter.FinishedSpan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.messaging.handler.annotation.SendTo;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import io.zmqspring.autoconfigure.ZmqObservationAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The trace of a message continues in the results of its listener.
 */
class ResultTraceTests {

	private final Traces traces = new Traces();

	@ParameterizedTest
	@ValueSource(strings = { "value", "stage", "flux" })
	void resultBelongsToTheTraceOfTheMessage(String topic) {
		EventsApplication.with(Sending.class)
			.withConfiguration(AutoConfigurations.of(ZmqObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, this.traces::registry)
			.withPropertyValues("zmq.publishers.events.headers=true", "zmq.subscribers.events.headers=true")
			.run((context) -> {
				EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("out"));
				EventsApplication.publish(context, topic, "x");
				assertThat(context.getBean(Sending.class).results.poll(30, TimeUnit.SECONDS)).isEqualTo("x");
				List<FinishedSpan> spans = this.traces.await(4);
				String parent = Traces.NO_PARENT;
				for (String name : List.of("publish " + topic, "handle " + topic, "publish out", "handle out")) {
					FinishedSpan span = span(spans, name);
					assertThat(span.getParentId()).as("Parent of " + name).isEqualTo(parent);
					parent = span.getSpanId();
				}
			});
	}

	private static FinishedSpan span(List<FinishedSpan> spans, String operationAndTopic) {
		return spans.stream()
			.filter((span) -> operationAndTopic
				.equals(span.getName().replace("events ", "") + " " + span.getTags().get("messaging.destination.name")))
			.findFirst()
			.orElseThrow();
	}

	static class Sending {

		private final BlockingQueue<String> results = new LinkedBlockingQueue<>();

		@ZmqListener("value")
		@SendTo("out")
		String value(String text) {
			return text;
		}

		@ZmqListener("stage")
		@SendTo("out")
		CompletionStage<String> stage(String text) {
			return CompletableFuture.supplyAsync(() -> text,
					CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
		}

		@ZmqListener("flux")
		@SendTo("out")
		Flux<String> flux(String text) {
			return Flux.just(text).publishOn(Schedulers.parallel());
		}

		@ZmqListener("out")
		void out(String text) {
			this.results.add(text);
		}

	}

}
