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

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.zmqspring.support.Deadline;
import io.zmqspring.support.WaitGraph;

/**
 * The begins and ends of the calls that one thread makes, so that another thread can wait
 * for the end of the current call. A begin costs the calling thread one plain store: it
 * must check afterwards whether it may call.
 */
final class CallSequence {

	// Odd during a call; written by the calling thread only
	private final AtomicLong steps = new AtomicLong();

	private volatile boolean closed;

	void begin() {
		this.steps.setOpaque(this.steps.getPlain() + 1);
	}

	void end() {
		this.steps.setOpaque(this.steps.getPlain() + 1);
	}

	/**
	 * End the call if an exception has prevented that.
	 */
	void ended() {
		if (isOdd(this.steps.getPlain())) {
			end();
		}
	}

	/**
	 * The thread makes no further calls: it has ended, or is left behind in a call.
	 */
	void close() {
		this.closed = true;
	}

	/**
	 * Whether the thread must not call any more. To be asked after the gate, which is
	 * opened for another thread when this one is closed.
	 * @return {@code true} after {@link #close()}
	 */
	boolean isClosed() {
		return this.closed;
	}

	private static boolean isOdd(long step) {
		return (step & 1) == 1;
	}

	/**
	 * Wait for the end of the current call, unless it waits for the caller. Later calls
	 * see everything that the caller has done before.
	 * @param thread the thread that makes the calls
	 * @param deadline when to give up
	 * @param unless another reason to end the wait
	 */
	void awaitEndOfCall(Thread thread, Deadline deadline, BooleanSupplier unless) {
		// Reading its stack stops the thread at a safepoint: if its begin is not visible
		// afterwards, its check will see the change of the caller
		thread.getStackTrace();
		long current = this.steps.get();
		if (isOdd(current)) {
			WaitGraph.await(thread, deadline, () -> this.steps.get() != current || unless.getAsBoolean());
		}
	}

}
