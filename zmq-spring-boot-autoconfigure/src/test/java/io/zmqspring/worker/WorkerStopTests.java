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

package io.zmqspring.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.role.ZmqState;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stopping a worker while it processes work, and starting it again.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkerStopTests {

	private final WorkRoles roles = new WorkRoles();

	private final ZmqController controller = this.roles.controller();

	private final List<String> results = new CopyOnWriteArrayList<>();

	private final Semaphore begun = new Semaphore(0);

	private final CountDownLatch release = new CountDownLatch(1);

	WorkerStopTests() {
		this.controller.addResultHandler((pool, result) -> this.results.add(new String(result)));
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.roles.close();
	}

	private static void assertStops(ZmqWorker worker, Duration shortest, Duration longest) {
		Stopwatch stopwatch = Stopwatch.start();
		long start = System.nanoTime();
		worker.stop();
		assertThat(stopwatch.elapsed()).isLessThan(longest);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(shortest);
	}

	@Test
	void stopWaitsForTheItemsBeingProcessedAndTheirResultsArrive(CapturedOutput output) {
		ZmqWorker worker = this.roles.worker((work) -> {
			this.begun.release();
			this.release.await();
			return work;
		});
		WorkRoles.start(this.controller, worker);
		List.of("1", "2", "3").forEach((work) -> this.controller.send("a", work));
		this.begun.acquireUninterruptibly(3);
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(worker::stop);
		WorkRoles.await().until(() -> worker.state() == ZmqState.STOPPING);
		assertThat(stopped).isNotDone();
		this.release.countDown();
		stopped.join();
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactlyInAnyOrder("1", "2", "3"));
		assertThat(this.roles.errors()).isEmpty();
		assertThat(output).doesNotContain("left behind");
	}

	@Test
	void workerWithOneSlotProcessesItsItemAndThoseThatHadArrived(CapturedOutput output) {
		ZmqWorker worker = this.roles.worker((work) -> {
			this.begun.release();
			this.release.await();
			return work;
		}, "concurrency=1");
		WorkRoles.start(this.controller, worker);
		List.of("1", "2", "3").forEach((work) -> this.controller.send("a", work));
		this.begun.acquireUninterruptibly();
		assertThat(worker.activeCount()).isEqualTo(1);
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(worker::stop);
		WorkRoles.await().until(() -> worker.state() == ZmqState.STOPPING);
		WorkRoles.await().during(Duration.ofMillis(200)).until(() -> !stopped.isDone());
		this.release.countDown();
		stopped.join();
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("1", "2", "3"));
		assertThat(this.roles.errors()).isEmpty();
		assertThat(output).doesNotContain("left behind");
	}

	@Test
	void workerWithOneSlotIsInterruptedAfterTheShutdownTimeout() {
		ZmqWorker worker = this.roles.worker((work) -> {
			this.begun.release();
			this.release.await();
			return work;
		}, "shutdown-timeout=200ms", "concurrency=1");
		WorkRoles.start(this.controller, worker);
		this.controller.send("a", "slow");
		this.begun.acquireUninterruptibly();
		assertStops(worker, Duration.ofMillis(190), Duration.ofSeconds(1));
		assertThat(worker.stats().failed() + worker.stats().dropped()).isEqualTo(1);
		assertThat(this.roles.errors()).hasSize(1);
		WorkRoles.await()
			.untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).noneMatch((name) -> name.contains("worker")));
	}

	@Test
	void stopByAnInterruptedThreadWaitsForTheItemsBeingProcessedToo(CapturedOutput output) {
		ZmqWorker worker = this.roles.worker((work) -> {
			this.begun.release();
			this.release.await();
			return work;
		});
		WorkRoles.start(this.controller, worker);
		this.controller.send("a", "1");
		this.begun.acquireUninterruptibly();
		CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
			Thread.currentThread().interrupt();
			worker.stop();
			return Thread.interrupted();
		});
		WorkRoles.await().until(() -> worker.state() == ZmqState.STOPPING);
		WorkRoles.await().during(Duration.ofMillis(100)).until(() -> !interrupted.isDone());
		this.release.countDown();
		assertThat(interrupted.join()).isTrue();
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("1"));
		assertThat(worker.stats().dropped()).isZero();
		assertThat(output).doesNotContain("left behind");
	}

	@Test
	void handlerThatTakesLongerThanTheShutdownTimeoutIsNamedInterruptedAndCounted(CapturedOutput output) {
		ZmqWorker worker = this.roles.worker((work) -> {
			this.begun.release();
			this.release.await();
			return work;
		}, "shutdown-timeout=200ms");
		WorkRoles.start(this.controller, worker);
		this.controller.send("a", "slow");
		this.begun.acquireUninterruptibly();
		assertStops(worker, Duration.ofMillis(200), Duration.ofSeconds(1));
		assertThat(output)
			.contains("Worker 'a' did not finish within the shutdown-timeout of 200ms; interrupted and left behind: "
					+ "zmq-worker-a-1 at ")
			.contains("WorkerStopTests");
		assertThat(worker.stats().dropped()).isEqualTo(1);
		assertThat(this.roles.errors()).singleElement().asString().contains("before its handler had finished");
		WorkRoles.await()
			.untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).noneMatch((name) -> name.contains("worker")));
	}

	@Test
	void handlerThatIgnoresInterruptsDoesNotHangTheStopAndTheWorkerStartsAgain() {
		ZmqWorker worker = this.roles.worker((work) -> {
			this.begun.release();
			while (work.equals("slow") && this.release.getCount() > 0) {
				Thread.interrupted();
				Thread.onSpinWait();
			}
			return work;
		}, "shutdown-timeout=100ms", "concurrency=1");
		WorkRoles.start(this.controller, worker);
		this.controller.send("a", "slow");
		this.begun.acquireUninterruptibly();
		assertStops(worker, Duration.ZERO, Duration.ofSeconds(2));
		WorkRoles.awaitNoWorkers(this.controller, "a");
		worker.start();
		WorkRoles.await().until(() -> this.controller.awaitWorkers("a", 1, Duration.ZERO));
		this.controller.send("a", "fast");
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("fast"));
		this.release.countDown();
		assertThat(worker.stats().dropped()).isEqualTo(1);
	}

	@Test
	void everyItemThatHadArrivedAndWasNotProcessedIsCountedAndReported() {
		ZmqWorker worker = this.roles.worker((work) -> {
			this.begun.release();
			this.release.await();
			return work;
		}, "shutdown-timeout=100ms", "concurrency=2", "pull.high-water-mark=50");
		WorkRoles.start(this.controller, worker);
		IntStream.range(0, 40).forEach((i) -> this.controller.send("a", "item " + i));
		this.begun.acquireUninterruptibly(2);
		// Two are being processed and one waits for a slot
		WorkRoles.await()
			.until(() -> worker.stats().received() == 3 && Long.valueOf(37).equals(worker.stats().queueDepth()));
		worker.stop();
		assertThat(worker.stats().received()).isEqualTo(40);
		assertThat(worker.stats().dropped()).isEqualTo(40);
		assertThat(this.roles.errors()).hasSize(40);
	}

	@Test
	void pendingResultIsCancelledAndCountedAfterTheShutdownTimeout(CapturedOutput output) {
		CompletableFuture<String> pending = new CompletableFuture<>();
		ZmqWorker worker = this.roles.worker((work) -> pending, "shutdown-timeout=100ms");
		WorkRoles.start(this.controller, worker);
		this.controller.send("a", "slow");
		WorkRoles.await().until(() -> worker.activeCount() == 1);
		worker.stop();
		assertThat(output).contains("an asynchronous result that is not complete");
		assertThat(pending).isCancelled();
		assertThat(worker.stats().dropped()).isEqualTo(1);
		assertThat(this.roles.errors()).hasSize(1);
	}

	@Test
	void resultWithoutAControllerIsCountedAfterTheShutdownTimeout(CapturedOutput output) {
		RawPeer push = RawPeer.connecting(SocketType.PUSH, this.roles.workAddress());
		ZmqWorker worker = this.roles.worker((work) -> work, "pull.bind=true", "push.bind=true",
				"shutdown-timeout=100ms");
		worker.start();
		push.send("work");
		WorkRoles.await().until(() -> worker.activeCount() == 1);
		assertStops(worker, Duration.ZERO, Duration.ofSeconds(2));
		assertThat(output).contains("a result that no controller accepts");
		WorkRoles.await().untilAsserted(() -> assertThat(this.roles.errors()).hasSize(1));
		assertThat(worker.stats().dropped()).isEqualTo(1);
		push.close();
	}

	@Test
	void handlerMayStopItsOwnWorker() {
		ZmqWorker[] self = new ZmqWorker[1];
		ZmqWorker worker = this.roles.worker((work) -> {
			self[0].stop();
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			return null;
		}, "shutdown-timeout=10s");
		self[0] = worker;
		WorkRoles.start(this.controller, worker);
		this.controller.send("a", "stop");
		Stopwatch.start()
			.assertWithin(Duration.ofSeconds(3), () -> assertThat(worker.state()).isEqualTo(ZmqState.STOPPED));
		assertThat(this.roles.errors()).isEmpty();
	}

	@Test
	void thirtyStopsAndStartsLeakNeitherThreadsNorDescriptors() {
		ZmqWorker worker = this.roles.worker((work) -> work);
		WorkRoles.start(this.controller, worker);
		int descriptors = 0;
		for (int i = 0; i < 30; i++) {
			int before = this.results.size();
			this.controller.send("a", "item " + i);
			WorkRoles.await().until(() -> this.results.size() > before);
			worker.stop();
			this.controller.stop();
			WorkRoles.start(this.controller, worker);
			if (i == 5) {
				descriptors = LeakCheck.openDescriptors();
			}
		}
		int early = descriptors;
		WorkRoles.await().untilAsserted(() -> assertThat(LeakCheck.openDescriptors()).isLessThanOrEqualTo(early + 4));
		worker.stop();
		this.controller.destroy();
		WorkRoles.await()
			.untilAsserted(() -> assertThat(LeakCheck.zmqThreads())
				.noneMatch((name) -> name.contains("worker") || name.contains("controller")));
		assertThat(this.results).hasSize(30);
	}

}
