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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The type of a listener's parameter determines how the payload is decoded.
 */
class ListenerPayloadTests {

	private static void hears(Class<? extends Inbox> listener, String payload, Object... expected) {
		EventsApplication.with(listener).run((context) -> {
			EventsApplication.publish(context, "a", payload);
			Inbox.of(context, listener).awaitInAnyOrder(expected);
		});
	}

	@Test
	void recordsClassesAndEnumsAreReadAsJson() {
		EventsApplication.with(Objects.class).run((context) -> {
			EventsApplication.publish(context, "record", "{\"id\":7,\"color\":\"RED\",\"unknown\":1}");
			EventsApplication.publish(context, "bean", "{\"name\":\"tea\"}");
			EventsApplication.publish(context, "enum", "\"GREEN\"");
			Inbox.of(context, Objects.class).awaitExactly(new Order(7, Color.RED), "bean tea", Color.GREEN);
		});
	}

	@Test
	void genericTypesAreReadInFullDepth() {
		hears(Generic.class, "{\"x\":[{\"id\":1,\"color\":\"RED\"},{\"id\":2,\"color\":\"GREEN\"}]}",
				Map.of("x", List.of(new Order(1, Color.RED), new Order(2, Color.GREEN))));
	}

	@Test
	void mapsAndTreesAreReadAsJson() {
		hears(Trees.class, "{\"x\":[1,null]}", "{x=[1, null]}", "{\"x\":[1,null]}");
	}

	@Test
	void primitivesAndTheirWrappersAreReadAsJson() {
		hears(Numbers.class, "42", 42, 42L, 42.0);
		hears(Flag.class, "true", true);
	}

	@Test
	void numbersAsPythonWritesThemAreRead() {
		hears(Doubles.class, "[NaN,Infinity,-Infinity,1]", "[NaN, Infinity, -Infinity, 1.0]");
	}

	@Test
	void bytesAndTextAreReadUnchanged() {
		hears(AsTheyCame.class, "not \"JSON\" ü", "bytes not \"JSON\" ü", "text not \"JSON\" ü",
				"buffer not \"JSON\" ü");
	}

	@Test
	void emptyPayloadIsAnEmptyText() {
		hears(AsTheyCame.class, "", "bytes ", "text ", "buffer ");
	}

	@Test
	void arraysAndVariableArgumentsAreReadAsJsonArrays() {
		hears(Arrays.class, "[\"x\",\"y\"]", "array x,y", "varargs x,y");
		EventsApplication.await().until(() -> Arrays.heardByStatic.equals("x,y"));
	}

	@Test
	void methodWithoutParametersIsCalled() {
		hears(NoParameters.class, "anything", "called");
	}

	@Test
	void typeInformationOnTheWireChoosesNoClass() {
		hears(Untyped.class,
				"{\"@class\":\"" + Trap.class.getName() + "\",\"x\":[\"" + Trap.class.getName() + "\",{}]}",
				"LinkedHashMap");
		assertThat(Trap.sprung).isFalse();
	}

	@Test
	void deepNestingFailsOneMessageEvenForAParameterOfAnyType() {
		EventsApplication.with(Untyped.class).run((context) -> {
			EventsApplication.publish(context, "a", "[".repeat(100_000) + "]".repeat(100_000));
			EventsApplication.publish(context, "a", "{\"x\":".repeat(100_000));
			EventsApplication.publish(context, "a", "{}");
			Inbox.of(context, Untyped.class).awaitExactly("LinkedHashMap");
			assertThat(EventsApplication.subscriber(context).stats().rejected("undecodable")).isEqualTo(2);
		});
	}

	@Test
	void typeInformationOnTheWireChoosesNoClassEvenIfTheMapperAllowsIt() {
		EventsApplication.with(Untyped.class)
			.withBean(JsonMapper.class, () -> JsonMapper.builder()
				.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfSubType(Object.class).build(),
						DefaultTyping.NON_FINAL)
				.build())
			.run((context) -> {
				EventsApplication.publish(context, "a", "[\"" + Trap.class.getName() + "\",{}]");
				Inbox.of(context, Untyped.class).awaitExactly("ArrayList");
				assertThat(Trap.sprung).isFalse();
			});
	}

	enum Color {

		RED, GREEN

	}

	record Order(int id, Color color) {

	}

	static class Bean {

		private String name = "";

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	static class Trap {

		static volatile boolean sprung;

		Trap() {
			sprung = true;
		}

	}

	static class Objects extends Inbox {

		@ZmqListener("record")
		void onRecord(Order order) {
			hear(order);
		}

		@ZmqListener("bean")
		void onBean(Bean bean) {
			hear("bean " + bean.getName());
		}

		@ZmqListener("enum")
		void onEnum(Color color) {
			hear(color);
		}

	}

	static class Generic extends Inbox {

		@ZmqListener("a")
		void on(Map<String, List<Order>> payload) {
			hear(payload);
		}

	}

	static class Trees extends Inbox {

		@ZmqListener(topics = "a", id = "1")
		void first(Map<String, Object> payload) {
			hear(payload.toString());
		}

		@ZmqListener(topics = "a", id = "2")
		void second(JsonNode payload) {
			hear(payload.toString());
		}

	}

	static class Numbers extends Inbox {

		@ZmqListener("a")
		void first(int payload) {
			hear(payload);
		}

		@ZmqListener("a")
		void second(Long payload) {
			hear(payload);
		}

		@ZmqListener("a")
		void third(double payload) {
			hear(payload);
		}

	}

	static class Flag extends Inbox {

		@ZmqListener("a")
		void on(boolean payload) {
			hear(payload);
		}

	}

	static class Doubles extends Inbox {

		@ZmqListener("a")
		void on(double[] payload) {
			hear(java.util.Arrays.toString(payload));
		}

	}

	static class AsTheyCame extends Inbox {

		@ZmqListener("a")
		void first(byte[] payload) {
			hear("bytes " + new String(payload, StandardCharsets.UTF_8));
		}

		@ZmqListener("a")
		void second(String payload) {
			hear("text " + payload);
		}

		@ZmqListener("a")
		void third(ByteBuffer payload) {
			hear("buffer " + StandardCharsets.UTF_8.decode(payload));
		}

	}

	static class Arrays extends Inbox {

		static volatile String heardByStatic = "";

		@ZmqListener("a")
		void first(String[] payload) {
			hear("array " + String.join(",", payload));
		}

		@ZmqListener("a")
		void second(String... payload) {
			hear("varargs " + String.join(",", payload));
		}

		@ZmqListener("a")
		static void third(String... payload) {
			heardByStatic = String.join(",", payload);
		}

	}

	static class NoParameters extends Inbox {

		@ZmqListener("a")
		void on() {
			hear("called");
		}

	}

	static class Untyped extends Inbox {

		@ZmqListener("a")
		void on(Object payload) {
			hear(payload.getClass().getSimpleName());
		}

	}

}
