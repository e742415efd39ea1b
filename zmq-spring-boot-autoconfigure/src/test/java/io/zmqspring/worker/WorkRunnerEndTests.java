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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.support.Deadline;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Items of work that take too long, and the end of a runner.
 */
class WorkRunnerEndTests extends WorkRunnerFixture {

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
		WorkRoles.await().until(() -> this.timedOut.size() == 1);
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
		WorkRoles.await().until(cancelled::isCancelled);
		WorkRoles.await().until(() -> this.timedOut.size() == 2);
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
		WorkRoles.await().during(Duration.ofMillis(50)).until(() -> !left.isDone());
		result.complete("done");
		assertThat(left).succeedsWithin(Duration.ofSeconds(30)).satisfies((items) -> assertThat(items).isEmpty());
	}

	@ParameterizedTest
	@EnumSource
	void finishReturnsTheItemsThatHaveNotEnded(Kind kind) throws InterruptedException {
		WorkRunner running = runner(kind, LONG);
		CompletableFuture<String> result = new CompletableFuture<>();
		run(running, "1", (work, headers) -> result);
		List<ActiveWork> left = running.finish(Deadline.in(SHORT));
		assertThat(left).singleElement()
			.returns("an asynchronous result that is not complete", ActiveWork::where)
			.returns(true, ActiveWork::abandon)
			.returns(false, ActiveWork::abandon);
		result.complete("late");
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

}
