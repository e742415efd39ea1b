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

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.testsupport.AtLeastOnceRunners;
import io.zmqspring.testsupport.AtLeastOnceRunners.DeadLetterRecorder;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Controllers and workers with {@code delivery: at-least-once}, over inproc, and over the
 * other transports with CURVE or without.
 */
@ParameterizedClass
@CsvSource({ ",", "TCP, CURVE", "IPC, NULL", "IPC, CURVE" })
class AtLeastOnceTests {

	private final ApplicationContextRunner runner;

	AtLeastOnceTests(@Nullable TestTransport transport, @Nullable TestSecurity security) {
		this.runner = (transport != null && security != null)
				? AtLeastOnceRunners.controllerAndWorker(transport, security)
				: AtLeastOnceRunners.CONTROLLER_AND_WORKER;
	}

	@Test
	void everyItemHasOneResult() {
		this.runner.withBean(Echo.class).run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			Queue<String> results = AtLeastOnceRunners.results(controller);
			for (int i = 0; i < 500; i++) {
				controller.send("pool", Map.of("id", i));
			}
			await().until(() -> results.size() == 500);
			assertThat(results).doesNotHaveDuplicates().contains("{\"work_id\":0,\"done\":true}");
			assertThat(controller.stats().dropped()).isZero();
		});
	}

	@Test
	void acknowledgementWithoutResultCompletesTheRequestAndIsNotHandled() {
		this.runner.withBean(NoResult.class)
			.withPropertyValues(AtLeastOnceRunners.pool("redelivery-timeout=30s"))
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				Queue<String> results = AtLeastOnceRunners.results(controller);
				controller.send("pool", Map.of("id", "sent"));
				assertThat(controller.request("pool", Map.of(), Object.class).get(30, TimeUnit.SECONDS)).isNull();
				await().until(() -> controller.stats().received() == 2);
				assertThat(results).isEmpty();
				assertThat(controller.stats().rejectedTotal()).isZero();
				await().until(() -> context.getBean(ZmqWorker.class).stats().sent() == 2);
			});
	}

	@Test
	void failedItemIsRetriedUntilItsResultArrives() {
		this.runner.withBean(Failing.class, () -> new Failing(2))
			.withPropertyValues(AtLeastOnceRunners.pool("redelivery-timeout=30s"))
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				assertThat(controller.request("pool", Map.of(), Object.class).get(30, TimeUnit.SECONDS))
					.isEqualTo(Map.of("calls", 3, "work_id", firstId(context.getBean(Failing.class))));
				assertThat(context.getBean(ZmqWorker.class).stats().failed()).isEqualTo(2);
				assertThat(context.getBean(DeadLetterRecorder.class).all()).isEmpty();
			});
	}

	private static Object firstId(Failing handler) {
		return String.valueOf(handler.ids.peek());
	}

	@Test
	void itemThatAlwaysFailsIsOneDeadLetterAfterMaxAttempts() {
		this.runner.withBean(Failing.class, () -> new Failing(Integer.MAX_VALUE))
			.withPropertyValues(AtLeastOnceRunners.pool("max-attempts=3", "redelivery-timeout=30s"))
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				var future = controller.request("pool", Map.of("id", "bad"), Object.class);
				assertThat(future).failsWithin(30, TimeUnit.SECONDS)
					.withThrowableOfType(ExecutionException.class)
					.havingCause()
					.isInstanceOf(ZmqWorkFailedException.class)
					.withMessageContaining("'bad'")
					.withMessageContaining("3 attempts")
					.withMessageContaining("failure 3");
				DeadLetterRecorder letters = context.getBean(DeadLetterRecorder.class);
				await().until(() -> !letters.all().isEmpty());
				ZmqDeadLetter letter = letters.all().get(0);
				assertThat(letter.controller() + "." + letter.pool()).isEqualTo("main.pool");
				assertThat(new String(letter.work())).isEqualTo("{\"id\":\"bad\"}");
				assertThat(letter.attempts()).isEqualTo(3);
				assertThat(context.getBean(Failing.class).ids).hasSize(3);
				await().until(() -> controller.stats().dropped() == 1);
				await().during(400, TimeUnit.MILLISECONDS).until(() -> letters.all().size() == 1);
			});
	}

	@Test
	void deadLetterCanBeSentAgain() {
		this.runner.withBean(Failing.class, () -> new Failing(1))
			.withPropertyValues(AtLeastOnceRunners.pool("max-attempts=1", "redelivery-timeout=30s"))
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				Queue<String> results = AtLeastOnceRunners.results(controller);
				controller.send("pool", Map.of("id", "bad"));
				DeadLetterRecorder letters = context.getBean(DeadLetterRecorder.class);
				await().until(() -> !letters.all().isEmpty());
				controller.send("pool", letters.all().get(0).work());
				await().untilAsserted(() -> assertThat(results).containsExactly("{\"work_id\":\"bad\",\"calls\":2}"));
			});
	}

	@Test
	void itemBeingProcessedIsNotStartedAgainWhenItIsOverdue() {
		this.runner.withBean(Slow.class).run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			Queue<String> results = AtLeastOnceRunners.results(controller);
			Slow slow = context.getBean(Slow.class);
			controller.send("pool", Map.of("id", 1));
			await().until(() -> context.getBean(ZmqWorker.class).stats().received() >= 3);
			slow.released.countDown();
			await().until(() -> results.size() == 1);
			await().during(250, TimeUnit.MILLISECONDS).until(() -> results.size() == 1);
			assertThat(slow.calls).hasValue(1);
		});
	}

	@Test
	void resultThatCannotContainTheCorrelationValueIsAnErrorOfTheHandler() {
		this.runner.withBean(InvalidResult.class)
			.withPropertyValues(AtLeastOnceRunners.pool("max-attempts=2", "redelivery-timeout=30s"))
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				Queue<String> results = AtLeastOnceRunners.results(controller);
				controller.send("pool", Map.of("id", "text"));
				controller.send("pool", Map.of("id", "other"));
				DeadLetterRecorder letters = context.getBean(DeadLetterRecorder.class);
				await().until(() -> letters.all().size() == 2);
				assertThat(context.getBean(ZmqWorker.class).stats().lastError()).contains("'work_id'");
				assertThat(results).isEmpty();
			});
	}

	static class Echo {

		@ZmqWorkHandler("pool")
		Map<String, Object> work(Map<String, Object> work) {
			return Map.of("done", true);
		}

	}

	static class NoResult {

		@ZmqWorkHandler("pool")
		void work(byte[] work) {
		}

	}

	static class Failing {

		private final Queue<Object> ids = new ConcurrentLinkedQueue<>();

		private final int failures;

		Failing(int failures) {
			this.failures = failures;
		}

		@ZmqWorkHandler("pool")
		Map<String, Integer> work(Map<String, Object> work) {
			this.ids.add(work.getOrDefault("id", ""));
			if (this.ids.size() <= this.failures) {
				throw new IllegalStateException("failure " + this.ids.size());
			}
			return Map.of("calls", this.ids.size());
		}

	}

	static class Slow {

		private final AtomicInteger calls = new AtomicInteger();

		private final CountDownLatch released = new CountDownLatch(1);

		@ZmqWorkHandler("pool")
		@Nullable String work(byte[] work) throws InterruptedException {
			this.calls.incrementAndGet();
			this.released.await();
			return "{\"x\":1}";
		}

	}

	static class InvalidResult {

		@ZmqWorkHandler("pool")
		Object work(Map<String, Object> work) {
			return "text".equals(work.get("id")) ? List.of("not an object") : Map.of("work_id", "mine");
		}

	}

}
