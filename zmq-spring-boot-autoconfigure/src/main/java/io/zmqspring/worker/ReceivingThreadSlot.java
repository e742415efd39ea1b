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

import io.zmqspring.support.Threads;

/**
 * The only slot of a worker with {@code concurrency: 1}: the receiving thread itself runs
 * the item. Passing it to another thread would cost more than most handlers do. While the
 * thread runs an item it cannot bring another one, so the slot is held only while an
 * asynchronous result is pending.
 */
final class ReceivingThreadSlot implements WorkSlots {

	private final Semaphore free = new Semaphore(1);

	@Override
	public void run(Runnable item) throws InterruptedException {
		if (this.free.availablePermits() == 0) {
			this.free.acquire();
			this.free.release();
		}
		item.run();
	}

	@Override
	public boolean holdsFromStart() {
		return false;
	}

	@Override
	public void hold() {
		this.free.acquireUninterruptibly();
	}

	@Override
	public void release() {
		this.free.release();
	}

	@Override
	public int held() {
		return 1 - this.free.availablePermits();
	}

	@Override
	public void awaitFree(int count, Duration timeout) {
		Threads.awaitFree(this.free, count, timeout);
	}

	@Override
	public void shutdown() {
	}

}
