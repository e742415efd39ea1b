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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asynchronous results that do not complete.
 */
@ExtendWith(OutputCaptureExtension.class)
class PendingResultsTests {

	@Test
	void subscriberThatStandsStillHasAFaultAndOneWarningUntilAResultCompletes(CapturedOutput output) {
		EventsApplication.with(Never.class)
			.withPropertyValues("zmq.subscribers.events.max-pending=4")
			.run((context) -> {
				Never never = context.getBean(Never.class);
				ZmqSubscriber subscriber = EventsApplication.subscriber(context);
				publish(context, "future", 10);
				EventsApplication.await().until(() -> !subscriber.faults().isEmpty());
				assertThat(never.results).hasSize(5);
				assertThat(subscriber.faults()).singleElement()
					.asString()
					.matches("listener 'future' of subscriber 'events' waits because 4 asynchronous results are pending"
							+ " \\(max-pending\\) and none completes; the oldest one, for a message of topic 'future',"
							+ " has been pending for \\d+ s");
				EventsApplication.await().until(() -> output.toString().contains("set result-timeout"));
				assertThat(output.toString().split("Listener 'future' of subscriber 'events' waits because", -1))
					.hasSize(2);
				never.completeAll();
				EventsApplication.await().until(() -> never.results.size() == 10 && subscriber.faults().isEmpty());
				never.completeAll();
				EventsApplication.await().until(() -> subscriber.stats().received() == 10);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "future", "lane" })
	void resultThatIsOneTooManyMakesRoomWhenItCompletes(String topic) {
		EventsApplication.with(Never.class)
			.withPropertyValues("zmq.subscribers.events.max-pending=1")
			.run((context) -> {
				Never never = context.getBean(Never.class);
				publish(context, topic, 3);
				EventsApplication.await().until(() -> never.results.size() == 2);
				List.copyOf(never.results).get(1).complete(null);
				EventsApplication.await().until(() -> never.results.size() == 3);
				never.completeAll();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "future", "mono", "batch", "lane" })
	void resultThatTakesTooLongFailsItsMessageAndTheNextOnesAreHandled(String topic) {
		EventsApplication.with(Never.class, Errors.class)
			.withPropertyValues("zmq.subscribers.events.max-pending=2", "zmq.subscribers.events.result-timeout=50ms")
			.run((context) -> {
				publish(context, topic, 10);
				Errors errors = context.getBean(Errors.class);
				assertThat(errors.await(10))
					.allSatisfy((error) -> assertThat(error).hasRootCauseInstanceOf(ZmqTimeoutException.class)
						.rootCause()
						.hasMessage("The asynchronous result of listener '" + topic
								+ "' was not complete within the result-timeout of 50ms"));
				assertThat(EventsApplication.subscriber(context).stats().failed()).isEqualTo(10);
				assertThat(EventsApplication.subscriber(context).faults()).isEmpty();
				assertThat(context.getBean(Never.class).results)
					.allSatisfy((result) -> assertThat(result).isCancelled());
			});
	}

	@Test
	void resultsThatAreLeftWhenTheSubscriberStopsAreCancelledAndCounted(CapturedOutput output) {
		EventsApplication.with(Never.class, Errors.class)
			.withPropertyValues("zmq.subscribers.events.shutdown-timeout=100ms")
			.run((context) -> {
				publish(context, "future", 3);
				publish(context, "batch", 2);
				ZmqSubscriber subscriber = EventsApplication.subscriber(context);
				EventsApplication.await().until(() -> subscriber.stats().received() == 5);
				Never never = context.getBean(Never.class);
				EventsApplication.await().until(() -> never.taken() == 5);
				subscriber.stop();
				assertThat(subscriber.stats().drops()).containsEntry("stopped", 5L).hasSize(1);
				EventsApplication.await()
					.untilAsserted(() -> assertThat(context.getBean(Errors.class).messages()).hasSize(5));
				assertThat(never.results).allSatisfy((result) -> assertThat(result).isCancelled());
				assertThat(output).contains("left behind: ").contains("3 asynchronous results of listener 'future'");
				never.completeAll();
				assertThat(subscriber.stats().failed()).isZero();
				EventsApplication.awaitUnsubscribed(context, "future");
				subscriber.start();
				publish(context, "future", 1);
				EventsApplication.await().until(() -> never.taken() == 6);
				never.completeAll();
			});
	}

	@Test
	void resultOfAResultListenerThatTakesTooLongFails() {
		EventsApplication.with(Errors.class, Work.class)
			.withPropertyValues("zmq.controllers.c.workers.a.push.address=inproc://a",
					"zmq.controllers.c.workers.a.pull.address=inproc://b", "zmq.controllers.c.max-pending=1",
					"zmq.controllers.c.result-timeout=50ms", "zmq.workers.a.pull.address=inproc://a",
					"zmq.workers.a.push.address=inproc://b", "zmq.subscribers.events.topics=*")
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				for (int i = 0; i < 4; i++) {
					controller.send("a", "{}");
				}
				assertThat(context.getBean(Errors.class).await(4))
					.allSatisfy((error) -> assertThat(error).hasRootCauseInstanceOf(ZmqTimeoutException.class));
				assertThat(controller.stats().failed()).isEqualTo(4);
			});
	}

	private static void publish(ApplicationContext context, String topic, int messages) {
		for (int i = 0; i < messages; i++) {
			EventsApplication.publish(context, topic, String.valueOf(i));
		}
	}

	static class Never {

		final Queue<CompletableFuture<@Nullable Void>> results = new ConcurrentLinkedQueue<>();

		private volatile int batched;

		int taken() {
			// A batch has one result
			return this.results.size() + this.batched;
		}

		void completeAll() {
			this.results.forEach((result) -> result.complete(null));
		}

		private CompletableFuture<@Nullable Void> next() {
			CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
			this.results.add(result);
			return result;
		}

		@ZmqListener(topics = "future", id = "future")
		CompletionStage<@Nullable Void> future(String payload) {
			return next();
		}

		@ZmqListener(topics = "mono", id = "mono")
		Mono<Void> mono(String payload) {
			return Mono.never();
		}

		@ZmqListener(topics = "lane", id = "lane", concurrency = "2")
		CompletionStage<@Nullable Void> lane(String payload) {
			return next();
		}

		@ZmqListener(topics = "batch", id = "batch")
		CompletionStage<@Nullable Void> batch(List<ZmqMessage> messages) {
			this.batched += messages.size() - 1;
			return next();
		}

	}

	static class Work {

		@ZmqWorkHandler("a")
		String work(String work) {
			return "{}";
		}

		@ZmqResultListener(controller = "c", worker = "a")
		CompletionStage<@Nullable Void> result(String result) {
			return new CompletableFuture<>();
		}

	}

}
