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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.WorkHandler;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler that takes longer than the {@code work-timeout}: its item fails, and its slot
 * is used for the next item.
 */
@ParameterizedClass
@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL", "IPC, CURVE" })
class WorkTimeoutTests {

	private final WorkRoles roles;

	private final ZmqController controller;

	private final List<String> results = new CopyOnWriteArrayList<>();

	private final CountDownLatch never = new CountDownLatch(1);

	WorkTimeoutTests(TestTransport transport, TestSecurity security) {
		this.roles = new WorkRoles(transport, security);
		this.controller = this.roles.controller();
	}

	@AfterEach
	void close() {
		this.never.countDown();
		this.roles.close();
	}

	private ZmqWorker handling(WorkHandler<String> handler) {
		this.controller.addResultHandler((pool, result) -> this.results.add(new String(result)));
		ZmqWorker worker = this.roles.worker(handler, "concurrency=1", "work-timeout=100ms");
		WorkRoles.start(this.controller, worker);
		return worker;
	}

	private void assertTimedOut(ZmqWorker worker, int times) {
		WorkRoles.await().until(() -> worker.stats().timedOut() == times && this.roles.errors().size() == times);
		assertThat(worker.stats().failed()).isEqualTo(times);
		assertThat(this.roles.errors()).allSatisfy((error) -> assertThat(error).isInstanceOf(ZmqTimeoutException.class)
			.hasMessageContaining("work handler of 'a'", "work-timeout of 100ms"));
	}

	@Test
	void handlerIsInterruptedAndTheNextItemRunsWithoutInterrupt() {
		AtomicBoolean leaked = new AtomicBoolean();
		ZmqWorker worker = handling((work) -> {
			leaked.compareAndSet(false, Thread.currentThread().isInterrupted());
			if (work.startsWith("slow")) {
				this.never.await();
			}
			return work;
		});
		List.of("slow 1", "fast 1", "slow 2", "fast 2").forEach((work) -> this.controller.send("a", work));
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("fast 1", "fast 2"));
		assertTimedOut(worker, 2);
		assertThat(leaked).isFalse();
		WorkRoles.await().until(() -> worker.activeCount() == 0);
	}

	@Test
	void handlerThatCatchesTheInterruptAndKeepsItDoesNotLeakIt() {
		AtomicBoolean leaked = new AtomicBoolean();
		ZmqWorker worker = handling((work) -> {
			leaked.compareAndSet(false, Thread.currentThread().isInterrupted());
			if (work.equals("slow")) {
				try {
					this.never.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			return work;
		});
		this.controller.send("a", "slow");
		this.controller.send("a", "fast");
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("fast"));
		assertTimedOut(worker, 1);
		assertThat(leaked).isFalse();
	}

	@Test
	void handlerThatIgnoresTheInterruptKeepsItsSlotAndItsLateResultIsNotSent() {
		ZmqWorker worker = handling((work) -> {
			if (work.equals("slow")) {
				awaitUninterruptibly(this.never);
			}
			return work;
		});
		this.controller.send("a", "slow");
		this.controller.send("a", "fast");
		assertTimedOut(worker, 1);
		assertThat(worker.activeCount()).isEqualTo(1);
		assertThat(this.results).isEmpty();
		this.never.countDown();
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("fast"));
		WorkRoles.await().until(() -> worker.activeCount() == 0);
		assertTimedOut(worker, 1);
	}

	@Test
	void pendingResultIsCancelledAndItsSlotIsFree() {
		CompletableFuture<String> pending = new CompletableFuture<>();
		ZmqWorker worker = handling((work) -> work.equals("slow") ? pending : work);
		this.controller.send("a", "slow");
		this.controller.send("a", "fast");
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("fast"));
		assertTimedOut(worker, 1);
		assertThat(pending).isCancelled();
	}

	@Test
	void pendingResultThatCannotBeCancelledFreesItsSlotToo() {
		CompletableFuture<String> pending = new CompletableFuture<>();
		ZmqWorker worker = handling((work) -> work.equals("slow") ? pending.minimalCompletionStage() : work);
		this.controller.send("a", "slow");
		this.controller.send("a", "fast");
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("fast"));
		assertTimedOut(worker, 1);
		pending.complete("late");
		this.controller.send("a", "last");
		WorkRoles.await().untilAsserted(() -> assertThat(this.results).containsExactly("fast", "last"));
		WorkRoles.await().until(() -> worker.activeCount() == 0);
	}

	@Test
	void itemThatEndsAsItsTimeIsUpIsEitherDoneOrTimedOutNeverBoth() {
		ZmqWorker worker = handling((work) -> {
			CompletableFuture<String> pending = new CompletableFuture<>();
			return pending.completeOnTimeout(work, 100 + work.length(), TimeUnit.MILLISECONDS);
		});
		for (int i = 0; i < 10; i++) {
			this.controller.send("a", "x".repeat(1 + 5 * i));
		}
		WorkRoles.await()
			.until(() -> this.results.size() + worker.stats().timedOut() == 10 && worker.activeCount() == 0);
		WorkRoles.await().untilAsserted(() -> assertThat(this.roles.errors()).hasSize((int) worker.stats().timedOut()));
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (true) {
			try {
				latch.await();
				return;
			}
			catch (InterruptedException ex) {
				// a handler that ignores interrupts is what is tested here
			}
		}
	}

}
