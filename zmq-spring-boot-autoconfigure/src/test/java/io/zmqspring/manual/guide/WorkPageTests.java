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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

import io.zmqspring.controller.SendOutcome;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of {@code docs/workers-and-controllers.md}.
 */
class WorkPageTests {

	private static ApplicationContextRunner application(Class<?>... beans) {
		String work = "tcp://127.0.0.1:" + FreePort.find();
		String results = "tcp://127.0.0.1:" + FreePort.find();
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(EventsApplication.autoConfigurations())
			.withPropertyValues("zmq.controllers.kitchen.workers.tea.push.address=" + work,
					"zmq.controllers.kitchen.workers.tea.pull.address=" + results,
					"zmq.controllers.kitchen.workers.tea.message-types=tea", "zmq.workers.tea.pull.address=" + work,
					"zmq.workers.tea.push.address=" + results);
		for (Class<?> bean : beans) {
			runner = runner.withBean(bean);
		}
		return runner;
	}

	@Test
	void workIsSentRequestedAndReported() {
		application(Examples.Kitchen.class, Examples.TeaWorker.class, Examples.Waiter.class).run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			assertThat(controller.awaitWorkers("tea", 1, Duration.ofSeconds(30))).isTrue();
			Examples.Kitchen kitchen = context.getBean(Examples.Kitchen.class);
			kitchen.order(new Examples.Order("tea", 1, 2));
			kitchen.send(new Examples.Order("tea", 2, 3));
			assertThat(kitchen.everyWorker(new Examples.Order("tea", 3, 1))).containsOnlyKeys("tea")
				.allSatisfy((pool, outcome) -> assertThat(outcome.accepted()).isTrue());
			List<Map<String, Object>> served = context.getBean(Examples.Waiter.class).served;
			EventsApplication.await().until(() -> served.size() == 3);
			assertThat(served).containsExactlyInAnyOrder(Map.of("work_id", 1, "text", "2 cups of tea"),
					Map.of("work_id", 2, "text", "3 cups of tea"), Map.of("work_id", 3, "text", "1 cups of tea"));
			assertThat(kitchen.request(new Examples.Order("tea", 4, 5))).succeedsWithin(Duration.ofSeconds(30))
				.isEqualTo("5 cups of tea");
			assertThat(kitchen.request(new Examples.Order("tea", 5, 0))).succeedsWithin(Duration.ofSeconds(30))
				.isEqualTo("no tea");
		});
	}

	@Test
	void workerInPythonDoesTheSame() {
		String work = "tcp://127.0.0.1:" + FreePort.find();
		String results = "tcp://127.0.0.1:" + FreePort.find();
		try (PythonPeer worker = PythonPeer.teaWorker(work, results)) {
			new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
				.withBean(Examples.Kitchen.class)
				.withPropertyValues("zmq.controllers.kitchen.workers.tea.push.address=" + work,
						"zmq.controllers.kitchen.workers.tea.pull.address=" + results,
						"zmq.controllers.kitchen.send-timeout=20s")
				.run((context) -> assertThat(
						context.getBean(Examples.Kitchen.class).request(new Examples.Order("tea", 4, 5)))
					.succeedsWithin(Duration.ofSeconds(30))
					.isEqualTo("5 cups of tea from Python"));
			worker.terminate();
		}
	}

	@Test
	void handlersInCodeDoTheWork() {
		application(Examples.InCode.class).run((context) -> {
			context.getBean(ZmqController.class).send("tea", new Examples.Order("tea", 7, 2));
			List<Examples.Tea> served = context.getBean(Examples.InCode.class).served;
			EventsApplication.await().until(() -> served.size() == 1);
			assertThat(served).containsExactly(new Examples.Tea("2 cups of tea"));
		});
	}

	@Test
	void workHandlerSendsProgress() {
		application(Examples.SlowKitchen.class, Examples.Waiter.class).run((context) -> {
			ZmqController kitchen = context.getBean(ZmqController.class);
			assertThat(kitchen.request("tea", new Examples.Order("tea", 7, 2), Examples.Tea.class))
				.succeedsWithin(Duration.ofSeconds(30))
				.isEqualTo(new Examples.Tea("2 cups of tea"));
			kitchen.send("tea", new Examples.Order("tea", 8, 3));
			List<Map<String, Object>> served = context.getBean(Examples.Waiter.class).served;
			EventsApplication.await().until(() -> served.size() == 3);
			assertThat(served).containsExactly(Map.of("progress_of", 7, "percent", 50),
					Map.of("progress_of", 8, "percent", 50), Map.of("work_id", 8, "text", "3 cups of tea"));
		});
	}

	@Test
	void workWithoutAResultBecomesADeadLetter() {
		application(Examples.DeadLetters.class).withBean(Examples.NeverReady.class)
			.withPropertyValues("zmq.defaults.delivery=at-least-once",
					"zmq.controllers.kitchen.workers.tea.redelivery-timeout=100ms",
					"zmq.controllers.kitchen.workers.tea.retry-delay=10ms",
					"zmq.controllers.kitchen.workers.tea.max-attempts=2")
			.run((context) -> {
				context.getBean(ZmqController.class).send("tea", new Examples.Order("tea", 7, 2));
				List<ZmqDeadLetter> letters = context.getBean(Examples.DeadLetters.class).letters;
				EventsApplication.await().until(() -> letters.size() == 1);
				assertThat(letters.get(0).id()).isEqualTo("7");
				assertThat(letters.get(0).attempts()).isEqualTo(2);
			});
	}

	@Test
	void resultListenerOfAPoolWithoutPullIsRefusedAtStart() {
		new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withBean(Waiting.class)
			.withPropertyValues("zmq.controllers.plant.workers.jobs.push.address=inproc://jobs")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContainingAll("Pool 'jobs' of controller 'plant' has no pull",
						"zmq.controllers.plant.workers.jobs.pull.address"));
	}

	static class Waiting {

		@ZmqResultListener(worker = "jobs")
		void done(String result) {
		}

	}

	/**
	 * The classes of the page, without {@code static} because they are in an interface.
	 */
	interface Examples {

		// tag::messages[]
		record Order(String type, int id, int cups) {
		}

		record Tea(String text) {
		}
		// end::messages[]

		// tag::worker[]
		@Component
		class TeaWorker {

			@ZmqWorkHandler("tea")
			Tea brew(Order order) {
				if (order.cups() == 0) {
					throw new IllegalStateException("no cups");
				}
				return new Tea(order.cups() + " cups of tea");
			}

		}
		// end::worker[]

		@Service
		class Kitchen {

			private final ZmqController controller;

			Kitchen(ZmqController kitchenController) {
				this.controller = kitchenController;
			}

			// tag::dispatch[]
			void order(Order order) {
				this.controller.dispatch(order);
			}
			// end::dispatch[]

			// tag::send[]
			void send(Order order) {
				this.controller.send("tea", order);
			}

			Map<String, SendOutcome> everyWorker(Order order) {
				return this.controller.sendToAllWorkers(order);
			}
			// end::send[]

			// tag::request[]
			CompletableFuture<String> request(Order order) {
				return this.controller.request("tea", order, Tea.class)
					.handle((tea, error) -> (error instanceof ZmqWorkFailedException) ? "no tea" : tea.text());
			}
			// end::request[]

		}

		// tag::results[]
		@Component
		class Waiter {

			final List<Map<String, Object>> served = new CopyOnWriteArrayList<>();

			@ZmqResultListener(controller = "kitchen", worker = "tea")
			void serve(Map<String, Object> result) {
				this.served.add(result); // {work_id=1, text=2 cups of tea}
			}

		}
		// end::results[]

		class InCode {

			private final List<Tea> served = new CopyOnWriteArrayList<>();

			InCode(ZmqWorker worker, ZmqController controller) {
				// tag::code[]
				worker.setWorkHandler(Order.class, (order) -> new Tea(order.cups() + " cups of tea"));
				controller.addResultHandler("tea", Tea.class, (pool, tea) -> this.served.add(tea));
				// end::code[]
			}

		}

		// tag::progress[]
		@Component
		class SlowKitchen {

			private final ZmqWorker worker;

			SlowKitchen(ZmqWorker teaWorker) {
				this.worker = teaWorker;
			}

			@ZmqWorkHandler("tea")
			Tea brew(Order order) {
				// {"progress_of":7,"percent":50}
				this.worker.send(Map.of("percent", 50));
				// {"work_id":7,"text":"2 cups of tea"}
				return new Tea(order.cups() + " cups of tea");
			}

		}
		// end::progress[]

		class NeverReady {

			@ZmqWorkHandler("tea")
			Tea brew(Order order) {
				throw new IllegalStateException("no water");
			}

		}

		@Configuration(proxyBeanMethods = false)
		class DeadLetters {

			final List<ZmqDeadLetter> letters = new CopyOnWriteArrayList<>();

			// tag::dead-letters[]
			@Bean
			ZmqDeadLetterHandler deadLetters() {
				return (letter) -> this.letters.add(letter);
			}
			// end::dead-letters[]

		}

	}

}
