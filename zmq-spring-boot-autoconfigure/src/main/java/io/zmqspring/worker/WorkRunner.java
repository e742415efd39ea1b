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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.FailureText;
import io.zmqspring.support.PoolThreads;
import io.zmqspring.support.Threads;
import io.zmqspring.support.WaitGraph;

/**
 * Runs items of work in {@link WorkSlots}, and ends those that take longer than the
 * {@code work-timeout}.
 */
final class WorkRunner {

	private static final Log logger = LogFactory.getLog(WorkRunner.class);

	private static final long POLL_MILLIS = 20;

	private final FailureLog failedOutcomes = FailureLog.errors(logger,
			() -> "The outcome of an item of work could not be processed");

	private final FailureLog failedChecks = FailureLog.errors(logger,
			() -> "The check of the work-timeout has failed and is run again");

	private final AtomicReferenceArray<@Nullable ActiveWork> active;

	private final int count;

	private final Duration timeout;

	private final WorkSlots slots;

	private final ScheduledExecutorService watch;

	// Error handlers that do not return must not delay other time-outs
	private final ThreadPoolExecutor reporting;

	private final Consumer<ActiveWork> timedOut;

	// Created once, not per item
	private final Consumer<ActiveWork> processor = this::process;

	/**
	 * Create a runner.
	 * @param name the beginning of its threads' names
	 * @param slots the slots
	 * @param count the number of slots
	 * @param timeout the longest time an item may take
	 * @param timedOut receives items that take longer; they have been interrupted
	 */
	WorkRunner(String name, WorkSlots slots, int count, Duration timeout, Consumer<ActiveWork> timedOut) {
		this.active = new AtomicReferenceArray<>(count);
		this.slots = slots;
		this.count = count;
		this.timeout = timeout;
		this.timedOut = timedOut;
		this.watch = PoolThreads.scheduler("zmq-" + name + "-timeouts");
		PoolThreads threads = new PoolThreads("zmq-" + name + "-timed-out");
		this.reporting = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
		threads.serve(this.reporting);
		this.reporting.allowCoreThreadTimeOut(true);
		long tick = Math.min(Math.max(timeout.toMillis() / 4, 5), 1000);
		this.watch.scheduleWithFixedDelay(this::abandonOverdue, tick, tick, TimeUnit.MILLISECONDS);
	}

	/**
	 * How many items are being processed.
	 * @return the number
	 */
	int activeCount() {
		return Math.max(this.slots.held(), activeItems().size());
	}

	/**
	 * Run one item, waiting for a free slot.
	 * @param work the work
	 * @param invocation calls the handler
	 * @param outcome receives the outcome
	 * @throws InterruptedException if interrupted while waiting; the item was not run
	 */
	void run(ZmqMessage work, WorkInvocation invocation, WorkOutcome outcome) throws InterruptedException {
		this.slots.run(new ActiveWork(work, invocation, outcome), this.processor);
	}

	private void process(ActiveWork item) {
		item.beginOn(Thread.currentThread());
		enter(item);
		Object result = null;
		Throwable error = null;
		try {
			result = item.callHandler();
			if (result instanceof CompletionStage<?> stage) {
				follow(item, stage);
				return;
			}
		}
		catch (Throwable ex) {
			error = ex;
		}
		boolean first = item.finish();
		clearInterrupt();
		end(item, first, result, error);
	}

	private void follow(ActiveWork item, CompletionStage<?> stage) {
		this.slots.keepForResult();
		boolean awaited = item.continueAsync(stage);
		clearInterrupt();
		if (awaited) {
			stage.whenComplete((value, failure) -> end(item, item.finish(), value,
					(failure != null) ? Threads.unwrap(failure) : null));
		}
		else {
			leave(item);
		}
	}

	// An interrupt meant for the handler must affect neither the outcome nor the next
	// item
	private static void clearInterrupt() {
		Thread.interrupted();
	}

	private void end(ActiveWork item, boolean first, @Nullable Object result, @Nullable Throwable error) {
		try {
			if (first) {
				item.outcome().ended(result, error);
			}
		}
		catch (Throwable ex) {
			this.failedOutcomes.add(ex);
		}
		finally {
			leave(item);
		}
	}

	// There are as many places as slots, so a free one is found
	private void enter(ActiveWork item) {
		int place = (this.count > 1) ? ThreadLocalRandom.current().nextInt(this.count) : 0;
		item.place(place);
		while (!this.active.compareAndSet(place, null, item)) {
			place = (place + 1) % this.count;
			item.place(place);
		}
	}

	private void leave(ActiveWork item) {
		if (this.active.compareAndSet(item.place(), item, null)) {
			this.slots.release(item);
		}
	}

	private void abandonOverdue() {
		try {
			abandonItemsOverdueAt(System.nanoTime());
		}
		catch (Throwable ex) {
			// An exception would end these checks permanently
			this.failedChecks.add(ex);
		}
	}

	private void abandonItemsOverdueAt(long now) {
		for (ActiveWork item : activeItems()) {
			if (item.isSeenSince(now, this.timeout.toNanos()) && item.abandon()) {
				// A handler keeps its slot until it returns; an asynchronous result may
				// never complete
				if (item.isAsync()) {
					leave(item);
				}
				this.reporting.execute(() -> report(item));
			}
		}
	}

	private void report(ActiveWork item) {
		try {
			item.cancelResult();
			this.timedOut.accept(item);
		}
		catch (RuntimeException | Error ex) {
			logger.error("The time-out of an item of work could not be reported", FailureText.forLog(ex, logger));
		}
	}

	/**
	 * The item whose handler runs on a thread.
	 * @param thread the thread
	 * @return the item, {@code null} if the thread runs no handler of this worker
	 */
	@Nullable ActiveWork handledBy(Thread thread) {
		for (ActiveWork item : activeItems()) {
			if (item.isHandledBy(thread)) {
				return item;
			}
		}
		return null;
	}

	private List<ActiveWork> activeItems() {
		List<ActiveWork> items = new ArrayList<>();
		for (int i = 0; i < this.count; i++) {
			ActiveWork item = this.active.get(i);
			if (item != null) {
				items.add(item);
			}
		}
		return items;
	}

	/**
	 * Wait for the items being processed, except those whose handlers wait for the
	 * caller. If the receiving thread runs the items, the caller has waited for that
	 * thread before.
	 * @param deadline when to give up
	 * @return the items that have not ended
	 */
	List<ActiveWork> finish(Deadline deadline) {
		while (!awaitFree(deadline) && !deadline.hasPassed()) {
			// Whether a handler waits for the caller is checked again
		}
		this.watch.shutdownNow();
		this.reporting.shutdown();
		this.slots.shutdown();
		return activeItems().stream().filter((item) -> !item.isBlockedBy(Thread.currentThread())).toList();
	}

	private boolean awaitFree(Deadline deadline) {
		Thread caller = Thread.currentThread();
		List<ActiveWork> items = activeItems();
		List<WaitGraph.Edge> edges = items.stream().flatMap((item) -> item.awaitedBy(caller)).toList();
		try {
			int blocked = (int) items.stream().filter((item) -> item.isBlockedBy(caller)).count();
			Duration slice = Duration.ofMillis(Math.min(POLL_MILLIS, deadline.millisLeft()));
			return this.slots.awaitFree(this.count - blocked, slice);
		}
		finally {
			edges.forEach(WaitGraph.Edge::remove);
		}
	}

}
