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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.support.FailureLog;
import io.zmqspring.support.Threads;
import io.zmqspring.support.WaitGraph;

/**
 * Completes the futures of requests, and so runs the code that depends on them, never on
 * a thread that receives results or watches time-outs. One thread runs it. If a task
 * blocks that thread while others wait, for example because it waits for another request,
 * further threads are added until the tasks go on. The number of tasks is limited by
 * {@link PendingRequests}, which accepts no request while too many are being completed.
 */
final class StageExecutor {

	private static final Log logger = LogFactory.getLog(StageExecutor.class);

	private static final long CHECK_MILLIS = 5;

	private static final long IDLE_SECONDS = 1;

	private final FailureLog failures = FailureLog.errors(logger,
			() -> "Code that depends on a request could not be run");

	private final Set<Thread> running = ConcurrentHashMap.newKeySet();

	private final AtomicInteger tasks = new AtomicInteger();

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicBoolean watched = new AtomicBoolean();

	private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

	private final ThreadPoolExecutor threads;

	private final ScheduledExecutorService timer;

	private int begunBefore;

	/**
	 * Create an executor. It has no thread while there are no tasks.
	 * @param name the name of the controller
	 * @param timer watches for tasks that block
	 */
	StageExecutor(String name, ScheduledExecutorService timer) {
		AtomicInteger number = new AtomicInteger();
		this.threads = new ThreadPoolExecutor(1, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, this.waiting,
				(worker) -> Threads.daemon(() -> runWorker(worker),
						"zmq-controller-" + name + "-requests-" + number.incrementAndGet()),
				(task, stopped) -> task.run());
		this.threads.allowCoreThreadTimeOut(true);
		this.timer = timer;
	}

	/**
	 * Run a task on another thread. Does not wait.
	 * @param task the task; it handles its exceptions
	 */
	void execute(Runnable task) {
		boolean others = this.tasks.getAndIncrement() > 0;
		try {
			this.threads.execute(() -> run(task));
		}
		catch (Error ex) {
			this.tasks.getAndDecrement();
			throw ex;
		}
		if (others) {
			watch();
		}
	}

	private void runWorker(Runnable worker) {
		this.running.add(Thread.currentThread());
		try {
			worker.run();
		}
		finally {
			this.running.remove(Thread.currentThread());
		}
	}

	private void run(Runnable task) {
		this.begun.getAndIncrement();
		try {
			task.run();
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
		finally {
			this.tasks.getAndDecrement();
		}
	}

	private void watch() {
		if (!this.watched.compareAndSet(false, true)) {
			return;
		}
		try {
			this.begunBefore = this.begun.get();
			this.timer.schedule(this::addThreadsIfBlocked, CHECK_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (RuntimeException | Error ex) {
			// The controller is closed, or there is no memory: the next task tries again
			this.watched.set(false);
			this.failures.add(ex);
		}
	}

	private void addThreadsIfBlocked() {
		try {
			boolean blocked = this.begun.get() == this.begunBefore;
			if (this.waiting.isEmpty()) {
				this.threads.setCorePoolSize(1);
			}
			else if (blocked) {
				// Setting the size starts further threads
				this.threads.setCorePoolSize(2 * Math.max(1, this.threads.getPoolSize()));
			}
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
		this.watched.set(false);
		if (!this.waiting.isEmpty()) {
			watch();
		}
	}

	/**
	 * How many tasks wait for the caller, or are the caller.
	 * @return the number of threads of this executor that cannot go on before the caller
	 */
	long blockedByCaller() {
		Thread caller = Thread.currentThread();
		return this.running.stream().filter((thread) -> WaitGraph.isBlockedBy(thread, caller)).count();
	}

	/**
	 * Accept no more tasks. Those that are left are completed.
	 */
	void shutdown() {
		this.threads.shutdown();
	}

}
