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

package io.zmqspring.scenario.ending;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.zeromq.SocketType;

import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

/**
 * Counts the messages that it receives, on a thread of its own. Its queue is short, so
 * that messages wait at the sender.
 */
abstract class MessageCounter implements AutoCloseable {

	/** The length of the queue. */
	static final int QUEUE = 10;

	private static final long SLOW_NANOS = 300_000;

	private final AtomicInteger received = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	private final Pace pace;

	MessageCounter(Pace pace) {
		this.pace = pace;
	}

	/**
	 * Create a counter. With CURVE or ipc it uses a socket of this library. When the
	 * queue of a plain JeroMQ socket is full, JeroMQ delivers an encrypted frame as if it
	 * were a message, and it has no sockets of ipc.
	 * @param transport its transport
	 * @param security its security
	 * @param type SUB or PULL
	 * @param pace how fast it reads
	 * @return the counter, neither bound nor connected
	 */
	static MessageCounter of(TestTransport transport, TestSecurity security, SocketType type, Pace pace) {
		return (transport == TestTransport.TCP && security == TestSecurity.NULL) ? new CountingReceiver(type, pace)
				: new LibraryCountingReceiver(transport, security, type, pace);
	}

	/**
	 * Send heartbeats, before it binds or connects.
	 * @param interval their interval
	 * @param timeout how long it waits for an answer
	 */
	abstract void heartbeats(Duration interval, Duration timeout);

	/**
	 * Bind to a new address.
	 * @return the address
	 */
	abstract String bind();

	abstract void connect(String address);

	final int received() {
		return this.received.get();
	}

	/**
	 * Count a message, and pause if this counter is slow.
	 */
	final void count() {
		this.received.incrementAndGet();
		if (this.pace == Pace.SLOW) {
			LockSupport.parkNanos(SLOW_NANOS);
		}
	}

	/**
	 * Whether this counter must not read yet.
	 * @return {@code true} if its pace is {@link Pace#HELD} and it has not been released
	 */
	final boolean isHeld() {
		return this.pace == Pace.HELD && this.released.getCount() > 0;
	}

	/**
	 * Wait until this counter may read.
	 * @throws InterruptedException if the thread is interrupted
	 */
	final void awaitRelease() throws InterruptedException {
		if (isHeld()) {
			this.released.await();
		}
	}

	/**
	 * Start to read if the pace is {@link Pace#HELD}.
	 */
	final void release() {
		this.released.countDown();
	}

	/**
	 * Receive what is still on its way, until the connection has ended.
	 * @return the number of all messages received
	 */
	final int receiveRest() {
		release();
		awaitEnd();
		return received();
	}

	/**
	 * Wait until the connection has ended and every message has been counted.
	 */
	abstract void awaitEnd();

	@Override
	public abstract void close();

	/**
	 * How fast a counter reads.
	 */
	enum Pace {

		/** Without a pause. */
		FAST,

		/** With a pause after each message. */
		SLOW,

		/** Not before it is released. */
		HELD

	}

}
