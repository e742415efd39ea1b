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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.ZmqState;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A controller and its pools. Pool {@code a} has the workers that the test starts, the
 * other pools have none.
 */
class ControllerTests {

	// The common pool may have a single thread, and these calls block
	private static final Executor THREADS = (task) -> new Thread(task).start();

	// Far above the send-timeout, because a busy machine delays threads
	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final WorkRoles roles = new WorkRoles();

	private final List<String> work = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.roles.close();
	}

	private ZmqController controller(String... settings) {
		List<String> all = new ArrayList<>(List.of("send-timeout=300ms"));
		for (String pool : List.of("empty", "unused")) {
			all.add("workers." + pool + ".push.address=tcp://127.0.0.1:" + FreePort.find());
			all.add("workers." + pool + ".pull.address=tcp://127.0.0.1:" + FreePort.find());
		}
		all.addAll(List.of(settings));
		return this.roles.controller(all.toArray(String[]::new));
	}

	private ZmqWorker worker(String... settings) {
		return this.roles.worker((item) -> {
			this.work.add(item);
			return item;
		}, settings);
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@Test
	void unknownPoolIsRefusedAndTheExceptionNamesTheKnownOnes() {
		ZmqController controller = controller();
		controller.start();
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> controller.send("b", "x"))
			.withMessageContaining("Controller 'main' has no pool 'b'")
			.satisfies((ex) -> assertThat(ex.toString() + ex.action()).contains("a, empty, unused"));
	}

	@Test
	void sendToAPoolWithoutWorkersFailsAfterTheSendTimeout() {
		ZmqController controller = controller();
		controller.start();
		long start = System.nanoTime();
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> controller.send("empty", "x"))
			.withMessage("Pool 'empty' did not take the work within the send-timeout of 300ms: no worker is connected");
		assertThat(since(start)).isBetween(Duration.ofMillis(290), LIMIT);
		assertThat(controller.stats().sent()).isZero();
	}

	@Test
	void concurrentSendersToAPoolWithoutWorkersTimeOutAtTheSameTime() {
		ZmqController controller = controller();
		controller.start();
		List<CompletableFuture<Duration>> waits = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			CompletableFuture<Duration> wait = new CompletableFuture<>();
			waits.add(wait);
			new Thread(() -> {
				long start = System.nanoTime();
				try {
					controller.send("empty", "x");
				}
				catch (ZmqTimeoutException ex) {
					wait.complete(since(start));
				}
			}).start();
		}
		// One after the other they would need 12 s
		assertThat(waits).allSatisfy((wait) -> assertThat(wait.join()).isBetween(Duration.ofMillis(290), LIMIT));
	}

	@Test
	void resultHandlerThatDoesNotReturnDoesNotBlockTheStopAndIsNotCalledAgain() {
		ZmqController controller = controller();
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger calls = new AtomicInteger();
		controller.addResultHandler((pool, result) -> {
			calls.incrementAndGet();
			while (release.getCount() > 0) {
				Thread.interrupted();
				Thread.onSpinWait();
			}
		});
		ZmqWorker worker = worker("concurrency=1");
		WorkRoles.start(controller, worker);
		List.of("1", "2", "3").forEach((item) -> controller.send("a", item));
		WorkRoles.await().until(() -> calls.get() == 1 && controller.stats().received() == 3);
		long start = System.nanoTime();
		controller.stop();
		assertThat(since(start)).isLessThan(Duration.ofSeconds(20));
		assertThat(calls).hasValue(1);
		WorkRoles.await().until(() -> controller.stats().dropped() == 2);
		assertThat(this.roles.errors()).hasSize(2)
			.allSatisfy((error) -> assertThat(error).hasMessageContaining("while a result handler did not return"));
		release.countDown();
	}

	@Test
	void poolsWithoutWorkersDoNotDelayTheOthersAndEachHasItsOutcome() throws Exception {
		ZmqController controller = controller("send-timeout=2s");
		WorkRoles.start(controller, worker());
		long start = System.nanoTime();
		CompletableFuture<Map<String, SendOutcome>> broadcast = CompletableFuture
			.supplyAsync(() -> controller.sendToAllWorkers("x"), THREADS);
		WorkRoles.await().until(() -> !this.work.isEmpty());
		assertThat(broadcast).isNotDone();
		Map<String, SendOutcome> outcomes = broadcast.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		assertThat(since(start)).isGreaterThan(Duration.ofMillis(1990));
		assertThat(outcomes).containsOnlyKeys("a", "empty", "unused").containsEntry("a", new SendOutcome(true, null));
		assertThat(outcomes.get("empty")).isNotNull()
			.satisfies((outcome) -> assertThat(outcome.accepted()).isFalse())
			.extracting(SendOutcome::error)
			.asString()
			.contains("'empty'", "within the send-timeout of 2s", "no worker is connected");
		assertThat(this.work).containsExactly("x");
	}

	@Test
	void senderToAPoolWithoutWorkersDoesNotBlockABroadcastOrTheStop() {
		ZmqController controller = controller("send-timeout=1m");
		WorkRoles.start(controller, worker());
		CompletableFuture<Void> blocked = CompletableFuture.runAsync(() -> controller.send("empty", "x"), THREADS);
		CompletableFuture<Map<String, SendOutcome>> broadcast = CompletableFuture
			.supplyAsync(() -> controller.sendToAllWorkers("all"), THREADS);
		WorkRoles.await().untilAsserted(() -> assertThat(this.work).containsExactly("all"));
		long start = System.nanoTime();
		controller.stop();
		assertThat(since(start)).isLessThan(LIMIT);
		assertThat(blocked).failsWithin(LIMIT)
			.withThrowableThat()
			.withCauseExactlyInstanceOf(ZmqException.class)
			.withMessageContaining("Controller 'main' is not running");
		assertThat(broadcast).succeedsWithin(LIMIT);
	}

	@Test
	void sendBeforeTheStartOrAfterTheStopFailsAtOnce() {
		ZmqController controller = controller("send-timeout=1m");
		for (ZmqState state : List.of(ZmqState.INITIALIZED, ZmqState.STOPPED)) {
			assertThat(controller.state()).isEqualTo(state);
			assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> controller.send("a", "x"))
				.withMessageContaining("Controller 'main' is not running");
			long start = System.nanoTime();
			assertThat(controller.sendToAllWorkers("x").values()).hasSize(3).noneMatch(SendOutcome::accepted);
			assertThat(since(start)).isLessThan(LIMIT);
			controller.start();
			controller.stop();
		}
	}

	@Test
	void dispatchSelectsThePoolByTheTypeOfTheWork() {
		ZmqController controller = controller("workers.a.message-types=resize,crop,blur",
				"workers.empty.message-types=x");
		WorkRoles.start(controller, worker("concurrency=1"));
		controller.dispatch(Map.of("type", "resize"));
		controller.dispatch(new Crop(7));
		controller.dispatch(new Typed("blur"));
		WorkRoles.await()
			.untilAsserted(() -> assertThat(this.work).containsExactly("{\"type\":\"resize\"}", "{\"width\":7}",
					"{\"type\":\"blur\"}"));
		for (Object unknown : List.of(new Typed("sharpen"), "text", new byte[0], Map.of())) {
			assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> controller.dispatch(unknown))
				.satisfies((ex) -> assertThat(ex + ex.action()).contains("no pool for work of type",
						"[blur, crop, resize, x]"));
		}
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> controller.dispatch(new Typed("x")));
	}

	@Test
	void everyResultHandlerReceivesThePoolAndTheBytes() {
		ZmqController controller = controller();
		List<String> received = new CopyOnWriteArrayList<>();
		controller.addResultHandler((pool, result) -> {
			throw new IllegalStateException("first");
		});
		controller.addResultHandler((pool, result) -> received.add(pool + " " + new String(result)));
		WorkRoles.start(controller, worker("concurrency=1"));
		controller.send("a", new byte[] { '1' });
		controller.send("a", "2");
		WorkRoles.await().untilAsserted(() -> assertThat(received).containsExactly("a 1", "a 2"));
		assertThat(controller.stats().failed()).isEqualTo(2);
	}

	@Test
	void resultWithoutHandlerIsCountedAndReported() {
		ZmqController controller = controller();
		WorkRoles.start(controller, worker());
		controller.send("a", "x");
		WorkRoles.await().untilAsserted(() -> assertThat(this.roles.errors()).hasSize(1));
		assertThat(controller.stats().rejected()).isEqualTo(Map.of("no-handler", 1L));
	}

	@Test
	void awaitWorkersCountsWorkersThatConnectAndDisconnect() {
		ZmqController controller = controller();
		ZmqWorker first = worker();
		ZmqWorker second = worker();
		assertThat(controller.awaitWorkers("a", 0, Duration.ZERO)).isTrue();
		assertThat(controller.awaitWorkers("a", 1, Duration.ZERO)).isFalse();
		WorkRoles.start(controller, first, second);
		assertThat(controller.awaitWorkers("a", 3, Duration.ofMillis(50))).isFalse();
		second.stop();
		WorkRoles.await().until(() -> !controller.awaitWorkers("a", 2, Duration.ZERO));
		assertThat(controller.awaitWorkers("a", 1, Duration.ZERO)).isTrue();
	}

	@Test
	void workerMayBindAndTheControllerConnect() {
		ZmqController controller = controller("workers.a.push.bind=false", "workers.a.pull.bind=false");
		List<String> received = new CopyOnWriteArrayList<>();
		controller.addResultHandler((pool, result) -> received.add(new String(result)));
		WorkRoles.start(controller, worker("pull.bind=true", "push.bind=true"));
		controller.send("a", "x");
		WorkRoles.await().untilAsserted(() -> assertThat(received).containsExactly("x"));
	}

	@ZmqMessageType("crop")
	record Crop(int width) {

	}

	record Typed(String type) {

	}

}
