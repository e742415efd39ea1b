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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Work is distributed over the workers, and waits while they are busy.
 */
class WorkDistributionTests {

	private final WorkRoles roles = new WorkRoles();

	private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();

	@AfterEach
	void close() {
		this.roles.close();
	}

	private static List<String> items(int count) {
		return IntStream.range(0, count).mapToObj(String::valueOf).toList();
	}

	private void assertEachDoneOnce(int count) {
		assertThat(this.done.keySet()).containsExactlyInAnyOrderElementsOf(items(count));
		assertThat(this.done.values()).allSatisfy((times) -> assertThat(times).hasValue(1));
	}

	private void done(String work) {
		this.done.computeIfAbsent(work, (key) -> new AtomicInteger()).incrementAndGet();
	}

	@Test
	void threeHundredItemsAreDistributedEvenlyOverThreeWorkers() {
		ZmqController controller = this.roles.controller();
		List<String> results = new CopyOnWriteArrayList<>();
		controller.addResultHandler((pool, result) -> results.add(new String(result)));
		List<ZmqWorker> workers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			workers.add(this.roles.worker((work) -> {
				done(work);
				return work;
			}));
		}
		WorkRoles.start(controller, workers.toArray(ZmqWorker[]::new));
		items(300).forEach((item) -> controller.send("a", item));
		WorkRoles.await().untilAsserted(() -> assertThat(results).hasSize(300));
		assertEachDoneOnce(300);
		assertThat(results).containsExactlyInAnyOrderElementsOf(items(300));
		assertThat(workers).allSatisfy((worker) -> assertThat(worker.stats().received()).isBetween(90L, 110L));
	}

	@Test
	void blockedWorkerDoesNotBlockTheOthers() {
		ZmqController controller = this.roles.controller();
		CountDownLatch othersDone = new CountDownLatch(1);
		AtomicInteger fast = new AtomicInteger();
		ZmqWorker slow = this.roles.worker((work) -> {
			othersDone.await();
			done(work);
			return null;
		}, "concurrency=20");
		ZmqWorker[] workers = { slow, fastWorker(fast), fastWorker(fast) };
		WorkRoles.start(controller, workers);
		items(300).forEach((item) -> controller.send("a", item));
		WorkRoles.await().untilAsserted(() -> assertThat(fast.get()).isGreaterThanOrEqualTo(180));
		othersDone.countDown();
		WorkRoles.await().untilAsserted(() -> assertThat(this.done).hasSize(300));
		assertEachDoneOnce(300);
		assertThat(slow.stats().received()).isBetween(60L, 120L);
	}

	private ZmqWorker fastWorker(AtomicInteger count) {
		return this.roles.worker((work) -> {
			done(work);
			count.incrementAndGet();
			return null;
		});
	}

	@Test
	void slowWorkerLosesNoItemAndNeverExceedsItsConcurrency() {
		ZmqController controller = this.roles.controller();
		AtomicInteger current = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		ZmqWorker worker = this.roles.worker((work) -> {
			most.accumulateAndGet(current.incrementAndGet(), Math::max);
			// The duration of the work, so that the sender is faster than the worker
			LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
			done(work);
			current.decrementAndGet();
			return null;
		}, "concurrency=2");
		WorkRoles.start(controller, worker);
		items(1000).forEach((item) -> {
			controller.send("a", item);
			assertThat(worker.activeCount()).isLessThanOrEqualTo(2);
		});
		WorkRoles.await().untilAsserted(() -> assertThat(this.done).hasSize(1000));
		assertEachDoneOnce(1000);
		assertThat(most).hasValue(2);
		assertThat(this.roles.errors()).isEmpty();
		assertThat(worker.stats().received()).isEqualTo(1000);
	}

	@Test
	void stuckWorkerBlocksTheSenderAndLaterDoesAllAcceptedItems() {
		String[] small = { "high-water-mark=5", "socket.send-buffer=8KB", "socket.receive-buffer=8KB" };
		ZmqController controller = this.roles.controller(prefixed("workers.a.push.", small, "send-timeout=100ms"));
		CountDownLatch stuck = new CountDownLatch(1);
		ZmqWorker worker = this.roles.worker((work) -> {
			stuck.await();
			done(work.strip());
			return null;
		}, prefixed("pull.", small, "concurrency=2"));
		WorkRoles.start(controller, worker);
		AtomicInteger accepted = new AtomicInteger();
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> {
			while (accepted.get() < 5000) {
				controller.send("a", accepted + " ".repeat(8000));
				accepted.incrementAndGet();
			}
		}).withMessageContaining("all queues of its 1 connected workers are full");
		assertThat(accepted.get()).isBetween(2, 1500);
		WorkRoles.await().until(() -> worker.activeCount() == 2);
		assertThat(worker.stats().received()).isLessThanOrEqualTo(3);
		stuck.countDown();
		WorkRoles.await().untilAsserted(() -> assertThat(this.done).hasSize(accepted.get()));
		assertEachDoneOnce(accepted.get());
	}

	private static String[] prefixed(String prefix, String[] settings, String further) {
		List<String> all = new ArrayList<>(List.of(further));
		for (String setting : settings) {
			all.add(prefix + setting);
		}
		return all.toArray(String[]::new);
	}

	@Test
	void asynchronousWorkCountsTowardsConcurrencyUntilItsResult() {
		ZmqController controller = this.roles.controller();
		Semaphore started = new Semaphore(0);
		List<CompletableFuture<String>> pendingResults = new CopyOnWriteArrayList<>();
		ZmqWorker worker = this.roles.worker((work) -> {
			CompletableFuture<String> result = new CompletableFuture<>();
			pendingResults.add(result);
			started.release();
			return result;
		}, "concurrency=3");
		WorkRoles.start(controller, worker);
		items(5).forEach((item) -> controller.send("a", item));
		WorkRoles.await().until(() -> started.availablePermits() == 3 && worker.stats().received() == 4);
		assertThat(worker.activeCount()).isEqualTo(3);
		pendingResults.get(0).complete("one");
		WorkRoles.await().until(() -> started.availablePermits() == 4 && worker.stats().received() == 5);
		pendingResults.forEach((result) -> result.complete("result"));
		WorkRoles.await().until(() -> started.availablePermits() == 5);
		pendingResults.get(4).complete("result");
		WorkRoles.await().until(() -> worker.stats().sent() == 5 && worker.activeCount() == 0);
	}

}
