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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for work of a few microseconds that is done for each message. It needs one
 * atomic instruction; {@link java.util.concurrent.locks.ReentrantLock} needs three, and
 * each waits until what the processor has written before is in its cache. Not reentrant
 * and not fair. A thread that waits does not sleep at once, because to wake it would take
 * longer than the work of the other thread.
 *
 * @since 0.1
 */
public final class ShortLock {

	private static final VarHandle HELD;

	static {
		try {
			HELD = MethodHandles.lookup().findVarHandle(ShortLock.class, "held", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int SPINS = 300;

	// A thread that holds the lock may have lost its processor
	private static final long PAUSE_NANOS = 50_000;

	private volatile boolean held;

	/**
	 * Take the lock. An interrupt does not end the wait.
	 */
	public void lock() {
		if (!HELD.compareAndSet(this, false, true)) {
			await();
		}
	}

	private void await() {
		int spins = 0;
		while (this.held || !HELD.compareAndSet(this, false, true)) {
			if (spins++ < SPINS) {
				Thread.onSpinWait();
			}
			else {
				LockSupport.parkNanos(this, PAUSE_NANOS);
			}
		}
	}

	/**
	 * Release the lock. Only the thread that has taken it may call this.
	 */
	public void unlock() {
		HELD.setRelease(this, false);
	}

}
