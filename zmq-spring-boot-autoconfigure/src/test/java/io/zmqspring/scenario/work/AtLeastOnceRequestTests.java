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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.WorkHandler;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of a pool with {@code delivery: at-least-once} whose attempts fail, have no
 * result in time, or whose worker is killed.
 */
class AtLeastOnceRequestTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final WorkRoles roles = new WorkRoles();

	private final CountDownLatch never = new CountDownLatch(1);

	private final AtomicInteger calls = new AtomicInteger();

	@AfterEach
	void close() {
		this.never.countDown();
		this.roles.close();
	}

	private ZmqController controller(String... settings) {
		String[] all = new String[settings.length + 2];
		all[0] = "workers.a.delivery=at-least-once";
		all[1] = "workers.a.retry-delay=20ms";
		System.arraycopy(settings, 0, all, 2, settings.length);
		return this.roles.controller(all);
	}

	private CompletableFuture<?> request(ZmqController controller, WorkHandler<String> handler) {
		WorkRoles.start(controller, this.roles.worker(handler, "delivery=at-least-once"));
		return controller.request("a", Map.of("id", 7), Map.class);
	}

	private static <T extends Throwable> T failure(CompletableFuture<?> future, Class<T> type) {
		assertThat(future).failsWithin(SOON);
		Throwable thrown = future.handle((result, error) -> error).join();
		assertThat(thrown).isInstanceOf(type);
		return type.cast(thrown);
	}

	private Object block() throws InterruptedException {
		this.never.await();
		return Map.of();
	}

	@Test
	void failsWithTheLastErrorWhenEachAttemptHasFailed() {
		ZmqWorkFailedException failure = failure(request(controller("workers.a.max-attempts=2"), (work) -> {
			throw new IllegalStateException("failure " + this.calls.incrementAndGet());
		}), ZmqWorkFailedException.class);
		assertThat(failure).hasMessage("Work '7' of pool 'a' is a dead letter after 2 attempts: each attempt failed,"
				+ " the last one with IllegalStateException: failure 2");
		assertThat(failure.errorMessage()).isEqualTo("failure 2");
	}

	@Test
	void failsWhenNoAttemptHasAResultWithinTheRedeliveryTimeout() {
		ZmqWorkFailedException failure = failure(
				request(controller("workers.a.max-attempts=2", "workers.a.redelivery-timeout=100ms"),
						(work) -> block()),
				ZmqWorkFailedException.class);
		assertThat(failure).hasMessage("Work '7' of pool 'a' is a dead letter after 2 attempts: no attempt had a"
				+ " result within the redelivery-timeout of 100ms");
		assertThat(failure.errorType()).isNull();
	}

	@Test
	void tellsTheErrorOfAnEarlierAttemptWhenTheLastOneHasNoResult() {
		ZmqWorkFailedException failure = failure(
				request(controller("workers.a.max-attempts=3", "workers.a.redelivery-timeout=200ms"), (work) -> {
					if (this.calls.incrementAndGet() == 1) {
						throw new IllegalStateException("no water");
					}
					return block();
				}), ZmqWorkFailedException.class);
		assertThat(failure).hasMessage("Work '7' of pool 'a' is a dead letter after 3 attempts: 1 of 3 attempts failed"
				+ " (latest error: IllegalStateException: no water), the others had no result within the"
				+ " redelivery-timeout of 200ms");
		assertThat(failure.errorMessage()).isEqualTo("no water");
	}

	@Test
	void timesOutBeforeTheLastAttemptAndTellsWhatBecomesOfTheItem() {
		ZmqTimeoutException failure = failure(request(controller("worker-timeout=300ms"), (work) -> block()),
				ZmqTimeoutException.class);
		assertThat(failure).hasMessage("No result for '7' arrived from pool 'a' within the worker-timeout of 300ms. The"
				+ " pool keeps the item, which was sent once (max-attempts is 5, redelivery-timeout is 30s): a later"
				+ " result goes to the result listeners; without one the item becomes a dead letter. Set a longer"
				+ " worker-timeout if a request shall wait for all attempts");
	}

	@Test
	void timesOutAndTellsThatNoWorkerHasAcceptedTheItem() {
		ZmqController controller = controller("worker-timeout=300ms");
		controller.start();
		ZmqTimeoutException failure = failure(controller.request("a", Map.of("id", 7), Map.class),
				ZmqTimeoutException.class);
		assertThat(failure).hasMessageContaining("The pool keeps the item, which no worker has accepted yet");
	}

	@Test
	void completesWithTheResultOfAnotherWorkerWhenItsWorkerIsKilled() {
		ZmqController controller = controller("workers.a.redelivery-timeout=1s");
		CompletableFuture<?> future = requestOfAKilledWorker(controller);
		this.roles.worker((work) -> Map.of("done", true), "delivery=at-least-once").start();
		assertThat(future).succeedsWithin(SOON).isEqualTo(Map.of("work_id", 7, "done", true));
	}

	@Test
	void failsWhenItsWorkerIsKilledInTheLastAttempt() {
		ZmqController controller = controller("workers.a.redelivery-timeout=300ms", "workers.a.max-attempts=1");
		ZmqWorkFailedException failure = failure(requestOfAKilledWorker(controller), ZmqWorkFailedException.class);
		assertThat(failure).hasMessage("Work '7' of pool 'a' is a dead letter after 1 attempt: no attempt had a result"
				+ " within the redelivery-timeout of 300ms");
	}

	private CompletableFuture<?> requestOfAKilledWorker(ZmqController controller) {
		controller.start();
		try (JavaPeer peer = JavaPeer.start(Working.class, "zmq.workers.a.pull.address=" + this.roles.workAddress(),
				"zmq.workers.a.push.address=" + this.roles.resultAddress(), "zmq.workers.a.delivery=at-least-once")) {
			CompletableFuture<?> future = controller.request("a", Map.of("id", 7), Map.class);
			assertThat(peer.answer()).isEqualTo("working");
			return future;
		}
	}

	static class Working {

		@ZmqWorkHandler("a")
		void work(byte[] work) throws InterruptedException {
			JavaPeer.writeAnswer("working");
			new CountDownLatch(1).await();
		}

	}

}
