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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.messaging.handler.annotation.SendTo;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners whose asynchronous results are published when they are available.
 */
class AsyncSendToTests {

	@ParameterizedTest
	@CsvSource({ "stage, out ab", "future-list, out a;out b", "mono, out ab", "mono-list, out a;out b",
			"flux, out a;out b", "flux-list, out a;out b;out b;out a", "flow, out a;out b", "batch, out a b" })
	void resultIsPublishedWhenItIsAvailable(String topic, String results) {
		ResultsApplication.exchange(Async.class, topic, List.of("a b"), results.split(";"));
	}

	@ParameterizedTest
	@CsvSource({ "null-stage", "empty-mono", "empty-flux" })
	void absentResultIsNotPublished(String topic) {
		ResultsApplication.exchange(Empty.class, topic, List.of("absent", "a"), "out a");
	}

	@Test
	void elementOfAFluxIsPublishedBeforeTheFluxCompletes() {
		ResultsApplication.with(Endless.class)
			.withPropertyValues("zmq.subscribers.events.shutdown-timeout=10ms")
			.run((context) -> {
				try (RawSubscriber subscriber = ResultsApplication.subscriber(context)) {
					EventsApplication.publish(context, "a", "x");
					assertThat(ResultsApplication.receive(subscriber, 1)).containsExactly("out x");
				}
			});
	}

	@Test
	void resultThatCompletesAfterItsTimeoutIsNotPublished() {
		ResultsApplication.with(Late.class, Errors.class)
			.withPropertyValues("zmq.subscribers.events.result-timeout=50ms")
			.run((context) -> {
				Late late = context.getBean(Late.class);
				try (RawSubscriber subscriber = ResultsApplication.subscriber(context)) {
					EventsApplication.publish(context, "a", "x");
					assertThat(context.getBean(Errors.class).await(1).get(0)).rootCause()
						.isInstanceOf(ZmqTimeoutException.class);
					late.results.get(0).complete("too late");
					EventsApplication.publish(context, "a", "in time");
					assertThat(ResultsApplication.receive(subscriber, 1)).containsExactly("out in time");
				}
			});
	}

	static class Async {

		@ZmqListener("stage")
		@SendTo("results/out")
		CompletionStage<String> stage(String text) {
			return CompletableFuture.supplyAsync(() -> text.replace(" ", ""));
		}

		@ZmqListener("future-list")
		@SendTo("results/out")
		CompletableFuture<List<String>> list(String text) {
			return CompletableFuture.supplyAsync(() -> List.of(text.split(" ")));
		}

		@ZmqListener("mono")
		@SendTo("results/out")
		Mono<String> mono(String text) {
			return Mono.fromCallable(() -> text.replace(" ", "")).subscribeOn(Schedulers.parallel());
		}

		@ZmqListener("mono-list")
		@SendTo("results/out")
		Mono<List<String>> monoOfList(String text) {
			return Mono.just(List.of(text.split(" ")));
		}

		@ZmqListener("flux")
		@SendTo("results/out")
		Flux<String> flux(String text) {
			return Flux.just(text.split(" ")).publishOn(Schedulers.parallel());
		}

		@ZmqListener("flux-list")
		@SendTo("results/out")
		Flux<List<String>> fluxOfLists() {
			return Flux.just(List.of("a", "b"), List.of("b", "a"));
		}

		@ZmqListener("flow")
		@SendTo("results/out")
		Flow.Publisher<String> flow(String text) {
			return JdkFlowAdapter.publisherToFlowPublisher(flux(text));
		}

		@ZmqListener("batch")
		@SendTo("results/out")
		CompletableFuture<List<String>> batch(List<String> texts) {
			return CompletableFuture.supplyAsync(() -> texts);
		}

	}

	static class Empty {

		@ZmqListener("null-stage")
		@SendTo("results/out")
		CompletionStage<String> stage(String text) {
			return CompletableFuture.completedStage(text.equals("absent") ? null : text);
		}

		@ZmqListener("empty-mono")
		@SendTo("results/out")
		Mono<String> mono(String text) {
			return Mono.justOrEmpty(text.equals("absent") ? null : text);
		}

		@ZmqListener("empty-flux")
		@SendTo("results/out")
		Flux<String> flux(String text) {
			return text.equals("absent") ? Flux.empty() : Flux.just(text);
		}

	}

	static class Endless {

		@ZmqListener("a")
		@SendTo("results/out")
		Flux<String> on(String text) {
			return Flux.concat(Mono.just(text), Mono.never());
		}

	}

	static class Late {

		final List<CompletableFuture<String>> results = new CopyOnWriteArrayList<>();

		@ZmqListener("a")
		@SendTo("results/out")
		CompletionStage<String> on(String text) {
			if (text.equals("in time")) {
				return CompletableFuture.completedStage(text);
			}
			CompletableFuture<String> result = new CompletableFuture<>();
			this.results.add(result);
			// A copy: a cancelled stage does not cancel the future that completes it
			return result.copy();
		}

	}

}
