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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads of a pool: a thread that ends by an error is replaced.
 */
class PoolThreadsTests {

	@Test
	void waitingTasksRunAlthoughTheirThreadHasEndedAndCouldNotBeReplacedAtOnce() throws InterruptedException {
		EndingThreads scheduler = new EndingThreads();
		try {
			CountDownLatch done = new CountDownLatch(1);
			scheduler.execute(() -> scheduler.schedule(done::countDown, 50, TimeUnit.MILLISECONDS));
			assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(scheduler.created).hasValueGreaterThan(4);
		}
		finally {
			scheduler.shutdownNow();
		}
	}

	/**
	 * A scheduler whose threads end after each task. Three times, they cannot be
	 * replaced.
	 */
	private static final class EndingThreads extends ScheduledThreadPoolExecutor {

		private final AtomicInteger created = new AtomicInteger();

		private final AtomicInteger failures = new AtomicInteger(3);

		EndingThreads() {
			super(1);
			Thread test = Thread.currentThread();
			PoolThreads threads = new PoolThreads("pool-threads-tests");
			threads.serve(this);
			setThreadFactory((worker) -> {
				this.created.incrementAndGet();
				// The first thread is created by the test
				if (Thread.currentThread() != test && this.failures.getAndDecrement() > 0) {
					throw new OutOfMemoryError("thrown by a test");
				}
				return threads.newThread(worker);
			});
		}

		@Override
		protected void afterExecute(Runnable task, Throwable failure) {
			throw new OutOfMemoryError("thrown by a test");
		}

	}

}
