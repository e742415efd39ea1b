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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.Threads;
import io.zmqspring.support.WaitGraph;

/**
 * The thread of an at-least-once pool. It sends items, again if their result is overdue,
 * and makes those without an attempt left dead letters. Nothing is sent while a
 * dead-letter handler runs.
 */
final class Redelivery {

	private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	private static final long PAUSE_AFTER_FAILURE_MILLIS = 10;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration INTERRUPT_GRACE = Duration.ofMillis(500);

	private static final Log logger = LogFactory.getLog(Redelivery.class);

	private final FailureLog failures;

	private final Ledger ledger;

	private final int maxAttempts;

	private final Sender sender;

	private final Consumer<WorkItem> deadLetter;

	private final Thread thread;

	private volatile boolean closing;

	Redelivery(String name, Ledger ledger, int maxAttempts, Sender sender, Consumer<WorkItem> deadLetter) {
		this.failures = FailureLog.errors(logger,
				() -> "An item of work could not be sent by the redelivery of '" + name + "'");
		this.ledger = ledger;
		this.maxAttempts = maxAttempts;
		this.sender = sender;
		this.deadLetter = deadLetter;
		this.thread = Threads.daemon(this::run, "zmq-" + name + "-redelivery");
		this.thread.start();
	}

	private void run() {
		while (!this.closing) {
			try {
				WorkItem item = this.ledger.next(POLL_INTERVAL);
				if (item != null) {
					send(item);
				}
			}
			catch (InterruptedException ex) {
				// A dead-letter handler has left its interrupt pending; only close() ends
				// this thread
				Thread.interrupted();
			}
			catch (Throwable ex) {
				// The item is in flight, so it is sent again when its result is overdue
				this.failures.add(ex);
				Threads.pause(PAUSE_AFTER_FAILURE_MILLIS);
			}
		}
	}

	private void send(WorkItem item) {
		if (item.attempts() >= this.maxAttempts) {
			if (this.ledger.giveUp(item)) {
				this.deadLetter.accept(item);
			}
		}
		else if (this.sender.send(item.work(), POLL_INTERVAL)) {
			item.attempted();
		}
		else {
			this.ledger.putBack(item);
		}
	}

	/**
	 * Stop sending. A dead-letter handler that does not return is interrupted. If that
	 * does not help, or if it waits for the caller, its thread is left behind.
	 */
	void close() {
		this.closing = true;
		if (WaitGraph.join(this.thread, Deadline.in(CLOSE_TIMEOUT)) != WaitGraph.Outcome.TIMED_OUT) {
			return;
		}
		String where = String.valueOf(Arrays.stream(this.thread.getStackTrace()).findFirst().orElse(null));
		this.thread.interrupt();
		if (WaitGraph.join(this.thread, Deadline.in(INTERRUPT_GRACE)) == WaitGraph.Outcome.TIMED_OUT) {
			logger.warn("A dead-letter handler does not return; thread '" + this.thread.getName()
					+ "' is left behind at " + where);
		}
	}

	/**
	 * Sends work to the pool.
	 */
	@FunctionalInterface
	interface Sender {

		/**
		 * Send one item.
		 * @param work the work
		 * @param timeout the longest wait
		 * @return whether a worker's queue had room
		 */
		boolean send(ZmqMessage work, Duration timeout);

	}

}
