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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.wire.WorkError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The {@link Ledger} of an at-least-once pool.
 */
class LedgerTests {

	private static final ZmqMessage WORK = new ZmqMessage("", new byte[0]);

	private static final Duration NOW = Duration.ZERO;

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final WorkError ERROR = new WorkError("TypeError", "no tea");

	private final Ledger ledger = new Ledger(4, 2, LONG, Duration.ZERO, 5);

	@Test
	void itemsAreReturnedInOrderUpToTheNumberInFlight() throws InterruptedException {
		accept("a", "b", "c");
		assertThat(next(this.ledger)).isEqualTo("a");
		assertThat(next(this.ledger)).isEqualTo("b");
		assertThat(next(this.ledger)).isNull();
		assertThat(this.ledger.complete("b")).isEqualTo(WorkItem.ResultMatch.FIRST);
		assertThat(next(this.ledger)).isEqualTo("c");
		assertThat(this.ledger.outstanding()).isEqualTo(2);
	}

	@Test
	void fullLedgerAcceptsNothingUntilAResultArrives() throws Exception {
		accept("a", "b", "c", "d");
		assertThat(this.ledger.accept("e", WORK, NOW)).isFalse();
		CompletableFuture<Boolean> waiting = acceptLater("e");
		CompletableFuture<Boolean> alsoWaiting = acceptLater("f");
		this.ledger.complete("a");
		this.ledger.complete("b");
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(alsoWaiting.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.ledger.outstanding()).isEqualTo(4);
	}

	@Test
	void outstandingIdIsRefusedAtOnceAlsoByAFullLedger() {
		accept("a", "b", "c", "d");
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> this.ledger.accept("a", WORK, LONG))
			.withMessageContaining("'a' is outstanding already");
	}

	@Test
	void interruptedSenderStopsWaitingAndKeepsItsInterrupt() {
		accept("a", "b", "c", "d");
		Thread.currentThread().interrupt();
		assertThat(this.ledger.accept("e", WORK, LONG)).isFalse();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void overdueItemsAreReturnedAgainOldestFirst() throws InterruptedException {
		Ledger shortTimeout = new Ledger(10, 3, Duration.ofMillis(500), Duration.ZERO, 5);
		for (String id : new String[] { "a", "b", "c", "d" }) {
			shortTimeout.accept(id, WORK, NOW);
		}
		assertThat(next(shortTimeout)).isEqualTo("a");
		assertThat(next(shortTimeout)).isEqualTo("b");
		assertThat(next(shortTimeout)).isEqualTo("c");
		shortTimeout.complete("b");
		assertThat(next(shortTimeout)).isEqualTo("d");
		for (String id : new String[] { "a", "c", "d", "a" }) {
			WorkItem item = shortTimeout.next(LONG);
			assertThat(item).isNotNull().extracting(WorkItem::id).isEqualTo(id);
		}
	}

	@Test
	void resultIsFirstThenRepeatedAndThatOfAnUnknownItemUnknown() {
		accept("a");
		assertThat(this.ledger.complete("a")).isEqualTo(WorkItem.ResultMatch.FIRST);
		assertThat(this.ledger.complete("a")).isEqualTo(WorkItem.ResultMatch.REPEATED);
		assertThat(this.ledger.complete("z")).isEqualTo(WorkItem.ResultMatch.UNKNOWN);
	}

	@Test
	void onlyTheLatestResultsAreRemembered() {
		for (int i = 0; i <= 10_000; i++) {
			this.ledger.accept("" + i, WORK, NOW);
			this.ledger.complete("" + i);
		}
		assertThat(this.ledger.complete("1")).isEqualTo(WorkItem.ResultMatch.REPEATED);
		assertThat(this.ledger.complete("0")).isEqualTo(WorkItem.ResultMatch.UNKNOWN);
	}

	@Test
	void itemTakenBackIsReturnedNext() throws InterruptedException {
		accept("a", "b");
		this.ledger.putBack(take());
		assertThat(next(this.ledger)).isEqualTo("a");
		assertThat(next(this.ledger)).isEqualTo("b");
	}

	@Test
	void resultOfAnItemThatIsTakenBackIsNotLost() throws InterruptedException {
		accept("a", "b");
		WorkItem item = take();
		this.ledger.putBack(item);
		assertThat(this.ledger.complete("a")).isEqualTo(WorkItem.ResultMatch.FIRST);
		assertThat(next(this.ledger)).isEqualTo("b");
		this.ledger.putBack(item);
		assertThat(next(this.ledger)).isNull();
	}

	@Test
	void itemGivenUpIsRemovedAndItsLateResultIsARepeatedOne() throws InterruptedException {
		accept("a");
		WorkItem item = take();
		assertThat(this.ledger.giveUp(item)).isTrue();
		assertThat(this.ledger.giveUp(item)).isFalse();
		assertThat(this.ledger.complete("a")).isEqualTo(WorkItem.ResultMatch.REPEATED);
		assertThat(this.ledger.outstanding()).isZero();
	}

	@Test
	void idOfAnEndedItemMayBeUsedAgain() throws InterruptedException {
		accept("a");
		WorkItem old = take();
		this.ledger.complete("a");
		accept("a");
		assertThat(this.ledger.giveUp(old)).as("giving up an earlier item with the same id").isFalse();
		this.ledger.putBack(old);
		assertThat(next(this.ledger)).isEqualTo("a");
		this.ledger.putBack(old);
		assertThat(next(this.ledger)).isNull();
		assertThat(this.ledger.complete("a")).isEqualTo(WorkItem.ResultMatch.FIRST);
	}

	@Test
	void givingUpAllItemsFailsWaitingSenders() {
		accept("a", "b", "c", "d");
		CompletableFuture<Boolean> waiting = acceptLater("e");
		assertThat(this.ledger.giveUpAll()).extracting(WorkItem::id).containsExactly("a", "b", "c", "d");
		assertThat(waiting).failsWithin(Duration.ofSeconds(30))
			.withThrowableOfType(ExecutionException.class)
			.withMessageContaining("is closed");
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> this.ledger.accept("f", WORK, NOW));
		assertThat(this.ledger.giveUpAll()).isEmpty();
	}

	@Test
	void restartedTimeoutsBeginAnew() throws InterruptedException {
		Ledger shortTimeout = new Ledger(10, 10, Duration.ofSeconds(2), Duration.ZERO, 5);
		shortTimeout.accept("a", WORK, NOW);
		long start = System.nanoTime();
		assertThat(next(shortTimeout)).isEqualTo("a");
		assertThat(shortTimeout.next(Duration.ofMillis(200))).isNull();
		long restarted = System.nanoTime();
		shortTimeout.restartTimeouts();
		assertThat(shortTimeout.next(LONG)).isNotNull();
		assertThat(Duration.ofNanos(System.nanoTime() - restarted)).isGreaterThan(Duration.ofMillis(1990));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2190));
	}

	private void accept(String... ids) {
		for (String id : ids) {
			assertThat(this.ledger.accept(id, WORK, NOW)).isTrue();
		}
	}

	private CompletableFuture<Boolean> acceptLater(String id) {
		CompletableFuture<Boolean> accepted = new CompletableFuture<>();
		Thread sender = new Thread(
				() -> accepted.completeAsync(() -> this.ledger.accept(id, WORK, LONG), Runnable::run));
		sender.start();
		await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
		return accepted;
	}

	private WorkItem take() throws InterruptedException {
		WorkItem item = this.ledger.next(NOW);
		if (item == null) {
			throw new AssertionError("The ledger has no item to return");
		}
		return item;
	}

	private static @Nullable String next(Ledger ledger) throws InterruptedException {
		WorkItem item = ledger.next(NOW);
		return (item != null) ? item.id() : null;
	}

	@Test
	void itemWhoseAttemptFailedIsSentAgainAfterTheRetryDelayAndIsDueAtOnceWithoutAnAttemptLeft()
			throws InterruptedException {
		Ledger retrying = new Ledger(10, 1, LONG, Duration.ofMillis(50), 2);
		retrying.accept("1", new ZmqMessage("a", new byte[0]), Duration.ZERO);
		retrying.accept("2", new ZmqMessage("a", new byte[0]), Duration.ZERO);
		WorkItem first = retrying.next(Duration.ZERO);
		first.attempted();
		assertThat(retrying.failed("1", ERROR)).isEqualTo(WorkItem.ResultMatch.FIRST);
		WorkItem second = retrying.next(Duration.ZERO);
		assertThat(second.id()).as("has the room of the first").isEqualTo("2");
		assertThat(retrying.next(Duration.ofMillis(100))).as("no room").isNull();
		retrying.complete("2");
		assertThat(retrying.next(LONG)).isSameAs(first);
		first.attempted();
		retrying.failed("1", ERROR);
		assertThat(retrying.next(Duration.ZERO)).isSameAs(first);
		assertThat(first.hasFailed()).isTrue();
		assertThat(retrying.giveUp(first)).isTrue();
		assertThat(retrying.failed("1", ERROR)).isEqualTo(WorkItem.ResultMatch.REPEATED);
		assertThat(retrying.failed("3", ERROR)).isEqualTo(WorkItem.ResultMatch.UNKNOWN);
	}

	@Test
	void errorOfAnEarlierAttemptDoesNotEndTheLatestOne() throws InterruptedException {
		Ledger retrying = new Ledger(10, 10, Duration.ofMillis(200), Duration.ZERO, 5);
		retrying.accept("1", new ZmqMessage("a", new byte[0]), Duration.ZERO);
		WorkItem item = retrying.next(Duration.ZERO);
		item.attempted();
		assertThat(retrying.next(LONG)).as("overdue").isSameAs(item);
		item.attempted();
		retrying.failed("1", ERROR);
		assertThat(item.hasFailed()).isFalse();
		assertThat(retrying.next(Duration.ZERO)).as("still in flight").isNull();
		retrying.failed("1", ERROR);
		assertThat(retrying.next(Duration.ZERO)).isSameAs(item);
	}

	@Test
	void resultAfterAnErrorCompletesTheItem() throws InterruptedException {
		Ledger retrying = new Ledger(10, 10, LONG, Duration.ZERO, 5);
		retrying.accept("1", new ZmqMessage("a", new byte[0]), Duration.ZERO);
		retrying.next(Duration.ZERO).attempted();
		retrying.failed("1", ERROR);
		assertThat(retrying.complete("1")).isEqualTo(WorkItem.ResultMatch.FIRST);
		assertThat(retrying.next(Duration.ZERO)).isNull();
	}

}
