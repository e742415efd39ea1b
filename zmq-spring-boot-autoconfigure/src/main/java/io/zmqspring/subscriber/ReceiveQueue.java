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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.DropReason;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.RoleLifecycle;
import io.zmqspring.support.Deadline;
import io.zmqspring.wire.TopicPattern;

/**
 * The messages of a subscriber that no handler takes, until somebody receives them by
 * hand. Bounded in number and bytes. Outlives the sockets, so that a new engine loses
 * none. Safe for any thread.
 */
final class ReceiveQueue implements Routes.Recipient {

	static final long MAX_BYTES = 64L * 1024 * 1024;

	private static final int CAPACITY_WITHOUT_HIGH_WATER_MARK = 1000;

	private static final Log logger = LogFactory.getLog(ReceiveQueue.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	// No ArrayDeque: it loses its elements if memory runs out while it grows
	private final List<ZmqMessage> waiting = new LinkedList<>();

	private final int capacity;

	private final FailureReports reports;

	private final Supplier<ZmqState> state;

	// Why nothing arrives until the next start, null if the subscriber has not failed
	private final Supplier<@Nullable String> failure;

	private long bytes;

	private volatile boolean roomAwaited;

	private volatile boolean used;

	private volatile boolean hasHandlers;

	private volatile boolean announced;

	private volatile boolean stopping;

	ReceiveQueue(int highWaterMark, FailureReports reports, Supplier<ZmqState> state,
			Supplier<@Nullable String> failure) {
		this.failure = failure;
		this.capacity = (highWaterMark > 0) ? highWaterMark : CAPACITY_WITHOUT_HIGH_WATER_MARK;
		this.reports = reports;
		this.state = state;
	}

	/**
	 * Whether messages that no handler takes are kept.
	 * @return {@code true} if somebody has received by hand, or there never was a handler
	 */
	boolean isOpen() {
		return this.used || !this.hasHandlers;
	}

	/**
	 * Keep messages from now on.
	 * @return {@code false} if that was known before
	 */
	boolean use() {
		boolean first = !this.used;
		this.used = true;
		return first;
	}

	void handlerAdded() {
		this.hasHandlers = true;
	}

	int size() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void deliver(String topic, byte[] payload, Map<String, String> headers) {
		if (!this.used && !this.announced) {
			this.announced = true;
			logger.info(this.reports.status() + " has no listener: up to " + this.capacity
					+ " messages wait for receive(…)");
		}
		if (add(new ZmqMessage(topic, payload, headers))) {
			// The first handler may have been added at the same time
			rejectUnlessOpen();
		}
		else {
			this.reports.statistics().dropped(DropReason.RECEIVE_QUEUE_FULL, 1);
			if (this.reports.status().beginsToDrop(DropReason.RECEIVE_QUEUE_FULL)) {
				logger.warn(this.reports.status() + " drops messages, because " + size()
						+ " wait for receive(…) and no listener takes them: receive them faster, add a listener, or"
						+ " subscribe to fewer topics");
			}
		}
	}

	@Override
	public boolean hasRoom(long size) {
		this.lock.lock();
		try {
			if (this.waiting.size() < this.capacity && (this.bytes + size <= MAX_BYTES || this.waiting.isEmpty())) {
				return true;
			}
			this.roomAwaited = true;
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	// True once, when it is half empty after it was full
	boolean hasRoomAgain() {
		boolean again = this.roomAwaited && size() <= this.capacity / 2;
		if (again) {
			this.roomAwaited = false;
		}
		return again;
	}

	private boolean add(ZmqMessage message) {
		this.lock.lock();
		try {
			if (!hasRoom(message.payload().length)) {
				return false;
			}
			this.waiting.add(message);
			this.bytes += message.payload().length;
			this.changed.signalAll();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void abandon(String topic, byte[] payload, Map<String, String> headers) {
		this.reports.dropped(new ZmqMessage(topic, payload, headers), stopped());
	}

	/**
	 * Take a message, waiting for it.
	 * @param topic the topics to take
	 * @param timeout the longest wait
	 * @param obstacle says why no message may arrive, {@code null} if nothing is known
	 * @return the message
	 * @throws ZmqTimeoutException if none arrives
	 * @throws ZmqException if the subscriber is stopped or has failed, or the thread is
	 * interrupted
	 */
	ZmqMessage take(TopicPattern topic, Duration timeout, Supplier<@Nullable String> obstacle) {
		Deadline deadline = Deadline.in(timeout);
		this.lock.lock();
		try {
			ZmqMessage message = poll(topic);
			while (message == null) {
				if (deadline.hasPassed()) {
					throw HandReceiver.timedOut(this.reports.status(), topic, timeout, this.state.get(),
							this.waiting.size(), obstacle);
				}
				this.changed.awaitNanos(deadline.nanosLeft());
				message = poll(topic);
			}
			return message;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ZmqException(this.reports.status()
					+ ": the thread was interrupted while it waited in receive(…), and no message was taken");
		}
		finally {
			this.lock.unlock();
		}
	}

	// While the engine is replaced the subscriber is not running, and the wait goes on
	private @Nullable ZmqMessage poll(TopicPattern topic) {
		ZmqState now = this.state.get();
		if (this.stopping || now == ZmqState.INITIALIZED || now == ZmqState.STOPPED) {
			throw RoleLifecycle.notRunning(this.reports.status() + " is not running");
		}
		String reason = (now == ZmqState.FAILED) ? this.failure.get() : null;
		if (reason != null) {
			throw new ZmqException(
					this.reports.status() + " has failed and receives nothing until it is started again: " + reason);
		}
		return (now == ZmqState.RUNNING) ? remove(topic) : null;
	}

	private @Nullable ZmqMessage remove(TopicPattern topic) {
		Iterator<ZmqMessage> messages = this.waiting.iterator();
		while (messages.hasNext()) {
			ZmqMessage message = messages.next();
			if (topic.matches(message.topic())) {
				messages.remove();
				this.bytes -= message.payload().length;
				return message;
			}
		}
		return null;
	}

	/**
	 * The subscriber is about to be stopped: end all waits, because the stop may wait for
	 * a handler that receives by hand.
	 */
	void stopping() {
		this.stopping = true;
		wakeAll();
	}

	private void wakeAll() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The state of the subscriber has changed: let those that wait look again, and count
	 * the messages that wait if it has stopped. When this has returned, nobody takes a
	 * message that the former state allowed.
	 */
	void stateChanged() {
		ZmqState now = this.state.get();
		if (now == ZmqState.STARTING) {
			this.stopping = false;
		}
		wakeAll();
		List<ZmqMessage> left = (now == ZmqState.STOPPED) ? takeAll() : List.of();
		if (!left.isEmpty()) {
			this.reports.tell(List.of(this.reports.dropped(left, stopped())));
		}
	}

	private ZmqException stopped() {
		return new ZmqException(this.reports.status() + " was stopped before the message was received by hand");
	}

	/**
	 * Reject the messages that wait if the first handler has been added and nobody has
	 * received by hand.
	 */
	void rejectUnlessOpen() {
		if (!isOpen()) {
			takeAll().forEach((message) -> this.reports.lost("", message, Routes.noHandler(message.topic())));
		}
	}

	private List<ZmqMessage> takeAll() {
		this.lock.lock();
		try {
			List<ZmqMessage> all = new ArrayList<>(this.waiting);
			this.waiting.clear();
			this.bytes = 0;
			return all;
		}
		finally {
			this.lock.unlock();
		}
	}

}
