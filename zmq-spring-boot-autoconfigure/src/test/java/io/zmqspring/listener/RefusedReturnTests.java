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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handler methods whose return value nobody receives end the start of the application.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedReturnTests {

	@ParameterizedTest
	@ValueSource(classes = { ReturnsText.class, ReturnsPrimitive.class, PromisesText.class, MonoOfText.class,
			FluxOfText.class, InheritedValue.class, BatchReturnsText.class, ResultListenerReturnsText.class })
	void listenerThatReturnsAValueIsRefused(Class<?> listener) {
		RefusedStarts.refused(RefusedStarts.with(listener), "The listener ", ".on returns ",
				"nobody receives the value of a listener", "Add @SendTo", "return void");
	}

	@ParameterizedTest
	@ValueSource(classes = { ReturnsNothing.class, PromisesNothing.class, PromisesUnknown.class, MonoOfNothing.class,
			InheritedNothing.class })
	void listenerThatReturnsNothingOrItsPromiseIsAccepted(Class<?> listener) {
		RefusedStarts.accepted(RefusedStarts.with(listener));
	}

	@Test
	void resultsThatAWorkerDoesNotSendGiveAWarning(CapturedOutput output) {
		RefusedStarts.accepted(RefusedStarts.worker(WorkerReturnsText.class));
		assertThat(output).contains("The work handler WorkerReturnsText.on returns results",
				"zmq.workers.a.push.address");
	}

	static class ReturnsText {

		@ZmqListener("a")
		String on(String payload) {
			return payload;
		}

	}

	static class ReturnsPrimitive {

		@ZmqListener("a")
		boolean on(String payload) {
			return true;
		}

	}

	static class PromisesText {

		@ZmqListener("a")
		CompletableFuture<String> on(String payload) {
			return CompletableFuture.completedFuture(payload);
		}

	}

	static class MonoOfText {

		@ZmqListener("a")
		Mono<String> on(String payload) {
			return Mono.just(payload);
		}

	}

	static class FluxOfText {

		@ZmqListener("a")
		Flux<String> on(String payload) {
			return Flux.just(payload);
		}

	}

	static class BatchReturnsText {

		@ZmqListener("a")
		String on(List<String> payloads) {
			return "";
		}

	}

	static class ResultListenerReturnsText {

		@ZmqResultListener
		String on(String payload) {
			return payload;
		}

	}

	abstract static class Returning<T> {

		private final T value;

		Returning(T value) {
			this.value = value;
		}

		@ZmqListener("a")
		T on(String payload) {
			return this.value;
		}

	}

	static class InheritedValue extends Returning<String> {

		InheritedValue() {
			super("");
		}

	}

	static class InheritedNothing extends Returning<CompletableFuture<Void>> {

		InheritedNothing() {
			super(CompletableFuture.completedFuture(null));
		}

	}

	static class ReturnsNothing {

		@ZmqListener("a")
		void on(String payload) {
		}

	}

	static class PromisesNothing {

		@ZmqListener("a")
		CompletableFuture<Void> on(String payload) {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class PromisesUnknown {

		@ZmqListener("a")
		CompletionStage<?> on(String payload) {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class MonoOfNothing {

		@ZmqListener("a")
		Mono<Void> on(String payload) {
			return Mono.empty();
		}

	}

	static class WorkerReturnsText {

		@ZmqWorkHandler("a")
		String on(String payload) {
			return payload;
		}

	}

}
