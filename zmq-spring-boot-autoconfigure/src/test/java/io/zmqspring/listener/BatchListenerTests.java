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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.Message;

import io.zmqspring.message.ZmqHandlerException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners with a {@code List} as their only parameter receive all waiting messages.
 */
class BatchListenerTests {

	@Test
	void waitingMessagesAreHandledTogetherInOrder() {
		EventsApplication.with(Batches.class).run((context) -> {
			Batches batches = context.getBean(Batches.class);
			EventsApplication.publish(context, "a", "{\"id\":1}");
			EventsApplication.await().until(() -> batches.heard().size() == 1);
			for (int i = 2; i <= 5; i++) {
				EventsApplication.publish(context, "a", "{\"id\":" + i + "}");
			}
			// The last message has left the receiving thread when a later one is handled
			EventsApplication.publish(context, "marker", "x");
			EventsApplication.await().until(() -> batches.marked);
			batches.proceed.countDown();
			batches.awaitExactly(orders(1), orders(2, 3, 4, 5));
		});
	}

	@Test
	void elementsMayBeAnyKindOfParameter() {
		EventsApplication.with(Kinds.class).run((context) -> {
			EventsApplication.publish(context, "a", "{\"id\":1}");
			Inbox.of(context, Kinds.class)
				.awaitInAnyOrder("text {\"id\":1}", "bytes 8", "a {\"id\":1}", "a Order[id=1]");
		});
	}

	@Test
	void undecodableOrInvalidElementsAreRejectedAndTheOthersHandled() {
		EventsApplication.with(Validated.class, Errors.class).run((context) -> {
			for (String payload : new String[] { "{\"id\":1}", "no JSON", "{\"id\":-1}", "{\"id\":2}" }) {
				EventsApplication.publish(context, "a", payload);
			}
			context.getBean(Errors.class).await(2);
			EventsApplication.await().until(() -> Inbox.of(context, Validated.class).heard().size() == 2);
			Inbox.of(context, Validated.class).awaitExactly(new Order(1), new Order(2));
			ZmqStatistics stats = EventsApplication.subscriber(context).stats();
			assertThat(stats.rejected("undecodable")).isEqualTo(1);
			assertThat(stats.rejected("invalid")).isEqualTo(1);
		});
	}

	@Test
	void batchWhoseHandlerThrowsFailsWithEachOfItsMessages() {
		failsWithEachOfItsMessages(Failing.class);
	}

	@Test
	void batchWhoseAsynchronousResultFailsFailsWithEachOfItsMessages() {
		failsWithEachOfItsMessages(FailingLater.class);
	}

	private static void failsWithEachOfItsMessages(Class<? extends Batches> type) {
		EventsApplication.with(type, Errors.class).run((context) -> {
			sendThree(context, context.getBean(type));
			assertThat(context.getBean(Errors.class).await(3)).allSatisfy(
					(error) -> assertThat(error).isInstanceOf(ZmqHandlerException.class).hasRootCauseMessage("no"));
			assertThat(context.getBean(Errors.class).messages()).extracting(ZmqMessage::text)
				.containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
			assertThat(EventsApplication.subscriber(context).stats().failed()).isEqualTo(3);
		});
	}

	private static void sendThree(ApplicationContext context, Batches batches) {
		EventsApplication.publish(context, "a", "{\"id\":1}");
		EventsApplication.await().until(() -> batches.heard().size() == 1);
		EventsApplication.publish(context, "a", "{\"id\":2}");
		EventsApplication.publish(context, "a", "{\"id\":3}");
		EventsApplication.awaitCount(context, ZmqStatistics::received, 3);
		batches.proceed.countDown();
	}

	@Test
	void emptyMessageWithoutTopicDoesNotEndTheListener() {
		EventsApplication.with(Raw.class)
			.withPropertyValues("zmq.publishers.events.wire-format=raw", "zmq.subscribers.events.wire-format=raw")
			.run((context) -> {
				EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("x"));
				EventsApplication.publisher(context).publish("");
				EventsApplication.publisher(context).publish("next");
				Inbox.of(context, Raw.class).awaitExactly("", "next");
				EventsApplication.publisher(context).publish("after");
				Inbox.of(context, Raw.class).awaitExactly("", "next", "after");
			});
	}

	private static List<Order> orders(int... ids) {
		return Arrays.stream(ids).mapToObj(Order::new).toList();
	}

	record Order(@Positive int id) {

	}

	/** Hears batches, the first one until told to proceed. */
	static class Batches extends Inbox {

		final CountDownLatch proceed = new CountDownLatch(1);

		volatile boolean marked;

		@ZmqListener("marker")
		void marker() {
			this.marked = true;
		}

		@ZmqListener("a")
		void on(List<Order> orders) throws InterruptedException {
			hear(List.copyOf(orders));
			this.proceed.await();
		}

	}

	static class Failing extends Batches {

		@Override
		void on(List<Order> orders) throws InterruptedException {
			super.on(orders);
			throw new IllegalStateException("no");
		}

	}

	static class FailingLater extends Batches {

		@Override
		@ZmqListener(topics = "none", autoStartup = "false")
		void on(List<Order> orders) {
		}

		@ZmqListener("a")
		CompletionStage<?> later(List<Order> orders) throws InterruptedException {
			super.on(orders);
			return CompletableFuture.failedStage(new IllegalStateException("no"));
		}

	}

	static class Kinds extends Inbox {

		@ZmqListener("a")
		void texts(List<String> batch) {
			batch.forEach((element) -> hear("text " + element));
		}

		@ZmqListener("a")
		void bytes(List<byte[]> batch) {
			batch.forEach((element) -> hear("bytes " + element.length));
		}

		@ZmqListener("a")
		void messages(List<ZmqMessage> batch) {
			batch.forEach((element) -> hear(element.topic() + " " + element.text()));
		}

		@ZmqListener("a")
		void typedMessages(List<Message<Order>> batch) {
			batch.forEach((element) -> hear(element.getHeaders().get(ZmqHeaders.TOPIC) + " " + element.getPayload()));
		}

	}

	static class Validated extends Inbox {

		@ZmqListener("a")
		void on(@Valid List<Order> orders) {
			orders.forEach(this::hear);
		}

	}

	static class Raw extends Inbox {

		@ZmqListener("*")
		void on(List<String> batch) {
			batch.forEach(this::hear);
		}

	}

}
