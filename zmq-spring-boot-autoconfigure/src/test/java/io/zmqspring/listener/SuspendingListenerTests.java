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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.JobKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import reactor.core.publisher.Flux;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Suspending functions of Kotlin, written in Java as Kotlin's compiler translates them.
 * The module {@code kotlin-tests} has some that are written in Kotlin.
 */
class SuspendingListenerTests {

	@Test
	void functionIsCalledWithPayloadAndHeaders() {
		EventsApplication.with(Suspending.class).run((context) -> {
			EventsApplication.publish(context, "direct", "1");
			EventsApplication.publish(context, "later", "2");
			Inbox.of(context, Suspending.class).awaitExactly("direct 1", "later 2");
			EventsApplication.publish(context, "batch", "3");
			Inbox.of(context, Suspending.class).awaitExactly("direct 1", "later 2", "[3]");
		});
	}

	@Test
	void suspendedFunctionDelaysNoMessage() {
		EventsApplication.with(Waiting.class).run((context) -> {
			Waiting waiting = context.getBean(Waiting.class);
			EventsApplication.publish(context, "a", "1");
			EventsApplication.publish(context, "a", "2");
			EventsApplication.await().until(() -> waiting.continuations.size() == 2);
			waiting.continuations.forEach((continuation) -> continuation.resumeWith(Unit.INSTANCE));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "before", "after" })
	void exceptionBeforeOrAfterSuspensionFailsTheMessageAlone(String topic) {
		EventsApplication.with(Failing.class, Errors.class).run((context) -> {
			EventsApplication.publish(context, topic, "x");
			Errors errors = context.getBean(Errors.class);
			assertThat(errors.await(1).get(0)).cause().isInstanceOf(IllegalStateException.class).hasMessage(topic);
			EventsApplication.publish(context, "fine", "y");
			Inbox.of(context, Failing.class).awaitExactly("y");
		});
	}

	@ParameterizedTest
	@CsvSource({ "direct, a, out A", "later, a, out A", "list, a b, out a;out b", "batch, a b, out a b" })
	void resultIsPublished(String topic, String payload, String results) {
		ResultsApplication.exchange(Sending.class, topic, List.of(payload), results.split(";"));
	}

	@Test
	void resultTimeoutCancelsTheCoroutine() {
		EventsApplication.with(Endless.class, Errors.class)
			.withPropertyValues("zmq.subscribers.events.result-timeout=50ms")
			.run((context) -> {
				EventsApplication.publish(context, "a", "x");
				assertThat(context.getBean(Errors.class).await(1).get(0)).rootCause()
					.isInstanceOf(ZmqTimeoutException.class);
				Inbox.of(context, Endless.class).awaitExactly("cancelled");
			});
	}

	@Test
	void workHandlerAndResultListenerMaySuspend() {
		EventsApplication.with(Work.class)
			.withPropertyValues("zmq.subscribers.events.topics=a",
					"zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results",
					"zmq.workers.a.pull.address=inproc://work", "zmq.workers.a.push.address=inproc://results")
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				assertThat(request(controller, "order")).containsEntry("done", "order");
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> request(controller, "fail"))
					.withCauseInstanceOf(ZmqWorkFailedException.class)
					.withMessageContaining("no such order");
				controller.send("a", Map.of("item", "unasked"));
				Inbox.of(context, Work.class).awaitExactly("unasked");
			});
	}

	private static Map<String, Object> request(ZmqController controller, String item) throws Exception {
		return controller.request("a", Map.of("item", item), new ParameterizedTypeReference<Map<String, Object>>() {
		}).get(30, TimeUnit.SECONDS);
	}

	@Test
	void functionThatReturnsAValueToNobodyIsRefused() {
		RefusedStarts.refused(RefusedStarts.with(ReturnsToNobody.class),
				"The listener ReturnsToNobody.on returns java.lang.String", "Add @SendTo");
	}

	@ParameterizedTest
	@ValueSource(classes = { ReturnsStage.class, ReturnsFlux.class })
	void functionThatReturnsAPromiseIsRefused(Class<?> listener) {
		RefusedStarts.refused(
				RefusedStarts.with(listener).withPropertyValues("zmq.publishers.events.address=inproc://events"),
				".on is a suspending function that returns", "Remove 'suspend'");
	}

	private static Object resume(Continuation<?> continuation, Object result) {
		CompletableFuture.runAsync(() -> IntrinsicsKt.intercepted(continuation).resumeWith(result));
		return IntrinsicsKt.getCOROUTINE_SUSPENDED();
	}

	static class Suspending extends Inbox {

		@ZmqListener("direct")
		Object direct(String text, @Header(ZmqHeaders.TOPIC) String topic, Continuation<? super Unit> continuation) {
			hear(topic + " " + text);
			return Unit.INSTANCE;
		}

		@ZmqListener("later")
		Object later(String text, @Header(ZmqHeaders.TOPIC) String topic, Continuation<? super Unit> continuation) {
			hear(topic + " " + text);
			return DelayKt.delay(5, continuation);
		}

		@ZmqListener("batch")
		Object batch(List<String> texts, Continuation<? super Unit> continuation) {
			hear(texts.toString());
			return DelayKt.delay(5, continuation);
		}

	}

	static class Waiting {

		final List<Continuation<? super Unit>> continuations = new CopyOnWriteArrayList<>();

		@ZmqListener("a")
		Object on(String text, Continuation<? super Unit> continuation) {
			this.continuations.add(IntrinsicsKt.intercepted(continuation));
			return IntrinsicsKt.getCOROUTINE_SUSPENDED();
		}

	}

	static class Failing extends Inbox {

		@ZmqListener("before")
		Object before(String text, Continuation<? super Unit> continuation) {
			throw new IllegalStateException("before");
		}

		@ZmqListener("after")
		Object after(String text, Continuation<? super Unit> continuation) {
			return resume(continuation, ResultKt.createFailure(new IllegalStateException("after")));
		}

		@ZmqListener("fine")
		Object fine(String text, Continuation<? super Unit> continuation) {
			hear(text);
			return Unit.INSTANCE;
		}

	}

	static class Sending {

		@ZmqListener("direct")
		@SendTo("results/out")
		Object direct(String text, Continuation<? super String> continuation) {
			return text.toUpperCase();
		}

		@ZmqListener("later")
		@SendTo("results/out")
		Object later(String text, Continuation<? super String> continuation) {
			return resume(continuation, text.toUpperCase());
		}

		@ZmqListener("list")
		@SendTo("results/out")
		Object list(String text, Continuation<? super List<String>> continuation) {
			return resume(continuation, List.of(text.split(" ")));
		}

		@ZmqListener("batch")
		@SendTo("results/out")
		Object batch(List<String> texts, Continuation<? super List<String>> continuation) {
			return resume(continuation, texts);
		}

	}

	static class Endless extends Inbox {

		@ZmqListener("a")
		Object on(String text, Continuation<? super Unit> continuation) {
			JobKt.getJob(continuation.getContext()).invokeOnCompletion((cause) -> {
				hear((cause instanceof CancellationException) ? "cancelled" : "ended");
				return Unit.INSTANCE;
			});
			return DelayKt.delay(Long.MAX_VALUE, continuation);
		}

	}

	static class Work extends Inbox {

		@ZmqWorkHandler
		Object work(Map<String, String> work, Continuation<? super Map<String, String>> continuation) {
			String item = work.get("item");
			return resume(continuation, item.equals("fail")
					? ResultKt.createFailure(new IllegalStateException("no such order")) : Map.of("done", item));
		}

		@ZmqResultListener
		Object result(Map<String, String> result, Continuation<? super Unit> continuation) {
			hear(result.get("done"));
			return DelayKt.delay(5, continuation);
		}

	}

	static class ReturnsToNobody {

		@ZmqListener("a")
		Object on(String text, Continuation<? super String> continuation) {
			return text;
		}

	}

	static class ReturnsStage {

		@ZmqListener("a")
		Object on(String text, Continuation<? super CompletionStage<String>> continuation) {
			return text;
		}

	}

	static class ReturnsFlux {

		@ZmqListener("a")
		@SendTo("out")
		Object on(String text, Continuation<? super Flux<String>> continuation) {
			return text;
		}

	}

}
