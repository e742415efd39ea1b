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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqHandlerException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners with asynchronous results.
 */
class AsyncListenerTests {

	@Test
	void pendingResultDelaysNoMessage() {
		EventsApplication.with(Later.class).run((context) -> {
			EventsApplication.publish(context, "a", "1");
			EventsApplication.publish(context, "a", "2");
			Inbox.of(context, Later.class).awaitExactly("1", "2");
			context.getBean(Later.class).result.complete(null);
		});
	}

	@Test
	void pendingResultsAreAwaitedWhenTheApplicationStops() {
		CountDownLatch stopped = new CountDownLatch(1);
		Later[] later = new Later[1];
		EventsApplication.with(Later.class).run((context) -> {
			later[0] = context.getBean(Later.class);
			EventsApplication.publish(context, "a", "1");
			later[0].awaitExactly("1");
			Thread stopper = new Thread(() -> {
				EventsApplication.subscriber(context).stop();
				stopped.countDown();
			});
			stopper.start();
			EventsApplication.await().until(() -> stopper.getState() == Thread.State.TIMED_WAITING);
			assertThat(stopped.getCount()).isEqualTo(1);
			Stopwatch stopwatch = Stopwatch.start();
			later[0].result.complete(null);
			stopper.join(30_000);
			assertThat(stopwatch.elapsed()).as("less than the shutdown-timeout").isLessThan(Duration.ofSeconds(4));
			assertThat(stopped.getCount()).isZero();
		});
	}

	@Test
	void reactiveResultsAreSubscribedTo() {
		EventsApplication.with(Reactive.class).run((context) -> {
			for (String topic : new String[] { "mono", "flux", "flow" }) {
				EventsApplication.publish(context, topic, topic);
			}
			Inbox.of(context, Reactive.class).awaitExactly("mono", "flux", "flux again", "flow");
		});
	}

	@Test
	void failureOfAnAsynchronousResultIsOneFailureWithItsCause() {
		EventsApplication.with(Failing.class, Errors.class).run((context) -> {
			String[] topics = { "stage", "thrown", "error", "overflow", "mono", "flux", "mono-error", "direct" };
			for (String topic : topics) {
				EventsApplication.publish(context, topic, topic);
			}
			EventsApplication.publish(context, "null", "null");
			EventsApplication.publish(context, "fine", "fine");
			Inbox.of(context, Failing.class).awaitExactly("null", "fine");
			Errors errors = context.getBean(Errors.class);
			assertThat(errors.await(topics.length))
				.allSatisfy((error) -> assertThat(error).isInstanceOf(ZmqHandlerException.class).cause().isNotNull())
				.filteredOn((error) -> error.getCause() instanceof CompletionException)
				.isEmpty();
			assertThat(errors.messages()).extracting(ZmqMessage::topic).containsExactlyInAnyOrder(topics);
			assertThat(EventsApplication.subscriber(context).stats().failed()).isEqualTo(topics.length);
			assertThat(EventsApplication.subscriber(context).stats().rejectedTotal()).isZero();
		});
	}

	@Test
	void exceptionOfAnErrorHandlerForAnAsynchronousResultFailsNoFurtherMessage() {
		EventsApplication.with(Failing.class, ThrowingErrors.class).run((context) -> {
			EventsApplication.publish(context, "stage", "");
			EventsApplication.publish(context, "thrown", "");
			EventsApplication.publish(context, "fine", "fine");
			Inbox.of(context, Failing.class).awaitExactly("fine");
			EventsApplication.awaitCount(context, (stats) -> stats.failed(), 2);
		});
	}

	@Test
	void readerWaitsWhenTheLimitOfPendingResultsIsReached() {
		EventsApplication.with(Later.class).run((context) -> {
			Later later = context.getBean(Later.class);
			for (int i = 0; i < 300; i++) {
				EventsApplication.publish(context, "a", "");
			}
			EventsApplication.await().until(() -> later.heard().size() >= 257);
			later.result.complete(null);
			EventsApplication.await().until(() -> later.heard().size() == 300);
		});
	}

	static class Later extends Inbox {

		final CompletableFuture<@Nullable Void> result = new CompletableFuture<>();

		@ZmqListener("a")
		CompletableFuture<@Nullable Void> on(String payload) {
			hear(payload);
			return this.result;
		}

	}

	static class Reactive extends Inbox {

		@ZmqListener("mono")
		Mono<Void> mono(String payload) {
			return Mono.fromRunnable(() -> hear(payload));
		}

		@ZmqListener("flux")
		Flux<Void> flux(String payload) {
			return Flux.just(payload, payload + " again").doOnNext(this::hear).thenMany(Flux.empty());
		}

		@ZmqListener("flow")
		Flow.Publisher<Void> flow(String payload) {
			return JdkFlowAdapter.publisherToFlowPublisher(Mono.just(payload).doOnNext(this::hear).then());
		}

	}

	static class Failing extends Inbox {

		@ZmqListener("stage")
		CompletionStage<?> stage() {
			return CompletableFuture.failedStage(new IllegalStateException("no"));
		}

		@ZmqListener("thrown")
		CompletionStage<?> thrown() {
			return CompletableFuture.runAsync(() -> {
				throw new IllegalStateException("no");
			});
		}

		@ZmqListener("error")
		CompletionStage<?> error() {
			return CompletableFuture.runAsync(() -> {
				throw new AssertionError("no");
			});
		}

		@ZmqListener("overflow")
		CompletionStage<?> overflow() {
			return CompletableFuture.runAsync(this::recurse);
		}

		private void recurse() {
			recurse();
		}

		@ZmqListener("mono")
		Mono<Void> mono() {
			return Mono.error(new IllegalStateException("no"));
		}

		@ZmqListener("flux")
		Mono<Void> flux() {
			return Flux.just(1, 0).map((number) -> 1 / number).then();
		}

		@ZmqListener("mono-error")
		Mono<Void> monoError() {
			return Mono.fromRunnable(this::recurse);
		}

		@ZmqListener("direct")
		CompletionStage<?> direct() {
			throw new IllegalStateException("no");
		}

		@ZmqListener("null")
		@Nullable CompletionStage<?> nothing(String payload) {
			hear(payload);
			return null;
		}

		@ZmqListener("fine")
		void fine(String payload) {
			hear(payload);
		}

	}

	static class ThrowingErrors extends Errors {

		@Override
		public void handle(ZmqMessage message, ZmqException error) {
			throw new IllegalStateException("error handler");
		}

	}

}
