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

package io.zmqspring.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The housekeeping thread of a context. It runs what must happen outside the engine's
 * threads: single jobs such as passing on a socket event, and periodic tasks. Starts its
 * thread when created. Thread-safe.
 *
 * @since 0.1
 */
public final class Housekeeping {

	private static final Log logger = LogFactory.getLog(Housekeeping.class);

	private static final Duration TICK = Duration.ofMillis(100);

	private final BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();

	private static final long PAUSE_MILLIS = 10;

	private final FailureLog failedTasks = FailureLog.warnings(logger,
			() -> "A periodic task of the ZeroMQ context has failed and is run again");

	private final FailureLog failedJobs = FailureLog.warnings(logger,
			() -> "A job of the ZeroMQ context has failed; housekeeping continues");

	private final Consumer<Throwable> onFailure;

	private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

	private long nextTick = System.nanoTime();

	private volatile boolean running = true;

	/**
	 * Create and start the thread.
	 */
	public Housekeeping() {
		this((failure) -> {
		});
	}

	/**
	 * Create and start the thread.
	 * @param onFailure receives what a job or a task has thrown, after it was logged
	 */
	public Housekeeping(Consumer<Throwable> onFailure) {
		this.onFailure = onFailure;
		Threads.daemon(this::run, "zmq-housekeeping").start();
	}

	/**
	 * Run a job once, after those submitted before.
	 * @param job the job; must be quick and must not wait
	 */
	public void submit(Runnable job) {
		this.jobs.add(job);
	}

	/**
	 * Run a task every 100 ms.
	 * @param task the task; must be quick and must not wait
	 */
	public void addTask(Runnable task) {
		this.tasks.add(task);
	}

	/**
	 * Stop running a task. A run that has begun ends in the background.
	 * @param task the same object
	 */
	public void removeTask(Runnable task) {
		this.tasks.remove(task);
	}

	/**
	 * End the thread. Jobs that wait are not run any more.
	 */
	public void close() {
		this.running = false;
		submit(() -> {
		});
	}

	private void runTask(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			this.failedTasks.add(ex);
			this.onFailure.accept(ex);
		}
	}

	// Nothing may end this loop except close(), also while the heap is full
	private void run() {
		while (this.running) {
			try {
				runJobsAndTasks();
			}
			catch (InterruptedException ex) {
				// Only close() ends this thread
			}
			catch (Throwable ex) {
				this.failedJobs.add(ex);
				this.onFailure.accept(ex);
				Threads.pause(PAUSE_MILLIS);
			}
		}
	}

	private void runJobsAndTasks() throws InterruptedException {
		Runnable job = this.jobs.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
		if (job != null) {
			job.run();
		}
		long now = System.nanoTime();
		if (now - this.nextTick >= 0) {
			this.nextTick = now + TICK.toNanos();
			for (Runnable task : this.tasks) {
				runTask(task);
			}
		}
	}

}
