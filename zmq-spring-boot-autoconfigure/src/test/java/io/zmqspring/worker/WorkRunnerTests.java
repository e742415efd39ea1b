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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.Deadline;
import io.zmqspring.testsupport.Workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Processing items of work in slots: every item ends once and frees its slot, whatever
 * its handler does. The tests with a parameter run with one slot of each kind.
 */
class WorkRunnerTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofMillis(20);

	private final LinkedBlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

	private final LinkedBlockingQueue<ActiveWork> timedOut = new LinkedBlockingQueue<>();

	private final CountDownLatch release = new CountDownLatch(1);

	private @Nullable WorkRunner runner;

	@AfterEach
	void close() {
		this.release.countDown();
		if (this.runner != null) {
			this.runner.finish(Deadline.in(Duration.ofSeconds(5)));
		}
	}

	private WorkRunner runner(Kind kind, Duration timeout) {
		WorkSlots slots = (kind == Kind.RECEIVING_THREAD) ? new ReceivingThreadSlot() : ThreadSlots.pooled("test", 1);
		return runner(slots, 1, timeout);
	}

	private WorkRunner runner(WorkSlots slots, int count, Duration timeout) {
		WorkRunner created = new WorkRunner("test", slots, count, timeout, this.timedOut::add);
		this.runner = created;
		return created;
	}

	private void run(WorkRunner running, String text, WorkInvocation handler) throws InterruptedException {
		run(running, text, handler, (result, error) -> {
		});
	}

	private void run(WorkRunner running, String text, WorkInvocation handler,
			BiConsumer<@Nullable Object, @Nullable Throwable> also) throws InterruptedException {
		running.run(new ZmqMessage("", text.getBytes(StandardCharsets.UTF_8)), handler, (result, error) -> {
			this.outcomes.add(text + ": " + ((error != null) ? error.getMessage() : result));
			also.accept(result, error);
		});
	}

	private void assertNextOutcome(String expected) throws InterruptedException {
		assertThat(this.outcomes.poll(5, TimeUnit.SECONDS)).isEqualTo(expected);
	}

	private static void assertIdle(WorkRunner running) {
		Workshop.await().until(() -> running.activeCount() == 0);
	}

	private static Thread start(Interruptible task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		thread.start();
		return thread;
	}

	private static void awaitBlocked(Thread thread) {
		Workshop.await().until(() -> thread.getState() == Thread.State.WAITING);
	}

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

	@ParameterizedTest
	@EnumSource
	void overdueHandlerIsInterruptedAndItsOutcomeIgnored(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, SHORT);
		AtomicBoolean leaked = new AtomicBoolean();
		run(running, "1", (work, headers) -> {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return "late";
		});
		run(running, "2", (work, headers) -> {
			leaked.set(Thread.currentThread().isInterrupted());
			return "done";
		});
		assertNextOutcome("2: done");
		Workshop.await().until(() -> this.timedOut.size() == 1);
		assertThat(leaked).isFalse();
		assertIdle(running);
	}

	@ParameterizedTest
	@EnumSource
	void overdueResultIsCancelledAndFreesTheSlot(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, SHORT);
		CompletableFuture<String> never = new CompletableFuture<>();
		run(running, "1", (work, headers) -> never.minimalCompletionStage());
		CompletableFuture<String> cancelled = new CompletableFuture<>();
		run(running, "2", (work, headers) -> cancelled);
		run(running, "3", (work, headers) -> "done");
		assertNextOutcome("3: done");
		assertThat(cancelled).isCancelled();
		Workshop.await().until(() -> this.timedOut.size() == 2);
		never.complete("late");
		run(running, "4", (work, headers) -> "done");
		assertNextOutcome("4: done");
		assertIdle(running);
		assertThat(this.outcomes).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void resultThatAnOverdueHandlerReturnsIsCancelled(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, SHORT);
		CompletableFuture<String> late = new CompletableFuture<>();
		run(running, "1", (work, headers) -> {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				// Returns its result all the same
			}
			return late;
		});
		run(running, "2", (work, headers) -> "done");
		assertNextOutcome("2: done");
		assertThat(late).isCancelled();
		assertIdle(running);
	}

	@ParameterizedTest
	@EnumSource
	void finishWaitsForAPendingResult(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		CompletableFuture<String> result = new CompletableFuture<>();
		run(running, "1", (work, headers) -> result);
		CompletableFuture<List<ActiveWork>> left = new CompletableFuture<>();
		start(() -> left.complete(running.finish(Deadline.in(LONG))));
		Workshop.await().during(Duration.ofMillis(50)).until(() -> !left.isDone());
		result.complete("done");
		assertThat(left).succeedsWithin(Duration.ofSeconds(5)).satisfies((items) -> assertThat(items).isEmpty());
	}

	@ParameterizedTest
	@EnumSource
	void finishReturnsTheItemsThatHaveNotEnded(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		run(running, "1", (work, headers) -> new CompletableFuture<>());
		List<ActiveWork> left = running.finish(Deadline.in(SHORT));
		assertThat(left).singleElement()
			.returns("an asynchronous result that is not complete", ActiveWork::where)
			.returns(true, ActiveWork::abandon)
			.returns(false, ActiveWork::abandon);
	}

	@ParameterizedTest
	@EnumSource
	void finishCalledByAHandlerDoesNotWaitForItself(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		run(running, "1", (work, headers) -> running.finish(Deadline.in(LONG)));
		assertNextOutcome("1: []");
		assertIdle(running);
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
	void finishDoesNotWaitForAHandlerOnTheReceivingThread() throws InterruptedException {
		WorkRunner running = runner(Kind.RECEIVING_THREAD, LONG);
		CountDownLatch begun = new CountDownLatch(1);
		start(() -> run(running, "1", (work, headers) -> {
			begun.countDown();
			this.release.await();
			return "done";
		}));
		begun.await();
		assertThat(running.activeCount()).isEqualTo(1);
		long start = System.nanoTime();
		assertThat(running.finish(Deadline.in(LONG))).hasSize(1);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
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
		Workshop.await().until(() -> this.outcomes.size() == count + 1);
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

	enum Kind {

		POOLED_THREAD, RECEIVING_THREAD

	}

	@FunctionalInterface
	private interface Interruptible {

		void run() throws InterruptedException;

	}

}
