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
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.zmqspring.support.PoolThreads;
import io.zmqspring.support.Threads;

/**
 * Slots with one thread each, pooled or virtual. An item has its slot, a permit of the
 * semaphore, from its start to its end.
 */
final class ThreadSlots implements WorkSlots {

	private final Semaphore free;

	private final int count;

	private final TaskExecutor executor;

	private ThreadSlots(int count, TaskExecutor executor) {
		this.count = count;
		this.free = new Semaphore(count);
		this.executor = executor;
	}

	/**
	 * Slots with virtual threads.
	 * @param name the beginning of the threads' names
	 * @param count the number of slots
	 * @return the slots
	 */
	static ThreadSlots virtual(String name, int count) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("zmq-" + name + "-");
		executor.setVirtualThreads(true);
		return new ThreadSlots(count, executor);
	}

	/**
	 * Slots with pooled threads.
	 * @param name the beginning of the threads' names
	 * @param count the number of slots
	 * @return the slots
	 */
	static ThreadSlots pooled(String name, int count) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		PoolThreads threads = new PoolThreads("zmq-" + name, true);
		executor.setThreadFactory(threads);
		executor.setCorePoolSize(count);
		executor.setAllowCoreThreadTimeOut(true);
		// A stop interrupts handlers one by one, and drops no item that has a slot
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.initialize();
		threads.serve(executor.getThreadPoolExecutor());
		return new ThreadSlots(count, executor);
	}

	@Override
	public void run(ActiveWork item, Consumer<ActiveWork> processor) throws InterruptedException {
		this.free.acquire();
		try {
			this.executor.execute(() -> processor.accept(item));
		}
		catch (RuntimeException | Error ex) {
			this.free.release();
			throw ex;
		}
	}

	@Override
	public void keepForResult() {
		// The item has had its slot since it began
	}

	@Override
	public void release(ActiveWork item) {
		this.free.release();
	}

	@Override
	public int held() {
		return this.count - this.free.availablePermits();
	}

	@Override
	public boolean awaitFree(int slots, Duration timeout) {
		return Threads.awaitFree(this.free, slots, timeout);
	}

	@Override
	public void shutdown() {
		if (this.executor instanceof ThreadPoolTaskExecutor pool) {
			pool.shutdown();
		}
	}

}
