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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import kotlinx.coroutines.flow.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.SendTo;
import reactor.core.publisher.Mono;

/**
 * Uses of {@code @SendTo} that end the start of the application.
 */
class RefusedSendToTests {

	private static ApplicationContextRunner with(Class<?> listener, String to) {
		return RefusedStarts.with(listener)
			.withPropertyValues("app.to=" + to, "zmq.publishers.events.address=inproc://events");
	}

	@Test
	void unknownPublisherIsRefused() {
		RefusedStarts.refused(with(Sending.class, "evnts/out"), "The listener Sending.on", "unknown publisher 'evnts'",
				"Known publishers: events");
	}

	@Test
	void missingPublisherIsRefused() {
		RefusedStarts.refused(RefusedStarts.with(Sending.class).withPropertyValues("app.to=out"),
				"The listener Sending.on needs a publisher", "zmq.publishers.<name>.address");
	}

	@Test
	void topicAloneIsRefusedIfThereAreSeveralPublishers() {
		RefusedStarts.refused(
				with(Sending.class, "out").withPropertyValues("zmq.publishers.more.address=inproc://more"),
				"The listener Sending.on specifies no publisher", "events, more", "@SendTo(\"<name>/<topic>\")");
	}

	@Test
	void topicThatThePublisherRefusesIsRefused() {
		RefusedStarts.refused(
				with(Sending.class, "events/a b").withPropertyValues("zmq.publishers.events.topic-rule=strict"),
				"The listener Sending.on", "@SendTo", "'a b'", "publisher 'events'");
	}

	@Test
	void expressionForEachResultIsRefused() {
		RefusedStarts.refused(with(SendingToExpression.class, ""), "The listener SendingToExpression.on",
				"!{result.topic}", "ZmqMessage");
	}

	@ParameterizedTest
	@ValueSource(classes = { Nothing.class, PromiseOfNothing.class, PromiseOfUnknown.class, MonoOfNothing.class })
	void methodThatReturnsNothingIsRefused(Class<?> listener) {
		RefusedStarts.refused(with(listener, "out"), "The listener ", ".on has @SendTo but returns nothing");
	}

	@ParameterizedTest
	@ValueSource(classes = { WorkerSendsTo.class, WorkerOfClassSendsTo.class })
	void workHandlerIsRefused(Class<?> handler) {
		RefusedStarts.refused(RefusedStarts.worker(handler), handler.getSimpleName() + ".on has @SendTo",
				"@ZmqResultListener");
	}

	@Test
	void futureWithoutACallbackIsRefused() {
		RefusedStarts.refused(with(ReturnsFuture.class, "out"), "ReturnsFuture.on returns", "Return a CompletionStage");
		RefusedStarts.refused(RefusedStarts.worker(WorkerReturnsFuture.class), "WorkerReturnsFuture.on returns",
				"Return a CompletionStage");
	}

	@Test
	void kotlinFlowWithoutItsReactorModuleIsRefused() {
		RefusedStarts.refused(with(ReturnsFlow.class, "out"), "ReturnsFlow.on returns a Flow",
				"kotlinx-coroutines-reactor");
	}

	static class Sending {

		@ZmqListener("a")
		@SendTo("${app.to}")
		String on(String payload) {
			return payload;
		}

	}

	static class SendingToExpression {

		@ZmqListener("a")
		@SendTo("!{result.topic}")
		String on(String payload) {
			return payload;
		}

	}

	static class Nothing {

		@ZmqListener("a")
		@SendTo("out")
		void on(String payload) {
		}

	}

	static class PromiseOfNothing {

		@ZmqListener("a")
		@SendTo("out")
		CompletableFuture<@Nullable Void> on(String payload) {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class PromiseOfUnknown {

		@ZmqListener("a")
		@SendTo("out")
		CompletionStage<?> on(String payload) {
			return CompletableFuture.completedFuture(payload);
		}

	}

	static class MonoOfNothing {

		@ZmqListener("a")
		@SendTo("out")
		Mono<Void> on(String payload) {
			return Mono.empty();
		}

	}

	static class WorkerSendsTo {

		@ZmqWorkHandler("a")
		@SendTo("b")
		String on(String payload) {
			return payload;
		}

	}

	@SendTo("b")
	static class WorkerOfClassSendsTo {

		@ZmqWorkHandler("a")
		String on(String payload) {
			return payload;
		}

	}

	static class ReturnsFuture {

		@ZmqListener("a")
		@SendTo("out")
		Future<String> on(String payload) {
			return CompletableFuture.completedFuture(payload);
		}

	}

	static class WorkerReturnsFuture {

		@ZmqWorkHandler("a")
		Future<String> on(String payload) {
			return CompletableFuture.completedFuture(payload);
		}

	}

	static class ReturnsFlow {

		@ZmqListener("a")
		@SendTo("out")
		@Nullable Flow<String> on(String payload) {
			return null;
		}

	}

}
