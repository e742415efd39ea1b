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
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.SendTo;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.testsupport.EventsApplication;

/**
 * Handler methods of generic superclasses whose result, or payload, is a type variable.
 */
class GenericResultTests {

	@Test
	void promiseThatFillsATypeVariableIsPublishedWhenItCompletes() {
		ResultsApplication.exchange(Monos.class, "in", List.of("a"), "out mono a");
		ResultsApplication.exchange(Fluxes.class, "in", List.of("a"), "out flux a", "out flux a");
		ResultsApplication.exchange(Futures.class, "in", List.of("a"), "out future a");
	}

	@Test
	void promiseOfNothingThatFillsATypeVariableIsAwaited() {
		EventsApplication.with(Nothing.class).run((context) -> {
			EventsApplication.publish(context, "in", "a");
			Inbox.of(context, Nothing.class).awaitExactly("subscribed a");
		});
	}

	@Test
	void listThatFillsATypeVariableKeepsTheTypeOfItsElements() {
		EventsApplication.with(Orders.class).run((context) -> {
			EventsApplication.publish(context, "in", "[{\"id\":7}]");
			Inbox.of(context, Orders.class).awaitExactly(7);
		});
	}

	@Test
	void promiseOfAGenericWorkHandlerIsSentWhenItCompletes() {
		new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withBean(Work.class)
			.withPropertyValues("zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results",
					"zmq.workers.a.pull.address=inproc://work", "zmq.workers.a.push.address=inproc://results")
			.run((context) -> {
				context.getBean(ZmqController.class).send("a", "{\"id\":7}");
				Inbox.of(context, Work.class).awaitExactly("{\"work_id\":7,\"ready\":true}");
			});
	}

	record Order(int id) {

	}

	abstract static class Generic<T, R> extends Inbox {

		@ZmqListener("in")
		@SendTo("results/out")
		R on(T payload) {
			return handle(payload);
		}

		abstract R handle(T payload);

	}

	static class Monos extends Generic<String, Mono<String>> {

		@Override
		Mono<String> handle(String payload) {
			return Mono.just("mono " + payload);
		}

	}

	static class Fluxes extends Generic<String, Flux<String>> {

		@Override
		Flux<String> handle(String payload) {
			return Flux.just("flux " + payload).repeat(1);
		}

	}

	static class Futures extends Generic<String, CompletableFuture<String>> {

		@Override
		CompletableFuture<String> handle(String payload) {
			return CompletableFuture.completedFuture("future " + payload);
		}

	}

	abstract static class Silent<T, R> extends Inbox {

		@ZmqListener("in")
		R on(T payload) {
			return handle(payload);
		}

		abstract R handle(T payload);

	}

	static class Nothing extends Silent<String, Mono<Void>> {

		@Override
		Mono<Void> handle(String payload) {
			return Mono.fromRunnable(() -> hear("subscribed " + payload));
		}

	}

	abstract static class OfLists<E> extends Silent<List<E>, Void> {

	}

	static class Orders extends OfLists<Order> {

		@Override
		Void handle(List<Order> payload) {
			payload.forEach((order) -> hear(order.id()));
			return null;
		}

	}

	abstract static class GenericWork<R> extends Inbox {

		@ZmqWorkHandler("a")
		R work(String work) {
			return handle(work);
		}

		abstract R handle(String work);

	}

	static class Work extends GenericWork<Mono<String>> {

		@Override
		Mono<String> handle(String work) {
			return Mono.just("{\"ready\":true}");
		}

		@ZmqResultListener(worker = "a")
		void result(String result) {
			hear(result);
		}

	}

}
