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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.TypedPayload;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Payloads whose type arguments matter: their elements have type information.
 */
class GenericPayloadTests {

	private static final List<Shape> SHAPES = List.of(new Circle(1), new Square(2));

	private static final ParameterizedTypeReference<List<Shape>> LIST = new ParameterizedTypeReference<>() {
	};

	@Test
	void elementsOfAListKeepTheirTypes() {
		EventsApplication.with(Shapes.class).run((context) -> {
			EventsApplication.publish(context, "list", TypedPayload.of(SHAPES, LIST));
			Inbox.of(context, Shapes.class).awaitExactly(SHAPES);
		});
	}

	@Test
	void elementsInNestedGenericTypesKeepTheirTypes() {
		EventsApplication.with(Shapes.class).run((context) -> {
			Box<Map<String, List<Circle>>> box = new Box<>(Map.of("a", List.of(new Circle(3))));
			EventsApplication.publish(context, "box", TypedPayload.of(box, new ParameterizedTypeReference<>() {
			}));
			Inbox.of(context, Shapes.class).awaitExactly(box);
		});
	}

	@Test
	void elementsOfAnArrayAndASingleObjectKeepTheirTypes() {
		EventsApplication.with(Shapes.class).run((context) -> {
			EventsApplication.publish(context, "array", SHAPES.toArray(Shape[]::new));
			EventsApplication.publish(context, "one", new Circle(4));
			EventsApplication.publish(context, "text", TypedPayload.of("raw", new ParameterizedTypeReference<>() {
			}));
			Inbox.of(context, Shapes.class).awaitExactly(SHAPES, new Circle(4), "raw");
		});
	}

	@Test
	void topicOfATypedPayloadIsThatOfThePayload() {
		EventsApplication.with(Shapes.class).run((context) -> {
			EventsApplication.await().until(() -> EventsApplication.publisher(context).hasSubscriber("typed"));
			EventsApplication.publisher(context)
				.publish(TypedPayload.of(new Typed<>(List.of(new Circle(5))), new ParameterizedTypeReference<>() {
				}));
			Inbox.of(context, Shapes.class).awaitExactly(new Typed<>(List.of(new Circle(5))));
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Now.class, Later.class, Several.class, Inherited.class, InMessage.class,
			LaterInMessage.class, InSubclass.class, OwnStage.class, OwnPublisher.class })
	void elementsOfAResultKeepTheTypesThatTheWorkHandlerDeclares(Class<? extends Inbox> worker) {
		String work = "tcp://127.0.0.1:" + FreePort.find();
		String results = "tcp://127.0.0.1:" + FreePort.find();
		try (TestApplication application = TestApplication.start(worker, "zmq.workers.w.pull.address=" + work,
				"zmq.workers.w.push.address=" + results, "zmq.controllers.c.workers.w.push.address=" + work,
				"zmq.controllers.c.workers.w.pull.address=" + results)) {
			ZmqController controller = application.bean(ZmqController.class);
			assertThat(controller.awaitWorkers("w", 1, Duration.ofSeconds(30))).isTrue();
			controller.send("w", "go");
			application.bean(worker).awaitExactly(SHAPES);
		}
	}

	@Test
	void resultOfARequestIsReadToItsGenericType() throws Exception {
		String work = "tcp://127.0.0.1:" + FreePort.find();
		String results = "tcp://127.0.0.1:" + FreePort.find();
		try (TestApplication application = TestApplication.start(Boxing.class, "zmq.workers.w.pull.address=" + work,
				"zmq.workers.w.push.address=" + results, "zmq.controllers.c.workers.w.push.address=" + work,
				"zmq.controllers.c.workers.w.pull.address=" + results)) {
			ZmqController controller = application.bean(ZmqController.class);
			assertThat(controller.awaitWorkers("w", 1, Duration.ofSeconds(30))).isTrue();
			Box<List<Shape>> box = controller
				.request("w", new Box<>("go"), new ParameterizedTypeReference<Box<List<Shape>>>() {
				})
				.get(30, TimeUnit.SECONDS);
			assertThat(box).isEqualTo(new Box<>(SHAPES));
		}
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
	sealed interface Shape {

	}

	record Circle(int radius) implements Shape {

	}

	record Square(int side) implements Shape {

	}

	record Box<T>(T content) {

	}

	@ZmqMessageType("typed")
	record Typed<T>(T content) {

	}

	static class Shapes extends Inbox {

		@ZmqListener("list")
		void list(Message<List<Shape>> message) {
			hear(message.getPayload());
		}

		@ZmqListener("box")
		void box(Box<Map<String, List<Circle>>> box) {
			hear(box);
		}

		@ZmqListener("array")
		void array(Shape[] shapes) {
			hear(List.of(shapes));
		}

		@ZmqListener("one")
		void one(Shape shape) {
			hear(shape);
		}

		@ZmqListener("text")
		void text(String text) {
			hear(text);
		}

		@ZmqListener("typed")
		void typed(Typed<List<Circle>> typed) {
			hear(typed);
		}

	}

	static class Workers extends Inbox {

		@ZmqResultListener
		void result(Message<List<Shape>> result) {
			hear(result.getPayload());
		}

	}

	static class Boxing {

		@ZmqWorkHandler("w")
		Box<List<Shape>> work(Box<String> work) {
			return new Box<>(SHAPES);
		}

	}

	static class Now extends Workers {

		@ZmqWorkHandler("w")
		List<Shape> work(String work) {
			return SHAPES;
		}

	}

	static class Later extends Workers {

		@ZmqWorkHandler("w")
		CompletableFuture<List<Shape>> work(String work) {
			return CompletableFuture.supplyAsync(() -> SHAPES);
		}

	}

	abstract static class Template<T> extends Workers {

		@ZmqWorkHandler("w")
		List<T> work(String work) {
			return all();
		}

		abstract List<T> all();

	}

	static class Inherited extends Template<Shape> {

		@Override
		List<Shape> all() {
			return SHAPES;
		}

	}

	static class Several extends Workers {

		@ZmqWorkHandler("w")
		Flux<Shape> work(String work) {
			return Flux.fromIterable(SHAPES);
		}

	}

	static class InMessage extends Workers {

		@ZmqWorkHandler("w")
		Message<List<Shape>> work(String work) {
			return new GenericMessage<>(SHAPES);
		}

	}

	static class LaterInMessage extends Workers {

		@ZmqWorkHandler("w")
		CompletableFuture<Message<List<Shape>>> work(String work) {
			return CompletableFuture.supplyAsync(() -> new GenericMessage<>(SHAPES));
		}

	}

	static class InSubclass extends Workers {

		@ZmqWorkHandler("w")
		GenericMessage<List<Shape>> work(String work) {
			return new GenericMessage<>(SHAPES);
		}

	}

	static class OwnStage extends Workers {

		@ZmqWorkHandler("w")
		ShapesLater work(String work) {
			ShapesLater later = new ShapesLater();
			later.completeAsync(() -> SHAPES);
			return later;
		}

	}

	static class ShapesLater extends CompletableFuture<List<Shape>> {

	}

	static class OwnPublisher extends Workers {

		@ZmqWorkHandler("w")
		ShapesOneByOne work(String work) {
			return new ShapesOneByOne();
		}

	}

	static class ShapesOneByOne extends Flux<Shape> {

		@Override
		public void subscribe(CoreSubscriber<? super Shape> actual) {
			Flux.fromIterable(SHAPES).subscribe(actual);
		}

	}

}
