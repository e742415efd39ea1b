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
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.wire.WorkError;

/**
 * The items of an at-least-once pool from acceptance to result: those that wait to be
 * sent, those that are in flight, in the order of their latest sending, and those whose
 * worker has told an error, which wait to be sent again. Keeps the ids of the items that
 * ended last, to distinguish a repeated result from an unknown one. Safe for any thread.
 */
final class Ledger {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition room = this.lock.newCondition();

	private final Condition work = this.lock.newCondition();

	// No ArrayDeque: it loses its elements if memory runs out while it grows
	private final Deque<WorkItem> waiting = new LinkedList<>();

	private final FailedItems failed;

	private final InFlightItems inFlightItems;

	private final Map<String, WorkItem> outstanding = new LinkedHashMap<>();

	private final RecentIds ended = new RecentIds();

	private final int capacity;

	private boolean closed;

	Ledger(int capacity, int inFlight, Duration redeliveryTimeout, Duration retryDelay, int maxAttempts) {
		this.capacity = capacity;
		this.inFlightItems = new InFlightItems(inFlight, redeliveryTimeout);
		this.failed = new FailedItems(retryDelay, maxAttempts);
	}

	/**
	 * Accept an item, waiting for room.
	 * @param id its correlation value
	 * @param sent the work with its headers; both stay the same for each attempt
	 * @param timeout the longest wait
	 * @return whether there was room in time; {@code false} if interrupted
	 * @throws ZmqException if an item of this id is outstanding, or the ledger is closed
	 */
	boolean accept(String id, ZmqMessage sent, Duration timeout) {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			check(id);
			while (this.outstanding.size() >= this.capacity) {
				if (left <= 0) {
					return false;
				}
				left = this.room.awaitNanos(left);
				check(id);
			}
			add(new WorkItem(id, sent));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void add(WorkItem item) {
		try {
			this.outstanding.put(item.id(), item);
			this.waiting.add(item);
			this.work.signal();
		}
		catch (OutOfMemoryError ex) {
			this.outstanding.remove(item.id(), item);
			throw ex;
		}
	}

	private void check(String id) {
		if (!this.closed && !this.outstanding.containsKey(id)) {
			return;
		}
		// A refused caller passes the room it was woken for to the next one
		this.room.signal();
		throw new ZmqException(this.closed ? "The controller is closed and accepts no work"
				: "Work with the id '" + id + "' is outstanding already");
	}

	/**
	 * Complete the item of a result.
	 * @param id the correlation value
	 * @return whether the result is the first one, a repeated one, or of an unknown item
	 */
	WorkItem.ResultMatch complete(String id) {
		this.lock.lock();
		try {
			WorkItem item = this.outstanding.get(id);
			if (item != null && end(item)) {
				return WorkItem.ResultMatch.FIRST;
			}
			return this.ended.contains(id) ? WorkItem.ResultMatch.REPEATED : WorkItem.ResultMatch.UNKNOWN;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Count an error that a worker has told. The item is due after the retry delay, or at
	 * once if no attempt is left, unless another attempt may still be processed.
	 * @param id the correlation value
	 * @param error the error
	 * @return whether the item waits for a result, had one before, or is unknown
	 */
	WorkItem.ResultMatch failed(String id, WorkError error) {
		this.lock.lock();
		try {
			WorkItem item = this.outstanding.get(id);
			if (item == null) {
				return this.ended.contains(id) ? WorkItem.ResultMatch.REPEATED : WorkItem.ResultMatch.UNKNOWN;
			}
			item.failed(error);
			if (item.hasFailed() && this.inFlightItems.contains(item)) {
				this.failed.add(item);
				this.inFlightItems.remove(item);
				this.work.signal();
			}
			return WorkItem.ResultMatch.FIRST;
		}
		finally {
			this.lock.unlock();
		}
	}

	// By the item, not its id: the id may have been used again meanwhile
	private boolean end(WorkItem item) {
		if (!this.outstanding.remove(item.id(), item)) {
			return false;
		}
		this.inFlightItems.remove(item);
		item.ended = true;
		this.room.signal();
		this.work.signal();
		this.ended.add(item.id());
		return true;
	}

	/**
	 * Return the next item to send: one whose result is overdue, else one that has
	 * failed, else the first that waits. The item is in flight from now on.
	 * @param timeout the longest wait
	 * @return an item, {@code null} if none is to be sent now
	 * @throws InterruptedException if interrupted while waiting
	 */
	@Nullable WorkItem next(Duration timeout) throws InterruptedException {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			while (true) {
				WorkItem item = this.inFlightItems.overdue();
				if (item == null) {
					item = this.failed.next(this.inFlightItems.hasRoom());
				}
				if (item == null) {
					item = firstWaiting();
				}
				if (item != null) {
					markInFlight(item);
					return item;
				}
				if (left <= 0) {
					return null;
				}
				long due = Math.min(this.inFlightItems.untilOverdue(),
						this.failed.untilDue(this.inFlightItems.hasRoom()));
				long wait = Math.min(left, Math.max(1, due));
				left -= wait - this.work.awaitNanos(wait);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void markInFlight(WorkItem item) {
		this.inFlightItems.sent(item);
		// Not before, so that the item is not lost if memory runs out
		if (this.waiting.peek() == item) {
			this.waiting.remove();
		}
		this.failed.sent(item);
	}

	private @Nullable WorkItem firstWaiting() {
		if (!this.inFlightItems.hasRoom()) {
			return null;
		}
		while (this.waiting.peek() != null && this.waiting.peek().ended) {
			this.waiting.remove();
		}
		return this.waiting.peek();
	}

	/**
	 * Put an item that could not be sent back to the front of the waiting items.
	 * @param item the item
	 */
	void putBack(WorkItem item) {
		this.lock.lock();
		try {
			if (!item.ended && this.inFlightItems.contains(item)) {
				this.waiting.addFirst(item);
				this.inFlightItems.remove(item);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Restart the time-out of each item in flight when the pool is open again, because no
	 * result could arrive while it was closed.
	 */
	void restartTimeouts() {
		this.lock.lock();
		try {
			this.inFlightItems.restartTimeouts();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * End an item without a result.
	 * @param item the item
	 * @return {@code false} if its result has arrived meanwhile
	 */
	boolean giveUp(WorkItem item) {
		return locked(() -> end(item));
	}

	/**
	 * End all items without a result, and accept no more.
	 * @return the items that had no result
	 */
	List<WorkItem> giveUpAll() {
		return locked(() -> {
			this.closed = true;
			List<WorkItem> items = new ArrayList<>(this.outstanding.values());
			items.forEach(this::end);
			this.waiting.clear();
			this.failed.clear();
			this.room.signalAll();
			return items;
		});
	}

	@Nullable WorkItem find(String id) {
		return locked(() -> this.outstanding.get(id));
	}

	int outstanding() {
		return locked(this.outstanding::size);
	}

	private <T extends @Nullable Object> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}
