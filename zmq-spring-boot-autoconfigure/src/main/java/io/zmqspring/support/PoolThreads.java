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

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The daemon threads of a pool. A pool replaces a thread that an exception has ended, but
 * not if the replacement cannot be created either, as happens while the heap is full. Its
 * waiting tasks would then never run. Here the ending thread repeats that until it
 * succeeds.
 */
public final class PoolThreads implements ThreadFactory {

	private static final Log logger = LogFactory.getLog(PoolThreads.class);

	private static final long PAUSE_MILLIS = 50;

	private final FailureLog failures;

	private final AtomicInteger numbers = new AtomicInteger();

	private final String name;

	private final boolean numbered;

	private volatile @Nullable ThreadPoolExecutor pool;

	/**
	 * Create the threads of a pool, which {@link #serve} sets.
	 * @param name the name of the threads
	 */
	public PoolThreads(String name) {
		this(name, false);
	}

	/**
	 * Create the threads of a pool, which {@link #serve} sets.
	 * @param name the name of the threads
	 * @param numbered whether a number follows the name
	 */
	public PoolThreads(String name, boolean numbered) {
		this.name = name;
		this.numbered = numbered;
		this.failures = FailureLog.warnings(logger,
				() -> "Thread '" + name + "' was ended by an exception and is replaced");
	}

	/**
	 * Create a scheduler with one daemon thread. Cancelled tasks leave its queue at once.
	 * @param name the name of the thread
	 * @return the scheduler
	 */
	public static ScheduledThreadPoolExecutor scheduler(String name) {
		PoolThreads threads = new PoolThreads(name);
		ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, threads);
		scheduler.setRemoveOnCancelPolicy(true);
		threads.serve(scheduler);
		return scheduler;
	}

	/**
	 * Set the pool, before its first task.
	 * @param served the pool
	 */
	public void serve(ThreadPoolExecutor served) {
		this.pool = served;
	}

	@Override
	public Thread newThread(Runnable worker) {
		return Threads.daemon(() -> run(worker),
				this.numbered ? this.name + "-" + this.numbers.incrementAndGet() : this.name);
	}

	private void run(Runnable worker) {
		try {
			worker.run();
		}
		catch (Throwable ex) {
			this.failures.add(ex);
			while (!isReplaced()) {
				Threads.pause(PAUSE_MILLIS);
			}
		}
	}

	private boolean isReplaced() {
		try {
			ThreadPoolExecutor served = this.pool;
			if (served != null) {
				served.prestartCoreThread();
			}
			return true;
		}
		catch (Throwable ex) {
			this.failures.add(ex);
			return false;
		}
	}

}
