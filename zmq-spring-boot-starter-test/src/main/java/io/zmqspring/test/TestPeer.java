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

package io.zmqspring.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.springframework.util.Assert;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.support.Deadline;
import io.zmqspring.test.idle.Arrival;

/**
 * The other side of a role of the application.
 */
abstract class TestPeer {

	private static final long POLL_NANOS = 1_000_000;

	private final List<Arrival> arrivals = new ArrayList<>();

	/**
	 * Let {@link #awaitArrival()} wait for messages.
	 * @param arrival the messages
	 */
	void add(Arrival arrival) {
		this.arrivals.add(arrival);
	}

	/**
	 * The role of this peer.
	 * @return the role
	 */
	abstract ZmqRole role();

	/**
	 * Wait until messages that are on their way have arrived, for a second at most.
	 */
	void awaitArrival() {
		this.arrivals.forEach(Arrival::await);
	}

	/**
	 * Open the sockets. Nothing happens if they are open.
	 */
	abstract void start();

	/**
	 * Close the sockets, as a program that ends. Nothing happens if they are closed.
	 */
	abstract void stop();

	/**
	 * End permanently.
	 */
	abstract void close();

	/**
	 * Wait until the application is connected, if it is running.
	 */
	void awaitConnection() {
	}

	/**
	 * Check that this peer can send.
	 * @param peer the role of this peer
	 * @param what what it is, such as {@code publisher}
	 * @param name the name of the role on the other side
	 * @throws IllegalStateException if its sockets are closed
	 */
	static void requireConnected(ZmqRole peer, String what, String name) {
		Assert.state(peer.isRunning(), () -> "The test " + what + " of '" + name
				+ "' is disconnected and cannot send. Call faults().reconnect(\"" + name + "\") before");
	}

	/**
	 * Wait for a connection by tcp, for 5 s at most.
	 * @param role the role of this peer
	 */
	static void awaitConnection(ZmqRole role) {
		await(() -> !role.isRunning() || role.connectionCount() > 0);
	}

	/**
	 * Wait for a condition, for 5 s at most.
	 * @param condition the condition
	 */
	static void await(BooleanSupplier condition) {
		Deadline deadline = Deadline.in(RecordedMessages.LONGEST_WAIT);
		while (!condition.getAsBoolean() && !deadline.hasPassed() && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(POLL_NANOS);
		}
	}

	/**
	 * End the faults of this peer, except that it is closed.
	 */
	void endFaults() {
	}

	/**
	 * Forget all messages and answers.
	 */
	void clear() {
		this.arrivals.forEach(Arrival::forget);
	}

}
