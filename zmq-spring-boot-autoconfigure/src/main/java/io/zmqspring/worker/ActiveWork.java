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

import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.Threads;
import io.zmqspring.support.WaitGraph;

/**
 * An item of work that is being processed. Ends once: by its result, by its time-out, or
 * because shutdown times out.
 */
final class ActiveWork {

	private final ZmqMessage work;

	private final WorkInvocation invocation;

	private final WorkOutcome outcome;

	private long firstSeen;

	private int place;

	private @Nullable Thread thread;

	private volatile @Nullable CompletionStage<?> stage;

	private boolean ended;

	/**
	 * Create an item.
	 * @param work the work
	 * @param invocation calls the handler
	 * @param outcome receives the outcome
	 */
	ActiveWork(ZmqMessage work, WorkInvocation invocation, WorkOutcome outcome) {
		this.work = work;
		this.invocation = invocation;
		this.outcome = outcome;
	}

	ZmqMessage work() {
		return this.work;
	}

	WorkOutcome outcome() {
		return this.outcome;
	}

	void place(int newPlace) {
		this.place = newPlace;
	}

	int place() {
		return this.place;
	}

	/**
	 * Begin to process the item. Called before other threads can see it.
	 * @param handling the thread that calls the handler
	 */
	void beginOn(Thread handling) {
		this.thread = handling;
	}

	/**
	 * Call the handler on the current thread.
	 * @return what the handler returns
	 * @throws Throwable whatever the handler throws
	 */
	@Nullable Object callHandler() throws Throwable {
		return this.invocation.invoke(this.work.payload(), this.work.headers());
	}

	/**
	 * Whether the item has been processed for some time. The clock is not read for every
	 * item: its time begins with the first call. Only one thread may call this.
	 * @param now the time by {@link System#nanoTime()}
	 * @param nanos the time in nanoseconds
	 * @return {@code true} if the first call was that long ago
	 */
	boolean isSeenSince(long now, long nanos) {
		if (this.firstSeen == 0) {
			this.firstSeen = now;
		}
		return now - this.firstSeen > nanos;
	}

	/**
	 * Whether the handler can go on only after a thread has.
	 * @param other the thread
	 * @return {@code true} if the handler waits for it, or is called by it
	 */
	boolean isBlockedBy(Thread other) {
		Thread handling = handling();
		return handling != null && WaitGraph.isBlockedBy(handling, other);
	}

	/**
	 * Add that a thread waits for the handler.
	 * @param waiting the thread
	 * @return the edge, none if no thread runs the handler
	 */
	Stream<WaitGraph.Edge> awaitedBy(Thread waiting) {
		return Stream.ofNullable(handling()).map((handling) -> WaitGraph.add(waiting, handling));
	}

	/**
	 * Whether a thread runs the handler.
	 * @param thread the thread
	 * @return {@code true} if it does, also if the item was abandoned meanwhile
	 */
	boolean isHandledBy(Thread thread) {
		return handling() == thread;
	}

	synchronized boolean hasEnded() {
		return this.ended;
	}

	private synchronized @Nullable Thread handling() {
		return this.thread;
	}

	/**
	 * Whether only an asynchronous result is pending, and no thread runs the handler.
	 * @return {@code true} if the handler has returned a {@code CompletionStage}
	 */
	boolean isAsync() {
		return this.stage != null;
	}

	/**
	 * Wait for an asynchronous result. If the item was abandoned meanwhile, the result is
	 * cancelled.
	 * @param pending the asynchronous result
	 * @return {@code false} if the item was abandoned before
	 */
	boolean continueAsync(CompletionStage<?> pending) {
		boolean awaited;
		synchronized (this) {
			this.thread = null;
			this.stage = pending;
			awaited = !this.ended;
		}
		if (!awaited) {
			cancel(pending);
		}
		return awaited;
	}

	/**
	 * End by a result or an error.
	 * @return {@code false} if the item was abandoned before
	 */
	synchronized boolean finish() {
		boolean first = !this.ended;
		this.ended = true;
		this.thread = null;
		return first;
	}

	/**
	 * End without a result, and interrupt the handler.
	 * @return {@code false} if the item has ended before
	 */
	synchronized boolean abandon() {
		if (this.ended) {
			return false;
		}
		this.ended = true;
		// Under the lock, because afterwards the thread may run another item
		if (this.thread != null) {
			this.thread.interrupt();
		}
		return true;
	}

	/**
	 * Cancel the asynchronous result of an item that was abandoned. Calls code of the
	 * application.
	 */
	void cancelResult() {
		CompletionStage<?> pending = this.stage;
		if (pending != null) {
			cancel(pending);
		}
	}

	private static void cancel(CompletionStage<?> pending) {
		try {
			pending.toCompletableFuture().cancel(true);
		}
		catch (RuntimeException ex) {
			// The stage cannot be cancelled; its result is ignored
		}
	}

	/**
	 * Where the item is, for log messages.
	 * @return the thread and position of the handler, or what is pending
	 */
	synchronized String where() {
		if (this.thread != null) {
			return this.thread.getName() + " at " + Threads.top(this.thread.getStackTrace());
		}
		return this.ended ? "a result that no controller accepts" : "an asynchronous result that is not complete";
	}

}
