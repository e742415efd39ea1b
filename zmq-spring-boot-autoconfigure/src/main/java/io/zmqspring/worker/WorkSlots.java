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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.Threads;

/**
 * Runs as many items of work at once as allowed. Whoever brings one more waits, which is
 * how back-pressure reaches the sender. Where only one is allowed, whoever brings it runs
 * it: handing it over to a thread costs more than most of what can be done in between.
 * Nothing is ever dropped here.
 */
final class WorkSlots {

	private static final Log logger = LogFactory.getLog(WorkSlots.class);

	private final Semaphore free;

	private final AtomicReferenceArray<@Nullable ActiveWork> active;

	private final int count;

	private final Duration timeout;

	private final @Nullable TaskExecutor executor;

	private final ScheduledExecutorService watch;

	private final Consumer<ActiveWork> timedOut;

	WorkSlots(String name, int count, Duration timeout, boolean virtualThreads, Consumer<ActiveWork> timedOut) {
		this.free = new Semaphore(count);
		this.active = new AtomicReferenceArray<>(count);
		this.count = count;
		this.timeout = timeout;
		this.timedOut = timedOut;
		this.executor = executor(name, count, virtualThreads);
		this.watch = Executors.newSingleThreadScheduledExecutor(daemons("zmq-" + name + "-timeouts-"));
		long tick = Math.min(Math.max(timeout.toMillis() / 4, 5), 1000);
		this.watch.scheduleWithFixedDelay(this::abandonOverdue, tick, tick, TimeUnit.MILLISECONDS);
	}

	private static @Nullable TaskExecutor executor(String name, int count, boolean virtualThreads) {
		if (virtualThreads) {
			return virtual(name);
		}
		return (count > 1) ? pool(name, count) : null;
	}

	private static TaskExecutor virtual(String name) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("zmq-" + name + "-");
		executor.setVirtualThreads(true);
		return executor;
	}

	private static TaskExecutor pool(String name, int count) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("zmq-" + name + "-");
		executor.setCorePoolSize(count);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		// Stopping interrupts handlers one by one, and drops nothing that was handed over
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.initialize();
		return executor;
	}

	private static CustomizableThreadFactory daemons(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	/**
	 * How many items are in hand.
	 * @return the number
	 */
	int inHand() {
		return (this.executor != null) ? this.count - this.free.availablePermits() : inPlace().size();
	}

	/**
	 * Run one item, waiting for a free slot.
	 * @param work the work
	 * @param invocation calls the handler
	 * @param outcome told how it ended
	 * @throws InterruptedException if interrupted while waiting; the item was not run
	 */
	void run(ZmqMessage work, WorkInvocation invocation, Outcome outcome) throws InterruptedException {
		if (this.executor == null) {
			awaitPromise();
			handle(work, invocation, outcome);
			return;
		}
		this.free.acquire();
		try {
			this.executor.execute(() -> handle(work, invocation, outcome));
		}
		catch (RuntimeException | Error ex) {
			this.free.release();
			throw ex;
		}
	}

	// Without an executor only a promise takes the slot: until it is kept nobody comes
	private void awaitPromise() throws InterruptedException {
		if (this.free.availablePermits() == 0) {
			this.free.acquire();
			this.free.release();
		}
	}

	private void handle(ZmqMessage work, WorkInvocation invocation, Outcome outcome) {
		ActiveWork item = new ActiveWork(work, outcome, Thread.currentThread());
		enter(item);
		Object result = null;
		Throwable error = null;
		try {
			result = invocation.invoke(work.payload(), work.headers());
			if (result instanceof CompletionStage<?> stage) {
				follow(item, stage, outcome);
				return;
			}
		}
		catch (Throwable ex) {
			error = ex;
		}
		end(item, result, error, outcome);
	}

	private void follow(ActiveWork item, CompletionStage<?> stage, Outcome outcome) {
		if (this.executor == null) {
			this.free.acquireUninterruptibly();
		}
		boolean wanted = item.continueAsync(stage);
		clearInterrupt();
		if (wanted) {
			stage.whenComplete((value, failure) -> tell(item, item.finish(), value,
					(failure != null) ? Threads.unwrap(failure) : null, outcome, true));
		}
		else {
			leave(item, true);
		}
	}

	private void end(ActiveWork item, @Nullable Object result, @Nullable Throwable error, Outcome outcome) {
		boolean first = item.finish();
		clearInterrupt();
		tell(item, first, result, error, outcome, this.executor != null || (error != null && item.isAsync()));
	}

	// What was meant for the handler must hit neither the outcome nor the next item
	private static void clearInterrupt() {
		Thread.interrupted();
	}

	private void tell(ActiveWork item, boolean first, @Nullable Object result, @Nullable Throwable error,
			Outcome outcome, boolean hasSlot) {
		try {
			if (first) {
				outcome.ended(result, error);
			}
		}
		catch (RuntimeException | Error ex) {
			logger.error("What follows an item of work has failed", ex);
		}
		finally {
			leave(item, hasSlot);
		}
	}

	// There is a place for whoever has a permit
	private void enter(ActiveWork item) {
		int place = (this.count > 1) ? ThreadLocalRandom.current().nextInt(this.count) : 0;
		item.takes(place);
		while (!this.active.compareAndSet(place, null, item)) {
			place = (place + 1) % this.count;
			item.takes(place);
		}
	}

	private void leave(ActiveWork item, boolean hasSlot) {
		if (this.active.compareAndSet(item.place(), item, null) && hasSlot) {
			this.free.release();
		}
	}

	private void abandonOverdue() {
		long now = System.nanoTime();
		for (ActiveWork item : inPlace()) {
			if (item.isSeenSince(now, this.timeout.toNanos()) && item.abandon()) {
				this.timedOut.accept(item);
				// A handler keeps its slot until it returns; a promise may never be kept
				if (item.isAsync()) {
					leave(item, true);
				}
			}
		}
	}

	private List<ActiveWork> inPlace() {
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
	 * Wait for the items in hand, except the one whose handler is the caller and one that
	 * the receiving thread itself handles, for which that thread has been waited for.
	 * @param deadline when to give up, by {@link System#nanoTime()}
	 * @return those that are still there
	 */
	List<ActiveWork> finish(long deadline) {
		Thread caller = Thread.currentThread();
		int others = this.count - (inPlace().stream().anyMatch((item) -> item.isHandledBy(caller)) ? 1 : 0);
		Threads.awaitFree(this.free, others, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
		this.watch.shutdownNow();
		if (this.executor instanceof ThreadPoolTaskExecutor pool) {
			pool.shutdown();
		}
		return inPlace().stream().filter((item) -> !item.isHandledBy(caller)).toList();
	}

	/**
	 * Told how an item ended.
	 */
	@FunctionalInterface
	interface Outcome {

		/**
		 * The item has ended, and was not abandoned first.
		 * @param result what the handler returned
		 * @param error what it threw instead
		 */
		void ended(@Nullable Object result, @Nullable Throwable error);

		/**
		 * The item was abandoned before it ended.
		 * @param why the reason
		 */
		default void abandoned(Throwable why) {
		}

	}

}
