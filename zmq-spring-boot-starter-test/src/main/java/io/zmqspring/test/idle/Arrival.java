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

package io.zmqspring.test.idle;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.support.Deadline;

/**
 * Waits until the messages that one role has sent have arrived at another one. By tcp,
 * only their counters tell it. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class Arrival {

	private static final long LONGEST_NANOS = 1_000_000_000;

	private static final long POLL_NANOS = 100_000;

	private final ZmqRole sender;

	private final ZmqRole receiver;

	private final LongSupplier received;

	// What was sent while the receiver was not there
	private volatile long missed;

	/**
	 * Messages that are counted by the receiver.
	 * @param sender the role that sends
	 * @param receiver the role that receives
	 */
	public Arrival(ZmqRole sender, ZmqRole receiver) {
		this(sender, receiver, () -> receiver.stats().received());
	}

	/**
	 * Messages that are counted in another way.
	 * @param sender the role that sends
	 * @param receiver the role that receives
	 * @param received returns how many have been received
	 */
	public Arrival(ZmqRole sender, ZmqRole receiver, LongSupplier received) {
		this.sender = sender;
		this.receiver = receiver;
		this.received = received;
	}

	/**
	 * Wait for a second at most.
	 */
	public void await() {
		if (!this.sender.isRunning() || this.receiver.state() != ZmqState.RUNNING) {
			return;
		}
		Deadline deadline = Deadline.inNanos(LONGEST_NANOS);
		long sent = this.sender.stats().sent();
		while (this.received.getAsLong() + this.missed < sent && !deadline.hasPassed()
				&& !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(POLL_NANOS);
		}
	}

	/**
	 * Do not wait any more for what has not arrived until now.
	 */
	public void forget() {
		// A message may arrive before the sender has counted it
		this.missed = Math.max(0, this.sender.stats().sent() - this.received.getAsLong());
	}

}
