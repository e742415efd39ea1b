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

package io.zmqspring.role.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.settings.SettingText;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.Interrupts;
import io.zmqspring.support.PoolThreads;
import io.zmqspring.support.PrintableText;
import io.zmqspring.support.Threads;

/**
 * The asynchronous results of one handler that are not complete. A thread that adds one
 * more than allowed waits, so that back-pressure reaches the sender. If it waits long
 * without any result completing, that is a fault. Safe for any thread.
 *
 * @since 0.1
 */
public final class PendingResults {

	private static final Log logger = LogFactory.getLog(PendingResults.class);

	private static final Duration STALL = Duration.ofSeconds(3);

	private static final long POLL_MILLIS = 100;

	private final Set<PendingResult> pending = ConcurrentHashMap.newKeySet();

	private final AtomicInteger count = new AtomicInteger();

	private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean stalled = new AtomicBoolean();

	private final String id;

	private final String role;

	private final ResultLimits limits;

	private final BiConsumer<PendingResult, @Nullable Throwable> report;

	private volatile long lastEnd = System.nanoTime();

	private @Nullable ScheduledThreadPoolExecutor timer;

	/**
	 * Create the results of a handler.
	 * @param id the id of the handler
	 * @param role the kind and name of its role, for messages
	 * @param limits the limits
	 * @param report receives each result when it completes, with its exception, if any; a
	 * result that takes longer than the time-out on a thread of this handler
	 */
	PendingResults(String id, String role, ResultLimits limits, BiConsumer<PendingResult, @Nullable Throwable> report) {
		this.id = id;
		this.role = role;
		this.limits = limits;
		this.report = report;
	}

	/**
	 * Report a result when it completes. Waits for room.
	 * @param added the result
	 */
	void follow(PendingResult added) {
		add(added);
		try {
			added.whenComplete((error) -> ended(added, error));
			awaitRoom();
		}
		catch (Throwable ex) {
			end(added);
			throw ex;
		}
	}

	private void ended(PendingResult result, @Nullable Throwable error) {
		if (end(result)) {
			this.report.accept(result, (error != null) ? Threads.unwrap(error) : null);
		}
	}

	private void add(PendingResult added) {
		this.pending.add(added);
		Duration timeout = this.limits.timeout();
		if (timeout != null) {
			added.timeoutIs(timer().schedule(() -> expire(added), timeout.toNanos(), TimeUnit.NANOSECONDS));
		}
		this.count.incrementAndGet();
	}

	private synchronized ScheduledThreadPoolExecutor timer() {
		ScheduledThreadPoolExecutor current = this.timer;
		if (current == null) {
			current = PoolThreads.scheduler("zmq-listener-" + this.id + "-timeouts");
			current.setKeepAliveTime(1, TimeUnit.SECONDS);
			current.allowCoreThreadTimeOut(true);
			this.timer = current;
		}
		return current;
	}

	private void expire(PendingResult result) {
		if (end(result)) {
			result.cancel();
			this.report.accept(result, new ZmqTimeoutException("The asynchronous result of listener '" + this.id
					+ "' was not complete within the result-timeout of " + SettingText.of(this.limits.timeout())));
		}
	}

	private boolean end(PendingResult result) {
		if (!result.end()) {
			return false;
		}
		this.pending.remove(result);
		this.lastEnd = System.nanoTime();
		this.count.decrementAndGet();
		if (!this.waiting.isEmpty()) {
			synchronized (this) {
				notifyAll();
			}
		}
		return true;
	}

	// The result added last counts, and makes room when it completes
	private void awaitRoom() {
		if (this.count.get() <= this.limits.maxPending()) {
			return;
		}
		Thread caller = Thread.currentThread();
		this.waiting.add(caller);
		try {
			awaitAtMost(this.limits.maxPending());
		}
		catch (InterruptedException ex) {
			// Shutdown has timed out; the result is still awaited
			caller.interrupt();
		}
		finally {
			this.waiting.remove(caller);
			this.stalled.set(false);
		}
	}

	private synchronized void awaitAtMost(int most) throws InterruptedException {
		long begin = System.nanoTime();
		while (this.count.get() > most) {
			wait(POLL_MILLIS);
			long idleSince = (this.lastEnd - begin > 0) ? this.lastEnd : begin;
			if (System.nanoTime() - idleSince < STALL.toNanos()) {
				this.stalled.set(false);
			}
			else if (this.stalled.compareAndSet(false, true)) {
				logger.warn("L" + String.valueOf(fault()).substring(1)
						+ ". Complete the results, or set result-timeout to give up on them");
			}
		}
	}

	/**
	 * Whether a thread waits because too many results are pending.
	 * @param thread the thread
	 * @return {@code true} if it cannot call the handler until a result completes
	 */
	public boolean isAwaitedBy(Thread thread) {
		return this.waiting.contains(thread);
	}

	/**
	 * The problem of the results.
	 * @return a sentence without a full stop, {@code null} if there is none
	 */
	public @Nullable String fault() {
		long now = System.nanoTime();
		PendingResult oldest = this.stalled.get()
				? this.pending.stream().max(Comparator.comparingLong((result) -> now - result.since())).orElse(null)
				: null;
		if (oldest == null) {
			return null;
		}
		return "listener '" + this.id + "' of " + this.role + " waits because " + this.limits.maxPending()
				+ " asynchronous results are pending (max-pending) and none completes; the oldest one, for a message of topic '"
				+ PrintableText.of(oldest.messages().get(0).topic()) + "', has been pending for "
				+ (now - oldest.since()) / 1_000_000_000 + " s";
	}

	/**
	 * Whether all results are complete.
	 * @return {@code true} if none is pending
	 */
	public boolean areComplete() {
		return this.count.get() == 0;
	}

	/**
	 * Wait until all results are complete, and give up on those that are not by then.
	 * @param deadline when to give up
	 * @param calls receives the calls that cancel them and tell the error handler
	 * @param reports counts their messages
	 * @return the number of results that were not complete
	 */
	int finish(Deadline deadline, Consumer<Runnable> calls, FailureReports reports) {
		awaitAll(deadline);
		List<PendingResult> left = new ArrayList<>(this.pending);
		left.removeIf((result) -> !end(result));
		if (!left.isEmpty()) {
			List<ZmqMessage> messages = left.stream().flatMap((result) -> result.messages().stream()).toList();
			calls.accept(() -> left.forEach(PendingResult::giveUp));
			calls.accept(reports.dropped(messages, new ZmqException(reports.status()
					+ " was stopped before the listener '" + this.id + "' had completed its asynchronous result")));
		}
		return left.size();
	}

	private void awaitAll(Deadline deadline) {
		Thread caller = Thread.currentThread();
		this.waiting.add(caller);
		try {
			Interrupts.defer(() -> awaitNone(deadline));
		}
		finally {
			this.waiting.remove(caller);
		}
	}

	private synchronized boolean awaitNone(Deadline deadline) throws InterruptedException {
		while (this.count.get() > 0 && !deadline.hasPassed()) {
			wait(Math.max(1, Math.min(POLL_MILLIS, deadline.millisLeft())));
		}
		return this.count.get() == 0;
	}

}
