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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.support.BackOffWait;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.Interrupts;
import io.zmqspring.support.Threads;
import io.zmqspring.support.WaitGraph;

/**
 * Hands the results of a pool that no request waits for to the result handlers, one after
 * the other in the order of their arrival, on a thread of its own. The queue is bounded:
 * if it is full, the receiving thread waits, except while requests are pending, because a
 * handler may wait for one of them. The thread starts with the first result. One object
 * per run of a pool.
 */
final class ResultDispatcher implements BackOffWait {

	/**
	 * The most results in the queue while no request is pending. The thread takes all of
	 * them at once, so twice as many may wait.
	 */
	static final int CAPACITY = 1000;

	/** The most bytes of results that wait while a request is pending. */
	static final long MAX_BYTES = 32L * 1024 * 1024;

	private static final long POLL_NANOS = 1_000_000;

	private static final Duration INTERRUPT_GRACE = Duration.ofMillis(500);

	private static final Log logger = LogFactory.getLog(ResultDispatcher.class);

	private final FailureLog failures = FailureLog.errors(logger, () -> "A result could not be handed over");

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrived = this.lock.newCondition();

	private final Condition room = this.lock.newCondition();

	private final CountDownLatch closed = new CountDownLatch(1);

	// Taken by the thread up to this index; whoever closes takes the rest
	private final AtomicInteger taken = new AtomicInteger();

	private final Thread thread;

	private final BiConsumer<ZmqMessage, BackOffWait> handlers;

	private final BooleanSupplier requestsPending;

	// Guarded by the lock: results, and reports to the error handler
	private List<Object> waiting = new ArrayList<>();

	private long waitingBytes;

	private boolean idle;

	private boolean started;

	private boolean closing;

	private boolean ended;

	// The entries that the thread is handing over
	private volatile List<Object> current = List.of();

	ResultDispatcher(String name, BiConsumer<ZmqMessage, BackOffWait> handlers, BooleanSupplier requestsPending,
			boolean virtualThreads) {
		this.handlers = handlers;
		this.requestsPending = requestsPending;
		this.thread = virtualThreads ? Threads.virtual(this::run, "zmq-" + name + "-results")
				: Threads.daemon(this::run, "zmq-" + name + "-results");
	}

	/**
	 * Hand over a result. Called on the receiving thread; waits for room.
	 * @param result the result
	 */
	void handle(ZmqMessage result) {
		add(result, result.payload().length);
	}

	/**
	 * Run code of the application that reports something, in order with the results.
	 * Called on the receiving thread; waits for room.
	 * @param report the report
	 */
	void execute(Runnable report) {
		add(report, 0);
	}

	/**
	 * Return reports whose error handler, which is code of the application and may block,
	 * is called in order with the results.
	 * @param reports the reports of the controller
	 * @return the reports for the receiving thread
	 */
	FailureReports reports(FailureReports reports) {
		ZmqErrorHandler errorHandler = reports.errorHandler();
		return new FailureReports(reports.status(),
				(message, error) -> execute(() -> errorHandler.handle(message, error)));
	}

	private void add(Object entry, int bytes) {
		this.lock.lock();
		try {
			awaitRoom();
			this.waiting.add(entry);
			this.waitingBytes += bytes;
			if (this.idle) {
				this.arrived.signal();
			}
			else if (!this.started) {
				this.thread.start();
				this.started = true;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	// Looks again from time to time, because a request may have been made meanwhile
	private void awaitRoom() {
		try {
			while (this.waiting.size() >= CAPACITY && !this.closing
					&& (!this.requestsPending.getAsBoolean() || this.waitingBytes >= MAX_BYTES)) {
				this.room.awaitNanos(POLL_NANOS);
			}
		}
		catch (InterruptedException ex) {
			// The pool is being closed
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		List<Object> entries = take(new ArrayList<>());
		while (!entries.isEmpty()) {
			for (int i = this.taken.getAndIncrement(); i < entries.size(); i = this.taken.getAndIncrement()) {
				hand(entries.get(i));
			}
			entries = take(entries);
		}
	}

	private List<Object> take(List<Object> done) {
		this.lock.lock();
		try {
			done.clear();
			while (this.waiting.isEmpty() && !this.ended) {
				this.idle = true;
				this.arrived.awaitUninterruptibly();
				this.idle = false;
			}
			List<Object> entries = this.waiting;
			this.waiting = done;
			this.waitingBytes = 0;
			this.current = entries;
			this.taken.set(0);
			this.room.signal();
			return entries;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void hand(Object entry) {
		try {
			if (entry instanceof ZmqMessage result) {
				this.handlers.accept(result, this);
			}
			else {
				((Runnable) entry).run();
			}
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
		// An interrupt that a handler leaves pending must not reach the next one
		Thread.interrupted();
	}

	@Override
	public Next await(Deadline due) {
		boolean ends = Interrupts.defer(() -> this.closed.await(due.nanosLeft(), TimeUnit.NANOSECONDS));
		// An interrupt that a handler leaves pending must not reach its next call
		Thread.interrupted();
		return (ends && !due.hasPassed()) ? Next.END : Next.CALL;
	}

	long waitingResults() {
		this.lock.lock();
		try {
			return this.waiting.size() + (long) Math.max(0, this.current.size() - this.taken.get());
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isBusy() {
		return waitingResults() > 0 || (!this.current.isEmpty() && this.taken.get() <= this.current.size());
	}

	/**
	 * Stop waiting for room and for further attempts: the receiving thread is about to
	 * end.
	 */
	void closing() {
		this.lock.lock();
		try {
			this.closing = true;
			this.room.signal();
			this.closed.countDown();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Hand over what has arrived, and end. Called after the receiving thread has ended.
	 * Does not wait for a handler that waits for the caller.
	 * @param deadline when to give up
	 * @param abandoned receives the results that were not handed over, if there are any
	 * @return whether the thread has ended, or will end because it waits for the caller
	 */
	boolean close(Deadline deadline, Consumer<List<ZmqMessage>> abandoned) {
		if (!end()) {
			return true;
		}
		WaitGraph.Outcome outcome = WaitGraph.join(this.thread, deadline);
		if (outcome == WaitGraph.Outcome.DONE) {
			return true;
		}
		List<ZmqMessage> left = takeAll();
		if (outcome == WaitGraph.Outcome.TIMED_OUT) {
			this.thread.interrupt();
			outcome = WaitGraph.join(this.thread, Deadline.in(INTERRUPT_GRACE));
		}
		if (!left.isEmpty()) {
			abandoned.accept(left);
		}
		return outcome != WaitGraph.Outcome.TIMED_OUT;
	}

	private boolean end() {
		this.lock.lock();
		try {
			this.closing = true;
			this.ended = true;
			this.arrived.signal();
			return this.started;
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<ZmqMessage> takeAll() {
		this.lock.lock();
		try {
			List<Object> entries = this.current;
			int from = Math.min(this.taken.getAndSet(Integer.MAX_VALUE / 2), entries.size());
			List<Object> left = new ArrayList<>(entries.subList(from, entries.size()));
			left.addAll(this.waiting);
			this.waiting = new ArrayList<>();
			return left.stream().filter(ZmqMessage.class::isInstance).map(ZmqMessage.class::cast).toList();
		}
		finally {
			this.lock.unlock();
		}
	}

}
