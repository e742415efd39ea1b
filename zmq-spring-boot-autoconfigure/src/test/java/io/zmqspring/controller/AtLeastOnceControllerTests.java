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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.AtLeastOnceRunners;
import io.zmqspring.testsupport.AtLeastOnceRunners.DeadLetterRecorder;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A controller with an at-least-once pool, whose worker has {@code at-most-once}: it
 * echoes the correlation field, or does not answer.
 */
class AtLeastOnceControllerTests {

	private final PlainWorker worker = new PlainWorker();

	private final ApplicationContextRunner both = AtLeastOnceRunners.CONTROLLER
		.withUserConfiguration(PlainWorkerConfiguration.class)
		.withBean(PlainWorker.class, () -> this.worker)
		.withPropertyValues("plain.pull.address=inproc://work", "plain.push.address=inproc://results",
				"plain.concurrency=100", "plain.shutdown-timeout=50ms");

	@Test
	void controllerSendsNoMoreItemsThanMayBeInFlight() {
		this.both.withPropertyValues(AtLeastOnceRunners.pool("in-flight=5", "redelivery-timeout=10s"))
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				Queue<String> results = AtLeastOnceRunners.results(controller);
				send(controller, 20);
				await().until(() -> this.worker.pendingResults.size() == 5);
				await().during(Duration.ofMillis(150)).until(() -> this.worker.pendingResults.size() == 5);
				this.worker.complete(2);
				await().until(() -> this.worker.pendingResults.size() == 6);
				this.worker.completeAll();
				await().until(() -> results.size() == 20);
				assertThat(controller.stats().sent()).isEqualTo(20);
			});
	}

	@Test
	void repeatedResultsAreCountedAndTheFirstOneIsHandled() {
		this.both.run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			Queue<String> results = AtLeastOnceRunners.results(controller);
			send(controller, 1);
			await().until(() -> this.worker.pendingResults.size() >= 3);
			this.worker.completeAll();
			await().until(() -> controller.stats().rejected("duplicate") >= 2 && !results.isEmpty());
			assertThat(results).containsExactly("{\"work_id\":0,\"ok\":1}");
			assertThat(controller.stats().dropped()).isZero();
		});
	}

	@Test
	void resultOfADeadLetterCountsAsDuplicateAndIsNotHandled() {
		this.both.withPropertyValues(AtLeastOnceRunners.pool("max-attempts=2")).run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			Queue<String> results = AtLeastOnceRunners.results(controller);
			send(controller, 1);
			await().until(() -> context.getBean(DeadLetterRecorder.class).ids().equals(List.of("0")));
			this.worker.completeAll();
			await().until(() -> controller.stats().rejected("duplicate") == 2);
			assertThat(results).isEmpty();
			assertThat(context.getBean(DeadLetterRecorder.class).ids()).containsExactly("0");
		});
	}

	@Test
	void idMayBeUsedAgainAfterItsResult() {
		this.worker.completeAll();
		this.both.withPropertyValues(AtLeastOnceRunners.pool("redelivery-timeout=10s")).run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			Queue<String> results = AtLeastOnceRunners.results(controller);
			for (int i = 1; i <= 3; i++) {
				send(controller, 1);
				int count = i;
				await().until(() -> results.size() == count);
			}
			assertThat(controller.stats().rejectedTotal()).isZero();
		});
	}

	@Test
	void itemsWithoutWorkerFillTheQueueUntilSendTimesOut() {
		AtLeastOnceRunners.CONTROLLER
			.withPropertyValues("zmq.controllers.main.send-timeout=150ms",
					AtLeastOnceRunners.pool("max-queue-size=3")[0])
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				send(controller, 3);
				long start = System.nanoTime();
				assertThatExceptionOfType(ZmqTimeoutException.class)
					.isThrownBy(() -> controller.send("pool", Map.of("id", 3)))
					.withMessageContaining("'pool'")
					.withMessageContaining("3 items")
					.withMessageContaining("max-queue-size is 3");
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(140));
				assertThat(controller.request("pool", Map.of(), Object.class)).failsWithin(Duration.ofSeconds(30))
					.withThrowableThat()
					.havingCause()
					.isInstanceOf(ZmqTimeoutException.class);
				assertThat(context.getBean(DeadLetterRecorder.class).all()).as("dead letters without an attempt")
					.isEmpty();
			});
	}

	@Test
	void itemsWithoutResultAreDeadLettersWhenTheContextCloses() {
		AtomicReference<DeadLetterRecorder> letters = new AtomicReference<>();
		this.both.withPropertyValues(AtLeastOnceRunners.pool("in-flight=2", "redelivery-timeout=10s"))
			.run((context) -> {
				letters.set(context.getBean(DeadLetterRecorder.class));
				send(context.getBean(ZmqController.class), 4);
				await().until(() -> this.worker.pendingResults.size() == 2);
				this.worker.complete(0);
				await().until(() -> this.worker.pendingResults.size() == 3);
			});
		assertThat(letters.get().ids()).as("all items but the one with a result")
			.hasSize(3)
			.isSubsetOf("0", "1", "2", "3");
		assertThat(letters.get().all()).allSatisfy((letter) -> assertThat(letter.reason()).contains("closed"));
	}

	@Test
	void itemsSurviveARestartOfTheController() {
		int port = FreePort.find();
		int resultPort = FreePort.find();
		this.both
			.withPropertyValues(AtLeastOnceRunners.pool("push.address=tcp://127.0.0.1:" + port,
					"pull.address=tcp://127.0.0.1:" + resultPort, "redelivery-timeout=200ms", "in-flight=10"))
			.withPropertyValues("plain.pull.address=tcp://127.0.0.1:" + port,
					"plain.push.address=tcp://127.0.0.1:" + resultPort)
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				Queue<String> results = AtLeastOnceRunners.results(controller);
				send(controller, 20);
				await().until(() -> this.worker.pendingResults.size() >= 10);
				controller.stop();
				assertThat(context.getBean(DeadLetterRecorder.class).all()).isEmpty();
				this.worker.completeAll();
				controller.start();
				await().until(() -> results.size() == 20);
				assertThat(results).doesNotHaveDuplicates();
				assertThat(context.getBean(DeadLetterRecorder.class).all()).isEmpty();
			});
	}

	@Test
	void blockedDeadLetterHandlerIsInterruptedOnStop() {
		CountDownLatch reached = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		ZmqDeadLetterHandler blocked = (letter) -> {
			reached.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
		};
		this.both
			.withBean("letters", ZmqDeadLetterHandler.class, () -> blocked, (definition) -> definition.setPrimary(true))
			.withPropertyValues(AtLeastOnceRunners.pool("max-attempts=1"))
			.run((context) -> {
				send(context.getBean(ZmqController.class), 1);
				assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
				context.getBean(ZmqController.class).stop();
				assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
			});
	}

	private static void send(ZmqController controller, int count) {
		IntStream.range(0, count).forEach((i) -> controller.send("pool", Map.of("id", i)));
	}

	// Not an entry of zmq.workers, whose delivery would have to be that of the pool
	@Configuration(proxyBeanMethods = false)
	static class PlainWorkerConfiguration {

		@Bean
		ZmqWorker poolWorker(Environment environment, ZmqContext context, ZmqMessageConverter converter,
				ZmqErrorHandler errorHandler, ApplicationEventPublisher events) {
			WorkerSettings settings = Binder.get(environment).bind("plain", WorkerSettings.class).get();
			return new ZmqWorker("pool", settings, context, converter, errorHandler, events);
		}

	}

	static class PlainWorker {

		private final List<CompletableFuture<Map<String, Integer>>> pendingResults = new CopyOnWriteArrayList<>();

		private volatile boolean immediate;

		@ZmqWorkHandler("pool")
		CompletableFuture<Map<String, Integer>> work(byte[] work) {
			CompletableFuture<Map<String, Integer>> result = new CompletableFuture<>();
			this.pendingResults.add(result);
			if (this.immediate) {
				completeAll();
			}
			return result;
		}

		void complete(int index) {
			this.pendingResults.get(index).complete(Map.of("ok", 1));
		}

		void completeAll() {
			this.immediate = true;
			this.pendingResults.forEach((result) -> result.complete(Map.of("ok", 1)));
		}

	}

}
