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

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.Threads;

/**
 * One queue of a {@link PartitionedDispatcher} and the thread that calls the handler for
 * its messages. While the handler must not be called, messages wait.
 */
final class Lane implements Runnable {

	private static final int CAPACITY = 256;

	private static final int MAX_BATCH = 100;

	private static final long POLL_MILLIS = 20;

	private static final ZmqMessage END = new ZmqMessage("", new byte[0]);

	private static final Log logger = LogFactory.getLog(Lane.class);

	private static final long PAUSE_AFTER_FAILURE_MILLIS = 10;

	private final FailureLog failures = FailureLog.errors(logger,
			() -> "Messages are lost because their processing on thread '" + Thread.currentThread().getName()
					+ "' failed");

	private final BlockingQueue<ZmqMessage> queue = new ArrayBlockingQueue<>(CAPACITY);

	// The message that the receiving thread could not put into the full queue while the
	// handler must not be called; later than those in the queue
	private final Queue<ZmqMessage> overflow = new ConcurrentLinkedQueue<>();

	// Messages taken from the queue; changed by the thread while none remains
	private final List<ZmqMessage> batch = new ArrayList<>(MAX_BATCH);

	// How many of them are not claimed: by the thread one by one, or all by a stop
	private final AtomicInteger remaining = new AtomicInteger();

	// Written by the receiving thread
	private final AtomicLong accepted = new AtomicLong();

	// Written by the thread of the lane
	private final AtomicLong handled = new AtomicLong();

	private final CallSequence calls = new CallSequence();

	private final GuardedHandler handler;

	private final CallGate gate;

	private final BooleanSupplier active;

	private final Thread thread;

	private final CallPermit permit;

	private volatile boolean ending;

	private volatile boolean abandoned;

	/**
	 * Create a lane. Its thread is not started.
	 * @param name the name of the thread
	 * @param handler the handler
	 * @param gate the gate of the subscriber
	 * @param active whether the handler is active
	 * @param virtual whether the thread is a virtual one
	 */
	Lane(String name, GuardedHandler handler, CallGate gate, BooleanSupplier active, boolean virtual) {
		this.handler = handler;
		this.gate = gate;
		this.active = active;
		this.permit = new CallPermit(gate, this.calls, active, () -> this.ending || this.abandoned, false);
		this.thread = virtual ? Threads.virtual(this, name) : new Thread(this, name);
		if (!virtual) {
			this.thread.setDaemon(false);
		}
	}

	Thread thread() {
		return this.thread;
	}

	/**
	 * Put a message into the queue, waiting for room while the handler may be called.
	 * @param message the message
	 * @throws InterruptedException if shutdown times out while there is no room
	 */
	void put(ZmqMessage message) throws InterruptedException {
		this.accepted.setRelease(this.accepted.getPlain() + 1);
		// Without waiting first: an interrupt that another handler has left pending must
		// not fail a message for which there is room
		if (!this.overflow.isEmpty() || !this.queue.offer(message)) {
			putWhenThereIsRoom(message);
		}
		// The handler may have been removed, or the subscriber stopped, at the same time
		boolean late = this.gate.hasEnded() || this.abandoned || (this.ending && !this.thread.isAlive());
		if (late && (this.queue.remove(message) || this.overflow.remove(message))) {
			this.handler.abandon(message);
		}
	}

	private void putWhenThereIsRoom(ZmqMessage message) throws InterruptedException {
		while (mayCall() && !this.ending) {
			if (!this.overflow.isEmpty()) {
				TimeUnit.MILLISECONDS.sleep(1);
			}
			else if (this.queue.offer(message, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		this.overflow.add(message);
		// Only wakes the thread
		this.queue.offer(END);
	}

	private boolean mayCall() {
		return this.gate.isOpen() && this.active.getAsBoolean();
	}

	boolean isBusy() {
		return this.handled.getAcquire() < this.accepted.getAcquire();
	}

	int waiting() {
		return this.queue.size() + this.overflow.size() + Math.max(0, this.remaining.get());
	}

	void askToEnd() {
		this.ending = true;
		// Only wakes the thread; with a full queue it is awake and sees the flag
		this.queue.offer(END);
		this.gate.changed();
	}

	/**
	 * Wait for the end of the current call.
	 * @param deadline when to give up
	 * @param unless another reason to end the wait
	 */
	void awaitEndOfCall(Deadline deadline, BooleanSupplier unless) {
		this.calls.awaitEndOfCall(this.thread, deadline,
				() -> unless.getAsBoolean() || this.handler.results().isAwaitedBy(this.thread));
	}

	/**
	 * Take the messages for which the handler was not called. The thread takes no others.
	 * @return the messages
	 */
	List<ZmqMessage> takeUnhandled() {
		// First, so that the thread does not change the batch any more
		this.abandoned = true;
		List<ZmqMessage> left = new ArrayList<>();
		int unclaimed = this.remaining.getAndSet(0);
		if (unclaimed > 0) {
			left.addAll(this.batch.subList(this.batch.size() - unclaimed, this.batch.size()));
		}
		this.queue.drainTo(left);
		left.addAll(this.overflow);
		this.overflow.clear();
		left.removeIf((message) -> message == END);
		return left;
	}

	@Override
	public void run() {
		boolean open = true;
		while (open && !this.abandoned && !this.gate.hasEnded()) {
			try {
				// After a failure, the other messages of the batch are left
				open = this.remaining.get() > 0 || take();
				if (this.handler.takesBatches()) {
					handleTogether();
				}
				else {
					handleOneByOne();
				}
			}
			catch (Throwable ex) {
				this.failures.add(ex);
				this.calls.ended();
				Threads.pause(PAUSE_AFTER_FAILURE_MILLIS);
			}
		}
	}

	private boolean take() {
		this.batch.clear();
		try {
			ZmqMessage first = this.queue.poll();
			if (first == null) {
				first = this.overflow.poll();
			}
			if (first == null && !this.ending) {
				first = this.queue.take();
			}
			if (first == null) {
				return false;
			}
			this.batch.add(first);
			this.queue.drainTo(this.batch, MAX_BATCH - 1);
			// By identity, because an ordinary message may be empty and without a topic
			this.batch.removeIf((message) -> message == END);
		}
		catch (InterruptedException ex) {
			// A handler has left its interrupt pending; the flag reports a stop
		}
		this.remaining.set(this.batch.size());
		return true;
	}

	private void handleOneByOne() {
		int unclaimed = this.remaining.getAndDecrement();
		while (unclaimed > 0) {
			ZmqMessage message = this.batch.get(this.batch.size() - unclaimed);
			try {
				handle(message);
			}
			finally {
				this.handled.setRelease(this.handled.getPlain() + 1);
			}
			unclaimed = this.remaining.getAndDecrement();
		}
	}

	private void handle(ZmqMessage message) {
		if (begin()) {
			this.handler.handle(message.topic(), message.payload(), message.headers(), this.permit);
			this.calls.end();
		}
		else {
			this.handler.abandon(message);
		}
	}

	private void handleTogether() {
		boolean begun = !this.batch.isEmpty() && begin();
		int unclaimed = this.remaining.getAndSet(0);
		try {
			if (unclaimed > 0 && begun) {
				this.handler.handle(this.batch, this.permit);
			}
			else if (unclaimed > 0) {
				this.batch.forEach(this.handler::abandon);
			}
		}
		finally {
			this.handled.setRelease(this.handled.getPlain() + unclaimed);
		}
		this.calls.ended();
	}

	/**
	 * Begin a call, waiting while the handler must not be called.
	 * @return {@code false} if it must not be called any more
	 */
	private boolean begin() {
		while (true) {
			this.calls.begin();
			if (mayCall()) {
				return true;
			}
			this.calls.end();
			if (this.ending || this.gate.hasEnded()) {
				return false;
			}
			awaitChange();
		}
	}

	private void awaitChange() {
		try {
			this.gate.await(() -> mayCall() || this.ending || this.gate.hasEnded());
		}
		catch (InterruptedException ex) {
			// As above
		}
	}

}
