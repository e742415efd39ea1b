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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.ZmqState;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Result handlers, and code that depends on requests, may block: other results arrive and
 * other time-outs fire meanwhile.
 */
@ExtendWith(OutputCaptureExtension.class)
class BlockingCodeTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final WorkRoles roles = new WorkRoles();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.roles.close();
	}

	private void block() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private ZmqWorker echo(String... settings) {
		return this.roles.worker((work) -> work, settings);
	}

	private static CompletableFuture<String> request(ZmqController controller) {
		return controller.request("a", Map.of(), String.class);
	}

	@Test
	void dependentStagesMayWaitForFurtherRequests() {
		ZmqController controller = this.roles.controller();
		WorkRoles.start(controller, echo());
		assertThat(nested(controller, 20)).succeedsWithin(SOON);
	}

	private static CompletableFuture<String> nested(ZmqController controller, int depth) {
		return request(controller).thenApply((result) -> (depth > 0) ? nested(controller, depth - 1).join() : result);
	}

	@Test
	void resultHandlerMayWaitForARequestOfItsPoolHoweverManyResultsComeBeforeIts() {
		List<String> requested = new CopyOnWriteArrayList<>();
		CountDownLatch arrived = new CountDownLatch(1);
		ZmqController controller = this.roles.controller("send-timeout=10s");
		controller.addResultHandler((pool, result) -> {
			if (new String(result).equals("0")) {
				arrived.await();
				requested.add(request(controller).join());
			}
		});
		WorkRoles.start(controller, echo("concurrency=1"));
		int results = 3 * ResultDispatcher.CAPACITY;
		IntStream.range(0, results).forEach((i) -> controller.send("a", String.valueOf(i)));
		arrived.countDown();
		WorkRoles.await().untilAsserted(() -> assertThat(requested).hasSize(1));
		WorkRoles.await().until(() -> controller.stats().received() == results + 1);
	}

	@Test
	void resultHandlersAreCalledOneAfterTheOtherInTheOrderOfTheResults() {
		List<Integer> handled = new ArrayList<>();
		ZmqController controller = this.roles.controller("send-timeout=10s");
		controller.addResultHandler((pool, result) -> handled.add(Integer.valueOf(new String(result))));
		WorkRoles.start(controller, echo("concurrency=1"));
		int results = 20_000;
		IntStream.range(0, results).forEach((i) -> controller.send("a", String.valueOf(i)));
		WorkRoles.await().until(() -> controller.stats().received() == results);
		controller.stop();
		assertThat(handled).isEqualTo(IntStream.range(0, results).boxed().toList());
	}

	@Test
	void slowResultHandlerHoldsTheWorkersBackAndLosesNothing() {
		AtomicInteger handled = new AtomicInteger();
		ZmqController controller = this.roles.controller("send-timeout=10s", "workers.a.pull.high-water-mark=10");
		controller.addResultHandler((pool, result) -> {
			block();
			handled.incrementAndGet();
		});
		ZmqWorker worker = echo("concurrency=1", "push.high-water-mark=10");
		WorkRoles.start(controller, worker);
		byte[] large = new byte[20_000];
		for (int i = 0; i < 3000; i++) {
			controller.send("a", large);
		}
		long most = 2 * ResultDispatcher.CAPACITY + 2;
		WorkRoles.await().until(() -> controller.stats().received() >= ResultDispatcher.CAPACITY);
		WorkRoles.await().during(200, TimeUnit.MILLISECONDS).until(() -> controller.stats().received() <= most);
		this.release.countDown();
		WorkRoles.await().untilAsserted(() -> assertThat(handled).hasValue(3000));
	}

	@Test
	void timeOutsFireWhileTheStagesOfOthersBlock() {
		ZmqController controller = this.roles.controller("worker-timeout=100ms");
		WorkRoles.start(controller, this.roles.worker((work) -> null));
		CompletableFuture<?> blocked = request(controller).whenComplete((result, error) -> block());
		CompletableFuture<?> next = request(controller);
		assertThat(next).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(ZmqTimeoutException.class);
		assertThat(blocked).isNotDone();
	}

	@Test
	void requestsAreRefusedWhileTooManyStagesBlock() {
		ZmqController controller = this.roles.controller("workers.a.max-queue-size=2");
		Semaphore answers = new Semaphore(0);
		WorkRoles.start(controller, this.roles.worker((work) -> {
			answers.acquire();
			return work;
		}));
		for (int i = 0; i < 3; i++) {
			CompletableFuture<?> future = request(controller);
			CompletableFuture<?> blocked = future.thenRun(this::block);
			answers.release();
			// Not get(), which would run the blocking stage itself
			WorkRoles.await().until(future::isDone);
			assertThat(blocked).isNotDone();
		}
		assertThat(request(controller)).failsWithin(SOON)
			.withThrowableThat()
			.withCauseInstanceOf(ZmqTimeoutException.class)
			.withMessageContaining("has not returned");
		this.release.countDown();
		answers.release();
		WorkRoles.await().ignoreExceptions().until(() -> request(controller).get() != null);
	}

	@Test
	void stageAndResultHandlerMayStopTheirController(CapturedOutput output) {
		ZmqController controller = this.roles.controller();
		controller.addResultHandler((pool, result) -> controller.stop());
		WorkRoles.start(controller, echo());
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(request(controller).thenRun(controller::stop)).succeedsWithin(SOON);
		assertThat(controller.state()).isEqualTo(ZmqState.STOPPED);
		controller.start();
		assertThat(controller.awaitWorkers("a", 1, SOON)).isTrue();
		controller.send("a", "work");
		WorkRoles.await().until(() -> controller.state() == ZmqState.STOPPED);
		assertThat(stopwatch.elapsed()).as("less than one time-out of a stop").isLessThan(Duration.ofSeconds(5));
		assertThat(output).doesNotContain("did not finish within");
	}

	@Test
	void stopCancelsTheRequestForWhichAResultHandlerWaits(CapturedOutput output) {
		CountDownLatch called = new CountDownLatch(1);
		ZmqController controller = this.roles.controller();
		controller.addResultHandler((pool, result) -> {
			called.countDown();
			request(controller).join();
		});
		WorkRoles.start(controller, this.roles.worker((work) -> work.equals("work") ? work : null));
		controller.send("a", "work");
		WorkRoles.await().until(() -> called.getCount() == 0);
		Stopwatch stopwatch = Stopwatch.start();
		controller.stop();
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(4));
		assertThat(output).doesNotContain("did not finish within");
	}

}
