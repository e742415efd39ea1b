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

package io.zmqspring.subscriber;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.zmqspring.support.Deadline;

/**
 * Decides whether the handlers of a subscriber may be called, from its start to its stop.
 * Closed while the subscriber is paused or its sockets are replaced, and for good when it
 * has stopped. Safe for any thread.
 */
final class CallGate {

	// Not a monitor: before Java 24, a virtual thread that waits in one holds its carrier
	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	// Changed under the lock
	private volatile boolean open = true;

	private volatile boolean ended;

	private volatile boolean stopping;

	private boolean paused;

	private boolean suspended;

	boolean isOpen() {
		return this.open;
	}

	boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Whether the subscriber is being stopped. What has been received may still be
	 * handled, but no call waits for a further attempt.
	 * @return {@code true} from the beginning of the stop
	 */
	boolean isStopping() {
		return this.stopping;
	}

	void stopping() {
		this.stopping = true;
		changed();
	}

	void pause() {
		change(() -> this.paused = true);
	}

	void resume() {
		change(() -> this.paused = false);
	}

	/**
	 * The sockets are replaced: no call begins until {@link #goOn()}, whether the
	 * subscriber is paused or not.
	 */
	void suspend() {
		change(() -> this.suspended = true);
	}

	void goOn() {
		change(() -> this.suspended = false);
	}

	void end() {
		change(() -> this.ended = true);
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.open = !this.paused && !this.suspended && !this.ended;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let threads in {@link #await(BooleanSupplier)} check their condition again.
	 */
	void changed() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait for a condition, which is checked again after each change.
	 * @param condition the condition
	 * @throws InterruptedException if interrupted
	 */
	void await(BooleanSupplier condition) throws InterruptedException {
		this.lock.lock();
		try {
			while (!condition.getAsBoolean()) {
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait for a condition, which is checked again after each change.
	 * @param condition the condition
	 * @param deadline when to give up
	 * @throws InterruptedException if interrupted
	 */
	void await(BooleanSupplier condition, Deadline deadline) throws InterruptedException {
		this.lock.lock();
		try {
			while (!condition.getAsBoolean() && !deadline.hasPassed()) {
				this.changed.awaitNanos(deadline.nanosLeft());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
