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

import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;

import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners of generic superclasses and of interfaces.
 */
class GenericListenerTests {

	private static void hears(Class<? extends Inbox> listener, Object... expected) {
		EventsApplication.with(listener).run((context) -> {
			EventsApplication.publish(context, "a", "{\"id\":7}");
			Inbox.of(context, listener).awaitInAnyOrder(expected);
		});
	}

	@Test
	void typeVariablesOfAGenericSuperclassAreResolved() {
		EventsApplication.with(OfOrders.class).run((context) -> {
			EventsApplication.publish(context, "a", "{\"id\":7}");
			EventsApplication.publish(context, "map", "{\"x\":{\"id\":7}}");
			Inbox.of(context, OfOrders.class).awaitExactly("Order", "Order", "Order", "Order");
		});
	}

	@Test
	void typeVariablesFilledWithGenericTypesAreResolvedInFullDepth() {
		EventsApplication.with(OfLists.class).run((context) -> {
			EventsApplication.publish(context, "nested", "{\"x\":[{\"id\":7}]}");
			Inbox.of(context, OfLists.class).awaitExactly("{x=[Order[id=7]]}");
		});
	}

	@Test
	void methodThatFillsATypeVariableIsOneListener() {
		EventsApplication.with(Bridged.class).run((context) -> {
			assertThat(context.getBean(ZmqListenerRegistry.class).all()).hasSize(1);
			EventsApplication.publish(context, "a", "{\"id\":7}");
			Inbox.of(context, Bridged.class).awaitExactly("Order 7");
		});
	}

	@Test
	void defaultMethodOfAnInterfaceIsCalled() {
		hears(ByDefault.class, "default Order");
	}

	@Test
	void annotationOnAnInterfaceMethodCounts() {
		hears(Implements.class, "implemented Order");
	}

	@Test
	void annotationOnAMethodOfAnInterfacesParentCounts() {
		hears(ImplementsExtended.class, "extended Order");
	}

	record Order(int id) {

	}

	static class Generic<T> extends Inbox {

		@ZmqListener("a")
		void first(T payload) {
			hear(payload.getClass().getSimpleName());
		}

		@ZmqListener("a")
		void second(Message<T> message) {
			hear(message.getPayload().getClass().getSimpleName());
		}

		@ZmqListener("map")
		void third(Map<String, T> payload) {
			hear(payload.values().iterator().next().getClass().getSimpleName());
		}

		@ZmqListener("a")
		void fourth(List<T> batch) {
			hear(batch.get(0).getClass().getSimpleName());
		}

	}

	static class Nested<T> extends Inbox {

		@ZmqListener("nested")
		void on(Map<String, T> payload) {
			hear(payload.toString());
		}

	}

	static class OfLists extends Nested<List<Order>> {

	}

	static class OfOrders extends Generic<Order> {

	}

	abstract static class Template<T> extends Inbox {

		abstract void on(T payload);

	}

	static class Bridged extends Template<Order> {

		@Override
		@ZmqListener("a")
		void on(Order payload) {
			hear("Order " + payload.id());
		}

	}

	interface Defaults<T> {

		@ZmqListener("a")
		default void on(T payload) {
			((Inbox) this).hear("default " + payload.getClass().getSimpleName());
		}

	}

	static class ByDefault extends Inbox implements Defaults<Order> {

	}

	interface Declares<T> {

		@ZmqListener("a")
		void on(T payload);

	}

	static class Implements extends Inbox implements Declares<Order> {

		@Override
		public void on(Order payload) {
			hear("implemented " + payload.getClass().getSimpleName());
		}

	}

	interface Extended<T> extends Declares<T> {

	}

	static class ImplementsExtended extends Inbox implements Extended<Order> {

		@Override
		public void on(Order payload) {
			hear("extended " + payload.getClass().getSimpleName());
		}

	}

}
