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

package io.zmqspring.scenario.faults;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Messages sent over and over by a thread of their own, until closed. The text changes
 * when the test wants to know whether messages flow again.
 */
final class Traffic implements AutoCloseable {

	private static final long PAUSE_NANOS = 5_000_000;

	private final AtomicLong refused = new AtomicLong();

	private final String name;

	private final Consumer<String> sender;

	private final Supplier<String> received;

	private final Thread thread;

	private volatile String text = "start";

	private volatile boolean closed;

	/**
	 * Start sending.
	 * @param name what figures are reported under
	 * @param sender sends a text; a runtime exception is counted
	 * @param received the text received last
	 */
	Traffic(String name, Consumer<String> sender, Supplier<String> received) {
		this.name = name;
		this.sender = sender;
		this.received = received;
		this.thread = new Thread(this::run, "traffic-" + name);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		while (!this.closed) {
			try {
				this.sender.accept(this.text);
			}
			catch (RuntimeException ex) {
				this.refused.incrementAndGet();
			}
			// somebody may be interrupting
			Thread.interrupted();
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	String name() {
		return this.name;
	}

	Thread thread() {
		return this.thread;
	}

	/**
	 * From now on send another text.
	 * @param next the text
	 */
	void setText(String next) {
		this.text = next;
	}

	/**
	 * Whether a message sent since {@link #setText(String)} has arrived.
	 * @return {@code true} if messages flow
	 */
	boolean isReceived() {
		return this.text.equals(this.received.get());
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
