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

package io.zmqspring.manual.guide;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Component;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of {@code docs/listening.md}.
 */
class ListeningPageTests {

	@Test
	void orderIsReceived() {
		EventsApplication.with(Examples.Receipts.class).run((context) -> {
			EventsApplication.publish(context, "order.placed", new Examples.Order(7, "tea"));
			List<Examples.Order> received = context.getBean(Examples.Receipts.class).received;
			EventsApplication.await().until(() -> received.size() == 1);
			assertThat(received).containsExactly(new Examples.Order(7, "tea"));
		});
	}

	@Test
	void topicsSelectTheMethods() {
		EventsApplication.with(Examples.Topics.class)
			.withPropertyValues("app.topic=house.temperature", "zmq.subscribers.events.topics=*")
			.run((context) -> {
				for (String topic : List.of("camera.frame", "camera.command", "status", "house.temperature", "other")) {
					EventsApplication.publish(context, topic, "x");
				}
				List<String> received = context.getBean(Examples.Topics.class).received;
				EventsApplication.await().until(() -> received.size() == 6);
				assertThat(received).containsExactlyInAnyOrder("frame camera.frame", "several camera.frame",
						"several camera.command", "several status", "configured house.temperature", "rest other");
			});
	}

	@Test
	void parameterDecidesHowAPayloadIsRead() {
		EventsApplication.with(Examples.Parameters.class)
			.withPropertyValues("zmq.publishers.events.headers=true", "zmq.subscribers.events.headers=true")
			.run((context) -> {
				Examples.Parameters parameters = context.getBean(Examples.Parameters.class);
				EventsApplication.publish(context, "order", new Examples.Order(7, "tea"));
				EventsApplication.await().until(() -> parameters.seen.size() == 6);
				assertThat(parameters.seen).containsExactlyInAnyOrder("tea", "{\"id\":7,\"what\":\"tea\"}", "order 21",
						"order null", "Order[id=7, what=tea]", "tea");
				EventsApplication.publish(context, "order", new Examples.Order(-1, "tea"));
				EventsApplication.awaitCount(context, (stats) -> stats.rejected("invalid"), 1);
				EventsApplication.publish(context, "maybe", "");
				EventsApplication.publish(context, "batch", "1");
				EventsApplication.await()
					.until(() -> parameters.seen.contains("nothing") && parameters.seen.contains("[1]"));
			});
	}

	@Test
	void asynchronousListenerHandlesAMessageWhenItsResultCompletes() {
		EventsApplication.with(Examples.Pictures.class)
			.withBean(Executor.class, ForkJoinPool::commonPool)
			.run((context) -> {
				EventsApplication.publish(context, "camera.frame", new byte[] { 1, 2 });
				List<Integer> stored = context.getBean(Examples.Pictures.class).stored;
				EventsApplication.await().until(() -> stored.size() == 1);
				assertThat(stored).containsExactly(2);
			});
	}

	@Test
	void listenersAreStoppedAndPaused() {
		EventsApplication.with(Examples.Receipts.class, Examples.Switch.class).run((context) -> {
			Examples.Switch example = context.getBean(Examples.Switch.class);
			List<Examples.Order> received = context.getBean(Examples.Receipts.class).received;
			example.stopReceipts();
			EventsApplication.awaitUnsubscribed(context, "order.placed");
			example.startReceipts();
			EventsApplication.publish(context, "order.placed", new Examples.Order(7, "tea"));
			EventsApplication.await().until(() -> received.size() == 1);
			example.withoutListeners(() -> {
				assertThat(EventsApplication.subscriber(context).state()).isEqualTo(ZmqState.PAUSED);
				EventsApplication.publish(context, "order.placed", new Examples.Order(8, "tea"));
			});
			EventsApplication.await().until(() -> received.size() == 2);
		});
	}

	@Test
	void handlersInCodeReceiveMessages() {
		EventsApplication.with(Examples.InCode.class).run((context) -> {
			EventsApplication.publish(context, "order.placed", new Examples.Order(7, "tea"));
			List<Object> seen = context.getBean(Examples.InCode.class).seen;
			EventsApplication.await().until(() -> seen.size() == 1);
			assertThat(seen).containsExactly(new Examples.Order(7, "tea"));
		});
	}

	/**
	 * The classes of the page, without {@code static} because they are in an interface.
	 */
	interface Examples {

		// tag::minimal[]
		record Order(int id, String what) {
		}

		@Component
		class Receipts {

			final List<Order> received = new CopyOnWriteArrayList<>();

			@ZmqListener(topics = "order.placed", id = "receipts")
			void receive(Order order) {
				this.received.add(order);
			}

		}
		// end::minimal[]

		class Topics {

			private final List<String> received = new CopyOnWriteArrayList<>();

			// tag::topics[]
			@ZmqListener("camera.frame")
			void frame(ZmqMessage message) {
				this.received.add("frame " + message.topic());
			}

			@ZmqListener({ "status", "camera.*" })
			void several(ZmqMessage message) {
				this.received.add("several " + message.topic());
			}

			@ZmqListener("${app.topic}")
			void configured(ZmqMessage message) {
				this.received.add("configured " + message.topic());
			}

			@ZmqListener(subscriber = "events")
			void rest(ZmqMessage message) {
				this.received.add("rest " + message.topic());
			}
			// end::topics[]

		}

		// tag::valid[]
		record ValidOrder(@Positive int id, String what) {
		}
		// end::valid[]

		class Parameters {

			private final List<String> seen = new CopyOnWriteArrayList<>();

			// tag::parameters[]
			@ZmqListener("order")
			void json(@Payload @Valid ValidOrder order) {
				this.seen.add(order.what());
			}

			@ZmqListener("order")
			void text(String json) {
				this.seen.add(json);
			}

			@ZmqListener("order")
			void bytes(byte[] payload, @Header(ZmqHeaders.TOPIC) String topic) {
				this.seen.add(topic + " " + payload.length);
			}

			@ZmqListener("order")
			void whole(ZmqMessage message, @Headers Map<String, Object> headers) {
				this.seen.add(message.topic() + " " + headers.get("tenant"));
			}

			@ZmqListener("order")
			void spring(Message<Order> message) {
				this.seen.add(message.getPayload().toString());
			}

			@ZmqListener("order")
			void map(Map<String, Object> order) {
				this.seen.add(order.get("what").toString());
			}

			@ZmqListener("maybe")
			void absent(Optional<Order> order) {
				this.seen.add(order.map(Order::toString).orElse("nothing"));
			}

			@ZmqListener("batch")
			void batch(List<Integer> waiting) {
				this.seen.add(waiting.toString());
			}
			// end::parameters[]

		}

		class Pictures {

			private final List<Integer> stored = new CopyOnWriteArrayList<>();

			private final Executor executor;

			Pictures(Executor executor) {
				this.executor = executor;
			}

			// tag::asynchronous[]
			@ZmqListener("camera.frame")
			CompletionStage<Void> store(byte[] picture) {
				return CompletableFuture.runAsync(() -> this.stored.add(picture.length), this.executor);
			}
			// end::asynchronous[]

		}

		// tag::control[]
		@Component
		class Switch {

			private final ZmqListenerRegistry registry;

			private final ZmqSubscriber subscriber;

			Switch(ZmqListenerRegistry registry, ZmqSubscriber eventsSubscriber) {
				this.registry = registry;
				this.subscriber = eventsSubscriber;
			}

			void stopReceipts() {
				this.registry.get("receipts").stop();
			}

			void startReceipts() {
				this.registry.get("receipts").start();
			}

			void withoutListeners(Runnable action) {
				this.subscriber.pause();
				try {
					action.run();
				}
				finally {
					this.subscriber.resume();
				}
			}

		}
		// end::control[]

		class InCode {

			private final List<Object> seen = new CopyOnWriteArrayList<>();

			InCode(ZmqSubscriber subscriber) {
				// tag::code[]
				subscriber.addHandler("order.placed", Order.class, (topic, order) -> this.seen.add(order));
				subscriber.addHandler("order.placed", (topic, bytes) -> this.seen.add(topic)).remove();
				subscriber.setDefaultHandler((topic, bytes) -> this.seen.add(topic));
				// end::code[]
			}

		}

	}

}
