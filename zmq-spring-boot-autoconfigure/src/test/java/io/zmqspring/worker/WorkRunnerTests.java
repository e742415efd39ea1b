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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.support.Deadline;
import io.zmqspring.testsupport.UnloggableError;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Processing items of work in slots: every item ends once and frees its slot, whatever
 * its handler does. The tests with a parameter run with one slot of each kind.
 */
class WorkRunnerTests extends WorkRunnerFixture {

	@ParameterizedTest
	@EnumSource
	void resultAndExceptionAreReported(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		run(running, "1", (work, headers) -> new String(work, StandardCharsets.UTF_8) + headers);
		assertNextOutcome("1: 1{}");
		run(running, "2", (work, headers) -> {
			throw new StackOverflowError("thrown");
		});
		assertNextOutcome("2: thrown");
		assertIdle(running);
	}

	@ParameterizedTest
	@EnumSource
	void pendingResultHoldsTheSlotUntilItCompletes(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		CompletableFuture<String> first = new CompletableFuture<>();
		run(running, "1", (work, headers) -> first);
		Thread second = start(() -> run(running, "2", (work, headers) -> "done"));
		awaitBlocked(second);
		assertThat(running.activeCount()).isEqualTo(1);
		assertThat(this.outcomes).isEmpty();
		first.complete("done");
		assertNextOutcome("1: done");
		assertNextOutcome("2: done");
		assertIdle(running);
	}

	@ParameterizedTest
	@EnumSource
	void failureOfAPendingResultIsReportedWithoutItsWrapper(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		run(running, "1",
				(work, headers) -> CompletableFuture.failedFuture(new CompletionException(new Exception("inner"))));
		assertNextOutcome("1: inner");
		assertIdle(running);
	}

	@Test
	void timeOutsAreNoticedAfterAFailureThatCannotBeLogged() throws InterruptedException {
		WorkRunner running = new WorkRunner("test", ThreadSlots.pooled("test", 1), 1, SHORT, (item) -> {
			this.timedOut.add(item);
			throw new UnloggableError();
		});
		this.runner = running;
		for (String item : List.of("1", "2")) {
			run(running, item, (work, headers) -> {
				this.release.await();
				return null;
			});
			assertThat(this.timedOut.poll(30, TimeUnit.SECONDS)).isNotNull();
		}
	}

	@ParameterizedTest
	@EnumSource
	void stageThatRefusesToBeFollowedIsAnError(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		run(running, "1", (work, headers) -> new CompletableFuture<String>() {

			@Override
			public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
				throw new UnsupportedOperationException("no callbacks");
			}

		});
		assertNextOutcome("1: no callbacks");
		assertIdle(running);
		run(running, "2", (work, headers) -> "done");
		assertNextOutcome("2: done");
	}

	@ParameterizedTest
	@EnumSource
	void outcomeThatThrowsFreesTheSlot(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		run(running, "1", (work, headers) -> "done", (result, error) -> {
			throw new IllegalStateException("outcome on purpose");
		});
		run(running, "2", (work, headers) -> CompletableFuture.completedFuture("done"), (result, error) -> {
			throw new IllegalStateException("outcome on purpose");
		});
		run(running, "3", (work, headers) -> "done");
		assertNextOutcome("1: done");
		assertNextOutcome("2: done");
		assertNextOutcome("3: done");
		assertIdle(running);
	}

	@ParameterizedTest
	@EnumSource
	void itemIsNotRunIfTheWaitForItsSlotIsInterrupted(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		CompletableFuture<String> first = new CompletableFuture<>();
		run(running, "1", (work, headers) -> first);
		AtomicBoolean interrupted = new AtomicBoolean();
		Thread second = start(() -> {
			try {
				run(running, "2", (work, headers) -> "done");
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
			}
		});
		awaitBlocked(second);
		second.interrupt();
		second.join();
		assertThat(interrupted).isTrue();
		first.complete("done");
		assertNextOutcome("1: done");
		assertIdle(running);
		assertThat(this.outcomes).isEmpty();
	}

	@Test
	void receivingThreadRunsTheHandlerItself() throws InterruptedException {
		AtomicReference<Thread> thread = new AtomicReference<>();
		run(runner(Kind.RECEIVING_THREAD, LONG), "1", (work, headers) -> {
			thread.set(Thread.currentThread());
			return "done";
		});
		assertThat(thread).hasValue(Thread.currentThread());
		assertThat(this.outcomes).containsExactly("1: done");
	}

	@Test
	void threadsRunAsManyItemsAtOnceAsThereAreSlots() throws InterruptedException {
		int count = 3;
		WorkRunner running = runner(ThreadSlots.pooled("test", count), count, LONG);
		CyclicBarrier together = new CyclicBarrier(count + 1);
		for (int i = 0; i < count; i++) {
			run(running, "item", (work, headers) -> together.await());
		}
		assertThat(running.activeCount()).isEqualTo(count);
		Thread another = start(() -> run(running, "another", (work, headers) -> "done"));
		awaitBlocked(another);
		start(() -> {
			try {
				together.await();
			}
			catch (BrokenBarrierException ex) {
				throw new IllegalStateException(ex);
			}
		});
		another.join();
		WorkRoles.await().until(() -> this.outcomes.size() == count + 1);
		assertIdle(running);
	}

	@Test
	void slotIsFreeAgainIfNoThreadCanBeHad() throws InterruptedException {
		WorkRunner running = runner(Kind.POOLED_THREAD, LONG);
		running.finish(Deadline.in(LONG));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> run(running, "1", (work, headers) -> "done"));
		assertThat(running.activeCount()).isZero();
		assertThat(this.outcomes).isEmpty();
	}

	@Test
	void everyItemEndsOnce() throws InterruptedException {
		int items = 5000;
		WorkRunner running = runner(ThreadSlots.pooled("test", 3), 3, LONG);
		AtomicInteger most = new AtomicInteger();
		AtomicInteger now = new AtomicInteger();
		for (int i = 0; i < items; i++) {
			boolean async = i % 2 == 0;
			run(running, "" + i, (work, headers) -> {
				most.accumulateAndGet(now.incrementAndGet(), Math::max);
				return async ? CompletableFuture.supplyAsync(now::decrementAndGet) : now.decrementAndGet();
			});
		}
		assertIdle(running);
		assertThat(this.outcomes.stream().map((outcome) -> outcome.replaceFirst(":.*", "")).distinct()).hasSize(items);
		assertThat(this.outcomes).hasSize(items);
		assertThat(most.get()).isBetween(1, 3);
	}

}
