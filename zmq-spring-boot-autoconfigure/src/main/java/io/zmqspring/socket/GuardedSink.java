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

package io.zmqspring.socket;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.support.FailureLog;

/**
 * Passes the messages of a receiving thread to its sink and counts them. An exception or
 * an interrupt that the sink leaves behind does not affect the next message.
 */
final class GuardedSink {

	private static final Log logger = LogFactory.getLog(GuardedSink.class);

	private final FailureLog failures = FailureLog.errors(logger,
			() -> "A message is lost because its processing on thread '" + Thread.currentThread().getName()
					+ "' failed");

	private final Traffic traffic = new Traffic();

	private final AtomicBoolean busy = new AtomicBoolean();

	private final FrameSink sink;

	private final BooleanSupplier closing;

	GuardedSink(FrameSink sink, BooleanSupplier closing) {
		this.sink = sink;
		this.closing = closing;
	}

	Traffic traffic() {
		return this.traffic;
	}

	void onMessage(Frames message) {
		this.traffic.add(message.bytes());
		this.busy.setOpaque(true);
		try {
			this.sink.onMessage(message);
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
		this.busy.setOpaque(false);
		clearInterrupt();
	}

	/**
	 * Run a task on the receiving thread in the same way as the sink.
	 * @param task the task
	 */
	void run(Runnable task) {
		this.busy.setOpaque(true);
		try {
			task.run();
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
		this.busy.setOpaque(false);
		clearInterrupt();
	}

	void onUnread(Frames message) {
		this.traffic.add(message.bytes());
		try {
			this.sink.onUnread(message);
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
		clearInterrupt();
	}

	void onAbandoned(Frames message) {
		this.traffic.add(message.bytes());
		try {
			this.sink.onAbandoned(message);
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
	}

	/**
	 * Whether the receiving thread is in the sink, and therefore does not use its socket.
	 * @return {@code true} while a call of the sink has not returned
	 */
	boolean isBusy() {
		return this.busy.getOpaque();
	}

	// The interrupt of a handler that is done must not fail the next message
	private void clearInterrupt() {
		if (!this.closing.getAsBoolean()) {
			Thread.interrupted();
		}
	}

	void onFailure(Throwable cause) {
		this.sink.onFailure(cause);
	}

}
