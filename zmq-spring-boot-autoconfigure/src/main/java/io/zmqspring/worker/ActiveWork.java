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

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.Threads;

/**
 * An item of work in hand. Ends once: by its result, by its time-out or by a stop that
 * has lost its patience.
 */
final class ActiveWork {

	private final ZmqMessage work;

	private final WorkSlots.Outcome outcome;

	private long firstSeen;

	private int place;

	private @Nullable Thread thread;

	private @Nullable CompletionStage<?> stage;

	private boolean ended;

	ActiveWork(ZmqMessage work, WorkSlots.Outcome outcome, Thread thread) {
		this.work = work;
		this.outcome = outcome;
		this.thread = thread;
	}

	ZmqMessage work() {
		return this.work;
	}

	WorkSlots.Outcome outcome() {
		return this.outcome;
	}

	void takes(int taken) {
		this.place = taken;
	}

	int place() {
		return this.place;
	}

	/**
	 * Whether the item has been in hand for some time. The clock is not read for every
	 * item, so its time begins with the first call, which only one thread may make.
	 * @param now by {@link System#nanoTime()}
	 * @param nanos how long
	 * @return {@code true} if the first call was that long ago
	 */
	boolean isSeenSince(long now, long nanos) {
		if (this.firstSeen == 0) {
			this.firstSeen = now;
		}
		return now - this.firstSeen > nanos;
	}

	synchronized boolean isHandledBy(Thread candidate) {
		return this.thread == candidate;
	}

	/**
	 * Whether only a promise is waited for. Then no thread is in the handler any more.
	 * @return {@code true} for a handler that has returned a promise
	 */
	synchronized boolean isAsync() {
		return this.stage != null;
	}

	/**
	 * The handler has returned a promise instead of a result. If the item was abandoned
	 * meanwhile, the promise is cancelled.
	 * @param promised the promise
	 * @return {@code false} if the item was abandoned before
	 */
	boolean continueAsync(CompletionStage<?> promised) {
		boolean wanted;
		synchronized (this) {
			this.thread = null;
			this.stage = promised;
			wanted = !this.ended;
		}
		if (!wanted) {
			cancel(promised);
		}
		return wanted;
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
	 * End without a result: interrupt the handler, or cancel its promise.
	 * @return {@code false} if the item has ended before
	 */
	boolean abandon() {
		CompletionStage<?> promised;
		synchronized (this) {
			if (this.ended) {
				return false;
			}
			this.ended = true;
			// Under the lock, because a moment later the thread may have another item
			if (this.thread != null) {
				this.thread.interrupt();
			}
			promised = this.stage;
		}
		if (promised != null) {
			cancel(promised);
		}
		return true;
	}

	private static void cancel(CompletionStage<?> promised) {
		try {
			promised.toCompletableFuture().cancel(true);
		}
		catch (RuntimeException ex) {
			// a stage that cannot be cancelled; nobody waits for it any more
		}
	}

	/**
	 * Where the item is, to name it to the user.
	 * @return the handler's thread and position, or what is waited for
	 */
	synchronized String where() {
		if (this.thread != null) {
			return this.thread.getName() + " at " + Threads.top(this.thread.getStackTrace());
		}
		return this.ended ? "a result that no controller takes" : "an asynchronous result that has not come";
	}

}
