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

import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.module.SimpleModule;

import io.zmqspring.message.ZmqMessageConverter;

/**
 * Handler methods whose payload no message can be converted to end the start of the
 * application.
 */
class RefusedPayloadTests {

	@Test
	void payloadThatIsAPromiseIsRefused() {
		RefusedStarts.refused(RefusedStarts.with(TakesMono.class), "TakesMono.on", "Mono<", "Take Order itself");
		RefusedStarts.refused(RefusedStarts.with(TakesStage.class), "TakesStage.on", "CompletionStage<",
				"Take Order itself");
		RefusedStarts.refused(RefusedStarts.with(TakesFuture.class), "TakesFuture.on", "CompletableFuture<",
				"Take Order itself");
	}

	@Test
	void payloadOfAnAbstractTypeWithoutTypeInformationIsRefused() {
		RefusedStarts.refused(RefusedStarts.with(TakesSealed.class), "TakesSealed.on", "Shape", "@JsonTypeInfo");
		RefusedStarts.refused(RefusedStarts.with(TakesBatchOfSealed.class), "TakesBatchOfSealed.on", "Shape",
				"@JsonTypeInfo");
		RefusedStarts.refused(RefusedStarts.with(TakesMapOfSealed.class), "TakesMapOfSealed.on", "Shape",
				"@JsonTypeInfo");
		RefusedStarts.refused(RefusedStarts.with(TakesMessageOfSealed.class), "TakesMessageOfSealed.on", "Shape",
				"@JsonTypeInfo");
		RefusedStarts.refused(RefusedStarts.with(ResultListenerTakesSealed.class), "ResultListenerTakesSealed.on",
				"Shape", "@JsonTypeInfo");
		RefusedStarts.refused(RefusedStarts.worker(WorkerTakesSealed.class), "WorkerTakesSealed.on", "Shape",
				"@JsonTypeInfo");
		RefusedStarts.refused(RefusedStarts.with(TakesSupplier.class), "TakesSupplier.on", "Supplier");
	}

	@Test
	void payloadThatIsAStreamIsRefused() {
		RefusedStarts.refused(RefusedStarts.with(TakesInputStream.class), "TakesInputStream.on", "InputStream",
				"Take byte[]");
	}

	@Test
	void payloadThatJacksonCannotConstructIsRefused() {
		RefusedStarts.refused(RefusedStarts.with(TakesInnerClass.class), "TakesInnerClass.on", "Inner");
	}

	@Test
	void payloadThatJacksonReadsIsAccepted() {
		RefusedStarts.accepted(RefusedStarts.with(TakesReadable.class));
	}

	@Test
	void abstractPayloadIsAcceptedWithAModuleThatReadsIt() {
		RefusedStarts.accepted(RefusedStarts.with(TakesSealed.class)
			.withBean(SimpleModule.class, () -> new SimpleModule().addAbstractTypeMapping(Shape.class, Circle.class)));
	}

	@Test
	void everyPayloadIsAcceptedWithAConverterOfTheApplication() {
		ZmqMessageConverter converter = new ZmqMessageConverter() {

			@Override
			public byte[] toBytes(Object payload) {
				return new byte[0];
			}

			@Override
			public Object fromBytes(byte[] bytes, Type type) {
				return bytes;
			}

		};
		for (Class<?> listener : List.of(TakesSealed.class, TakesMono.class, TakesInputStream.class)) {
			RefusedStarts.accepted(RefusedStarts.with(listener).withBean(ZmqMessageConverter.class, () -> converter));

		}
	}

	static class TakesReadable {

		@ZmqListener("a")
		void typed(Typed payload) {
		}

		@ZmqListener("a")
		void json(JsonNode payload) {
		}

		@ZmqListener("a")
		void object(Object payload) {
		}

		@ZmqListener("a")
		void text(CharSequence payload) {
		}

		@ZmqListener("a")
		void number(Number payload) {
		}

		@ZmqListener("a")
		void array(Order[] payload) {
		}

		@ZmqListener("a")
		void mapped(Mapped payload) {
		}

		@ZmqListener("a")
		void genericList(List<? extends Map<String, ?>> payload) {
		}

		@ZmqListener("a")
		void size(Size payload) {
		}

	}

	static class TakesMono {

		@ZmqListener("a")
		void on(Mono<Order> payload) {
		}

	}

	static class TakesStage {

		@ZmqListener("a")
		void on(CompletionStage<Order> payload) {
		}

	}

	static class TakesFuture {

		@ZmqListener("a")
		void on(CompletableFuture<Order> payload) {
		}

	}

	static class TakesSealed {

		@ZmqListener("a")
		void on(Shape payload) {
		}

	}

	static class TakesBatchOfSealed {

		@ZmqListener("a")
		void on(List<Shape> payload) {
		}

	}

	static class TakesMapOfSealed {

		@ZmqListener("a")
		void on(Map<String, Shape> payload) {
		}

	}

	static class TakesMessageOfSealed {

		@ZmqListener("a")
		void on(Message<Shape> message) {
		}

	}

	static class ResultListenerTakesSealed {

		@ZmqResultListener
		void on(Shape payload) {
		}

	}

	static class WorkerTakesSealed {

		@ZmqWorkHandler("a")
		void on(Shape payload) {
		}

	}

	static class TakesSupplier {

		@ZmqListener("a")
		void on(Supplier<String> payload) {
		}

	}

	static class TakesInputStream {

		@ZmqListener("a")
		void on(InputStream payload) {
		}

	}

	static class TakesInnerClass {

		@ZmqListener("a")
		void on(Inner payload) {
		}

		class Inner {

			int number;

		}

	}

	enum Size {

		SMALL {

			@Override
			int cups() {
				return 1;
			}

		};

		abstract int cups();

	}

	sealed interface Shape permits Circle {

	}

	record Circle(int radius) implements Shape {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(value = Square.class, name = "square"))
	sealed interface Typed permits Square {

	}

	record Square(int side) implements Typed {

	}

	@JsonDeserialize(as = Line.class)
	interface Mapped {

	}

	record Line(int length) implements Mapped {

	}

	record Order(int cups) {

	}

}
