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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.settings.SettingText;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.Interrupts;
import io.zmqspring.support.Threads;

/**
 * The requests of a pool that wait for their result, by correlation value. Safe for any
 * thread.
 */
final class PendingRequests {

	private static final long PAUSE_MILLIS = 10;

	private final Map<String, Pending<?>> pending = new ConcurrentHashMap<>();

	private final AtomicInteger completing = new AtomicInteger();

	private final String pool;

	private final int capacity;

	private final Semaphore room;

	private final Duration timeout;

	private final ScheduledExecutorService timer;

	private final StageExecutor stages;

	private final UnaryOperator<String> outlook;

	/**
	 * Create the requests of a pool.
	 * @param pool the name of the pool
	 * @param capacity the largest number of requests
	 * @param timeout the longest wait for a result
	 * @param timer ends requests that are overdue
	 * @param stages runs the code that depends on requests
	 * @param outlook says what becomes of the work of an id whose request is overdue
	 */
	PendingRequests(String pool, int capacity, Duration timeout, ScheduledExecutorService timer, StageExecutor stages,
			UnaryOperator<String> outlook) {
		this.outlook = outlook;
		this.pool = pool;
		this.capacity = capacity;
		this.room = new Semaphore(capacity);
		this.timeout = timeout;
		this.timer = timer;
		this.stages = stages;
	}

	/**
	 * Add a request.
	 * @param id the correlation value
	 * @param decoder reads the result
	 * @param <R> the type of the result
	 * @return completes with the result
	 * @throws ZmqTimeoutException if too many requests are pending, or the code that
	 * depends on earlier ones does not return
	 * @throws ZmqException if a request of this id is pending
	 */
	<R> CompletableFuture<@Nullable R> add(String id, Function<byte[], R> decoder) {
		if (this.completing.get() > this.capacity) {
			throw new ZmqTimeoutException("More requests of pool '" + this.pool
					+ "' than its max-queue-size have ended, but the code that depends on them has not returned;"
					+ " a new one is accepted when it returns");
		}
		if (!this.room.tryAcquire()) {
			throw new ZmqTimeoutException("Pool '" + this.pool
					+ "' has as many pending requests as max-queue-size; a new one is accepted when one completes");
		}
		Pending<R> waiting = new Pending<>(id, decoder);
		if (this.pending.putIfAbsent(id, waiting) != null) {
			this.room.release();
			throw new ZmqException("A request with the id '" + id + "' is already pending");
		}
		try {
			endWhenOverdue(waiting);
		}
		catch (RuntimeException | Error ex) {
			remove(waiting);
			throw ex;
		}
		return waiting.future;
	}

	private void endWhenOverdue(Pending<?> waiting) {
		Future<?> overdue = this.timer.schedule(() -> overdue(waiting), this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		waiting.future.whenComplete((result, error) -> {
			remove(waiting);
			overdue.cancel(false);
		});
	}

	// Nobody else would ever complete the future, so this is repeated while memory is
	// full
	private void overdue(Pending<?> waiting) {
		boolean handedOver = false;
		while (!handedOver && !waiting.future.isDone()) {
			try {
				ZmqTimeoutException timeout = new ZmqTimeoutException("No result for '" + waiting.id
						+ "' arrived from pool '" + this.pool + "' within the worker-timeout of "
						+ SettingText.of(this.timeout) + this.outlook.apply(waiting.id));
				remove(waiting);
				execute(() -> waiting.future.completeExceptionally(timeout));
				handedOver = true;
			}
			catch (OutOfMemoryError ex) {
				Threads.pause(PAUSE_MILLIS);
			}
		}
	}

	// Before the future completes, because a dependent stage may make the next request
	private boolean remove(Pending<?> waiting) {
		boolean taken = this.pending.remove(waiting.id, waiting);
		if (taken) {
			this.room.release();
		}
		return taken;
	}

	/**
	 * Whether code that depends on a request is running, or about to be.
	 * @return {@code false} if all requests that ended have been dealt with
	 */
	boolean areCompleting() {
		return this.completing.get() > 0;
	}

	/**
	 * Whether a request is pending.
	 * @return {@code true} if a result handler may wait for one
	 */
	boolean arePending() {
		return !this.pending.isEmpty();
	}

	/**
	 * Take the request that waits for a result. The caller completes it.
	 * @param id the correlation value
	 * @return the request, {@code null} if none waits
	 */
	@Nullable Pending<?> take(String id) {
		Pending<?> waiting = this.pending.get(id);
		return (waiting != null && remove(waiting)) ? waiting : null;
	}

	/**
	 * Run the completion of a request that was taken, with the code that depends on it,
	 * on another thread.
	 * @param completion completes the future
	 */
	void execute(Runnable completion) {
		this.completing.getAndIncrement();
		try {
			this.stages.execute(() -> {
				try {
					completion.run();
				}
				finally {
					this.completing.getAndDecrement();
				}
			});
		}
		catch (Error ex) {
			// There is no memory for it; the request fails when it is overdue
			this.completing.getAndDecrement();
			throw ex;
		}
	}

	/**
	 * Fail the request that waits for a result.
	 * @param id the correlation value
	 * @param error the error
	 * @return whether a request waited for it
	 */
	boolean fail(String id, Throwable error) {
		Pending<?> waiting = take(id);
		if (waiting != null) {
			execute(() -> waiting.future.completeExceptionally(error));
		}
		return waiting != null;
	}

	void cancelAll() {
		for (Pending<?> waiting : List.copyOf(this.pending.values())) {
			if (remove(waiting)) {
				execute(() -> waiting.future.cancel(false));
			}
		}
	}

	/**
	 * Wait until the code that depends on ended requests has returned, unless it waits
	 * for the caller.
	 * @param deadline when to give up
	 * @return whether it has returned
	 */
	boolean awaitCompleted(Deadline deadline) {
		return Interrupts.defer(() -> {
			while (this.completing.get() > 0 && this.completing.get() > this.stages.blockedByCaller()) {
				if (deadline.hasPassed()) {
					return false;
				}
				Thread.sleep(1);
			}
			return true;
		});
	}

	/**
	 * A request without a result.
	 *
	 * @param <R> the type of the result
	 */
	static final class Pending<R> {

		private final CompletableFuture<@Nullable R> future = new CompletableFuture<>();

		private final String id;

		private final Function<byte[], R> decoder;

		Pending(String id, Function<byte[], R> decoder) {
			this.id = id;
			this.decoder = decoder;
		}

		/**
		 * Complete the request. Runs the code that depends on it.
		 * @param result the result, {@code null} for an acknowledgement without one
		 */
		void complete(byte @Nullable [] result) {
			this.future.complete((result != null) ? this.decoder.apply(result) : null);
		}

		void fail(Throwable error) {
			this.future.completeExceptionally(error);
		}

	}

}
