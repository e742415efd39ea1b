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

import io.zmqspring.support.Threads;

/**
 * The only slot of a worker with {@code concurrency: 1}: the receiving thread itself
 * processes the item. Passing it to another thread would cost more than most handlers do.
 * While the thread calls a handler it cannot bring another item, so only an asynchronous
 * result needs the permit of the semaphore.
 */
final class ReceivingThreadSlot implements WorkSlots {

	private final Semaphore noResultPending = new Semaphore(1);

	@Override
	public void run(ActiveWork item, Consumer<ActiveWork> processor) throws InterruptedException {
		if (this.noResultPending.availablePermits() == 0) {
			this.noResultPending.acquire();
			this.noResultPending.release();
		}
		processor.accept(item);
	}

	@Override
	public void keepForResult() {
		// Free, because run() has waited for that and only this thread calls it
		this.noResultPending.acquireUninterruptibly();
	}

	@Override
	public void release(ActiveWork item) {
		if (item.isAsync()) {
			this.noResultPending.release();
		}
	}

	@Override
	public int held() {
		return 1 - this.noResultPending.availablePermits();
	}

	@Override
	public boolean awaitFree(int count, Duration timeout) {
		return Threads.awaitFree(this.noResultPending, count, timeout);
	}

	@Override
	public void shutdown() {
	}

}
