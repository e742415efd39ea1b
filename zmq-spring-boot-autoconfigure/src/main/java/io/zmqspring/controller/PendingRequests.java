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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.settings.SettingText;
import io.zmqspring.support.Threads;

/**
 * The requests of a pool that wait for their result, by correlation value. Safe for any
 * thread.
 */
final class PendingRequests {

	private static final long PAUSE_MILLIS = 10;

	private final Map<String, Pending<?>> pending = new ConcurrentHashMap<>();

	private final String pool;

	private final Semaphore room;

	private final Duration timeout;

	private final ScheduledExecutorService timer;

	PendingRequests(String pool, int capacity, Duration timeout, ScheduledExecutorService timer) {
		this.pool = pool;
		this.room = new Semaphore(capacity);
		this.timeout = timeout;
		this.timer = timer;
	}

	/**
	 * Add a request.
	 * @param id the correlation value
	 * @param decoder reads the result
	 * @param <R> the type of the result
	 * @return completes with the result
	 * @throws ZmqTimeoutException if too many requests are pending
	 * @throws ZmqException if a request of this id is pending
	 */
	<R> CompletableFuture<@Nullable R> add(String id, Function<byte[], R> decoder) {
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
		while (!waiting.future.isDone()) {
			try {
				ZmqTimeoutException timeout = new ZmqTimeoutException(
						"No result for '" + waiting.id + "' arrived from pool '" + this.pool
								+ "' within the worker-timeout of " + SettingText.of(this.timeout));
				remove(waiting);
				waiting.future.completeExceptionally(timeout);
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

	private void fail(Pending<?> waiting, Throwable error) {
		if (remove(waiting)) {
			waiting.future.completeExceptionally(error);
		}
	}

	/**
	 * Complete the request that waits for a result.
	 * @param id the correlation value
	 * @param result the result, {@code null} for an acknowledgement without one
	 * @return whether a request waited for it
	 * @throws RuntimeException if the result cannot be read; the request has failed with
	 * the same exception
	 * @throws Error likewise, such as a {@link StackOverflowError}
	 */
	boolean complete(String id, byte @Nullable [] result) {
		Pending<?> waiting = this.pending.get(id);
		if (waiting == null || !remove(waiting)) {
			return false;
		}
		try {
			waiting.complete(result);
		}
		catch (RuntimeException | Error ex) {
			// StackOverflowError: a converter recurses as deeply as the payload is nested
			waiting.future.completeExceptionally(ex);
			throw ex;
		}
		return true;
	}

	boolean isPending(String id) {
		return this.pending.containsKey(id);
	}

	void fail(String id, Throwable error) {
		Pending<?> waiting = this.pending.get(id);
		if (waiting != null) {
			fail(waiting, error);
		}
	}

	void cancelAll() {
		List.copyOf(this.pending.values()).forEach((waiting) -> waiting.future.cancel(false));
	}

	/**
	 * A request without a result.
	 *
	 * @param <R> the type of the result
	 */
	private static final class Pending<R> {

		private final CompletableFuture<@Nullable R> future = new CompletableFuture<>();

		private final String id;

		private final Function<byte[], R> decoder;

		Pending(String id, Function<byte[], R> decoder) {
			this.id = id;
			this.decoder = decoder;
		}

		void complete(byte @Nullable [] result) {
			this.future.complete((result != null) ? this.decoder.apply(result) : null);
		}

	}

}
