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

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.zmqspring.support.Threads;

/**
 * Sends the same message repeatedly in a thread of its own, until closed. A test changes
 * the text to find out whether messages arrive again.
 */
final class Traffic implements AutoCloseable {

	private static final long PAUSE_NANOS = 5_000_000;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	private final String name;

	private final Consumer<String> sender;

	private final Supplier<String> received;

	private final Thread thread;

	private volatile String text = "start";

	private volatile boolean closed;

	/**
	 * Start sending.
	 * @param name the name in the report of times
	 * @param sender sends a text; runtime exceptions are ignored
	 * @param received returns the text received last
	 */
	Traffic(String name, Consumer<String> sender, Supplier<String> received) {
		this.name = name;
		this.sender = sender;
		this.received = received;
		this.thread = Threads.daemon(this::run, "traffic-" + name);
		this.thread.start();
	}

	private void run() {
		while (!this.closed) {
			try {
				this.sender.accept(this.text);
			}
			catch (RuntimeException ex) {
				// Sends may fail while there is a fault
			}
			// A test may interrupt this thread while it sends
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
	 * Send another text from now on.
	 * @param next the text
	 */
	void setText(String next) {
		this.text = next;
	}

	/**
	 * Return whether a message sent since {@link #setText(String)} has arrived.
	 * @return whether the current text was the last one received
	 */
	boolean isReceived() {
		return this.text.equals(this.received.get());
	}

	@Override
	public void close() {
		this.closed = true;
		Threads.join(this.thread, CLOSE_TIMEOUT);
	}

}
