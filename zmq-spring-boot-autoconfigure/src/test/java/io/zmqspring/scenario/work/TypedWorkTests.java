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

package io.zmqspring.scenario.work;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.messaging.support.MessageBuilder;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work and results whose JSON has their type.
 */
class TypedWorkTests {

	@Test
	void typesOfWorkAndResultsAreWrittenAndSelectTheClassOfThePayload() throws InterruptedException {
		try (TestApplication application = start(Kitchen.class, "zmq.controllers.main.type-property=type",
				"zmq.workers.a.type-property=kind")) {
			ZmqController controller = application.bean(ZmqController.class);
			Kitchen kitchen = application.bean(Kitchen.class);
			controller.dispatch(new Tea(1, 2));
			assertThat(kitchen.next()).isEqualTo("{\"work_id\":1,\"kind\":\"served\",\"what\":\"2 cups of tea\"}");
			controller.send("a", MessageBuilder.withPayload(new Cake(2)).build());
			assertThat(kitchen.next()).isEqualTo("{\"work_id\":2,\"kind\":\"served\",\"what\":\"cake\"}");
			controller.sendToAllWorkers(new Cake(3));
			assertThat(kitchen.next()).isEqualTo("{\"work_id\":3,\"kind\":\"served\",\"what\":\"cake\"}");
		}
	}

	@Test
	void noTypeIsWrittenUnlessConfigured() throws InterruptedException {
		try (TestApplication application = start(Echo.class)) {
			application.bean(ZmqController.class).send("a", new Cake(2));
			assertThat(application.bean(Echo.class).next()).isEqualTo("{\"work_id\":2,\"work\":\"{\\\"id\\\":2}\"}");
		}
	}

	private static TestApplication start(Class<?> handlers, String... settings) {
		Stream<String> roles = Stream.of("zmq.controllers.main.workers.a.push.address=inproc://typed.work",
				"zmq.controllers.main.workers.a.pull.address=inproc://typed.results",
				"zmq.controllers.main.workers.a.message-types=tea,cake",
				"zmq.workers.a.pull.address=inproc://typed.work", "zmq.workers.a.push.address=inproc://typed.results");
		return TestApplication.start(handlers, Stream.concat(roles, Stream.of(settings)).toArray(String[]::new));
	}

	sealed interface Order {

	}

	@ZmqMessageType("tea")
	record Tea(int id, int cups) implements Order {

	}

	@ZmqMessageType("cake")
	record Cake(int id) implements Order {

	}

	@ZmqMessageType("served")
	record Served(String what) {

	}

	static class Results {

		private final BlockingQueue<String> results = new LinkedBlockingQueue<>();

		@ZmqResultListener
		void on(ZmqMessage result) {
			this.results.add(result.text());
		}

		String next() throws InterruptedException {
			return this.results.poll(30, TimeUnit.SECONDS);
		}

	}

	static class Kitchen extends Results {

		@ZmqWorkHandler
		Served serve(Order order) {
			return new Served((order instanceof Tea tea) ? tea.cups() + " cups of tea" : "cake");
		}

	}

	static class Echo extends Results {

		@ZmqWorkHandler
		Map<String, String> serve(String order) {
			return Map.of("work", order);
		}

	}

}
