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
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

import io.zmqspring.ZmqOperations;
import io.zmqspring.ZmqTemplate;
import io.zmqspring.listener.ZmqHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.TypedPayload;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of {@code docs/publishing.md}.
 */
class PublishingPageTests {

	private static ApplicationContextRunner application(Class<?>... beans) {
		return EventsApplication.with(beans)
			.withPropertyValues("zmq.subscribers.events.topics=*", "zmq.publishers.events.headers=true",
					"zmq.subscribers.events.headers=true");
	}

	@Test
	void messagesOfTheExamplesArrive() {
		application(Examples.Orders.class, Examples.Sources.class, Examples.Inbox.class)
			.withPropertyValues("zmq.publishers.audit.address=inproc://audit", "zmq.template.publisher=events")
			.run((context) -> {
				EventsApplication.await()
					.until(() -> EventsApplication.publisher(context).hasSubscriber("order.placed"));
				context.getBean(Examples.Orders.class).place(new Examples.Order(7, "tea"));
				context.getBean(Examples.Sources.class).publish(new ZmqMessage("status", "up".getBytes()));
				List<ZmqMessage> messages = context.getBean(Examples.Inbox.class).messages;
				EventsApplication.await().until(() -> messages.size() == 7);
				assertThat(messages).extracting(ZmqMessage::topic)
					.containsExactly("order.placed", "order.placed", "order.placed", "status", "pictures", "shapes",
							"order.copied");
				assertThat(messages.get(0).text()).isEqualTo("{\"id\":7,\"what\":\"tea\"}");
				assertThat(messages.get(1).headers()).containsEntry("tenant", "7");
				assertThat(messages.get(5).text()).isEqualTo("[{\"kind\":\"circle\",\"radius\":2}]");
				assertThat(context.getBean("auditPublisher", ZmqPublisher.class).stats().drops())
					.containsEntry("no-subscriber", 1L);
			});
	}

	@Test
	void messageOfTheMinimalExampleIsATopicAndJson() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withBean(Examples.Shop.class)
			.withPropertyValues("zmq.publishers.events.address=" + address)
			.run((context) -> {
				try (RawSubscriber raw = new RawSubscriber(address, "order.placed")) {
					raw.awaitSubscribed(EventsApplication.publisher(context), "order.placed");
					context.getBean(Examples.Shop.class).place(new Examples.Order(7, "tea"));
					assertThat(raw.receiveText()).containsExactly("order.placed", "{\"id\":7,\"what\":\"tea\"}");
				}
			});
	}

	@Test
	void typeIsWrittenIntoTheJson() throws Exception {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		EventsApplication.with(Examples.Status.class, Examples.Doors.class)
			.withPropertyValues("zmq.publishers.events.address=" + address, "zmq.subscribers.events.address=" + address,
					"zmq.defaults.wire-format=single-frame")
			.run((context) -> {
				try (RawSubscriber raw = new RawSubscriber(address, "AudiencePresent")) {
					raw.awaitSubscribed(EventsApplication.publisher(context), "AudiencePresent");
					EventsApplication.publisher(context).publish(new Examples.AudiencePresent(2));
					assertThat(raw.receiveText())
						.containsExactly("AudiencePresent {\"type\":\"AudiencePresent\",\"person_count\":2}");
				}
				EventsApplication.publish(context, "status", new Examples.AudiencePresent(2));
				EventsApplication.publish(context, "status", new Examples.SpeechDetected("hello"));
				EventsApplication.publish(context, "status", Map.of("type", "Other"));
				List<Object> handled = context.getBean(Examples.Status.class).handled;
				EventsApplication.await().until(() -> handled.size() == 3);
				assertThat(handled).containsExactly(new Examples.AudiencePresent(2),
						new Examples.SpeechDetected("hello"), Map.of("type", "Other"));
				List<Examples.DoorMessage> doors = context.getBean(Examples.Doors.class).handled;
				EventsApplication.publish(context, "door", new Examples.DoorOpened("north"));
				EventsApplication.publish(context, "door", new Examples.DoorClosed("north"));
				EventsApplication.await().until(() -> doors.size() == 2);
				assertThat(doors).containsExactly(new Examples.DoorOpened("north"), new Examples.DoorClosed("north"));
			});
	}

	/**
	 * The classes of the page, without {@code static} because they are in an interface.
	 */
	interface Examples {

		@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
		@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
		interface Shape {

		}

		record Circle(int radius) implements Shape {

		}

		// tag::minimal[]
		record Order(int id, String what) {
		}

		@Service
		class Shop {

			private final ZmqTemplate zmq;

			Shop(ZmqTemplate zmq) {
				this.zmq = zmq;
			}

			void place(Order order) {
				this.zmq.publish(order, "order.placed");
			}

		}
		// end::minimal[]

		// tag::operations[]
		@Service
		class Orders {

			private final ZmqOperations zmq;

			Orders(ZmqOperations zmq) {
				this.zmq = zmq;
			}

			void place(Order order) {
				// With the default publisher
				this.zmq.publish(order, "order.placed");
				// With headers
				this.zmq.publish(order, "order.placed", Map.of("tenant", "7"));
				// With another publisher
				this.zmq.withPublisher("audit").publish(order, "order.placed");
				// A message of Spring
				this.zmq.publish(MessageBuilder.withPayload(order).setHeader(ZmqHeaders.TOPIC, "order.placed").build());
			}

		}
		// end::operations[]

		class Sources {

			private final ZmqPublisher publisher;

			Sources(ZmqPublisher eventsPublisher) {
				this.publisher = eventsPublisher;
			}

			void publish(ZmqMessage received) {
				// tag::payloads[]
				this.publisher.publish(received);
				this.publisher.publish(new byte[] { 1, 2, 3 }, "pictures");
				ParameterizedTypeReference<List<Shape>> shapes = new ParameterizedTypeReference<>() {
				};
				this.publisher.publish(TypedPayload.of(List.of(new Circle(2)), shapes), "shapes");
				this.publisher.publish(received, "order.copied");
				// end::payloads[]
			}

		}

		class Inbox {

			private final List<ZmqMessage> messages = new CopyOnWriteArrayList<>();

			@ZmqListener
			void receive(ZmqMessage message) {
				this.messages.add(message);
			}

		}

		// tag::type[]
		@ZmqMessageType("AudiencePresent")
		record AudiencePresent(@JsonProperty("person_count") int personCount) {
		}
		// end::type[]

		@ZmqMessageType("SpeechDetected")
		record SpeechDetected(String text) {

		}

		// tag::handlers[]
		@Component
		@ZmqListener("status")
		class Status {

			private final List<Object> handled = new CopyOnWriteArrayList<>();

			@ZmqHandler
			void on(AudiencePresent present) {
				this.handled.add(present);
			}

			@ZmqHandler
			void on(SpeechDetected speech) {
				this.handled.add(speech);
			}

			@ZmqHandler(isDefault = true)
			void on(Map<String, Object> other) {
				this.handled.add(other);
			}

		}
		// end::handlers[]

		// tag::sealed[]
		sealed interface DoorMessage permits DoorOpened, DoorClosed {

		}

		@ZmqMessageType("DoorOpened")
		record DoorOpened(String door) implements DoorMessage {
		}

		@ZmqMessageType("DoorClosed")
		record DoorClosed(String door) implements DoorMessage {
		}

		@Component
		class Doors {

			private final List<DoorMessage> handled = new CopyOnWriteArrayList<>();

			@ZmqListener("door")
			void on(DoorMessage message) {
				this.handled.add(message);
			}

		}
		// end::sealed[]

	}

}
