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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;

/**
 * Every item of an at-least-once pool from its acceptance to its result: those that wait,
 * and those that are handed out, in the order of their latest sending. Remembers the ids
 * of those that ended last, to tell a repeated result from a strange one. Safe for any
 * thread.
 */
final class Ledger {

	private static final int REMEMBERED = 10_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition room = this.lock.newCondition();

	private final Condition work = this.lock.newCondition();

	private final Deque<WorkItem> waiting = new ArrayDeque<>();

	private final Map<String, WorkItem> handedOut = new LinkedHashMap<>();

	private final Map<String, WorkItem> outstanding = new LinkedHashMap<>();

	private final Set<String> ended = Collections.newSetFromMap(new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > REMEMBERED;
		}

	});

	private final int capacity;

	private final int inFlight;

	private final long redeliveryNanos;

	private boolean closed;

	Ledger(int capacity, int inFlight, Duration redeliveryTimeout) {
		this.capacity = capacity;
		this.inFlight = inFlight;
		this.redeliveryNanos = redeliveryTimeout.toNanos();
	}

	/**
	 * Take an item in, waiting for room.
	 * @param id its correlation value
	 * @param sent the work with its headers, which it keeps however often it is sent
	 * @param timeout the longest wait
	 * @return whether there was room in time
	 * @throws ZmqException if an item of this id is outstanding, or everything has been
	 * given up
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
			WorkItem item = new WorkItem(id, sent);
			this.outstanding.put(id, item);
			this.waiting.add(item);
			this.work.signal();
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

	private void check(String id) {
		if (!this.closed && !this.outstanding.containsKey(id)) {
			return;
		}
		// whoever is refused leaves the room it was woken for to the next
		this.room.signal();
		throw new ZmqException(this.closed ? "The controller is closed and takes no work"
				: "Work with the id '" + id + "' is outstanding already");
	}

	/**
	 * A result has come.
	 * @param id its correlation value
	 * @return whether it is the first, a repeated one, or of no item of ours
	 */
	Match complete(String id) {
		this.lock.lock();
		try {
			WorkItem item = this.outstanding.get(id);
			if (item != null && end(item)) {
				return Match.FIRST;
			}
			return this.ended.contains(id) ? Match.REPEATED : Match.UNKNOWN;
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
		this.handedOut.remove(item.id(), item);
		item.ended = true;
		this.ended.remove(item.id());
		this.ended.add(item.id());
		this.room.signal();
		this.work.signal();
		return true;
	}

	/**
	 * The next item to send: one whose result is overdue, else the first that waits. It
	 * counts as handed out from here on.
	 * @param timeout the longest wait
	 * @return an item, or {@code null} if none is to be sent now
	 * @throws InterruptedException if interrupted while waiting
	 */
	@Nullable WorkItem next(Duration timeout) throws InterruptedException {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			while (true) {
				WorkItem item = overdue();
				if (item == null) {
					item = firstWaiting();
				}
				if (item != null) {
					handOut(item);
					return item;
				}
				if (left <= 0) {
					return null;
				}
				long wait = Math.min(left, untilOverdue());
				left -= wait - this.work.awaitNanos(wait);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void handOut(WorkItem item) {
		this.handedOut.remove(item.id());
		item.sentAt = System.nanoTime();
		this.handedOut.put(item.id(), item);
	}

	private @Nullable WorkItem firstWaiting() {
		if (this.handedOut.size() >= this.inFlight) {
			return null;
		}
		WorkItem item = this.waiting.poll();
		while (item != null && item.ended) {
			item = this.waiting.poll();
		}
		return item;
	}

	private @Nullable WorkItem overdue() {
		Iterator<WorkItem> eldest = this.handedOut.values().iterator();
		if (eldest.hasNext()) {
			WorkItem item = eldest.next();
			return (System.nanoTime() - item.sentAt >= this.redeliveryNanos) ? item : null;
		}
		return null;
	}

	private long untilOverdue() {
		Iterator<WorkItem> eldest = this.handedOut.values().iterator();
		return eldest.hasNext() ? Math.max(1, eldest.next().sentAt + this.redeliveryNanos - System.nanoTime())
				: Long.MAX_VALUE;
	}

	/**
	 * The item could not be sent: it waits again, before all others.
	 * @param item the item
	 */
	void takeBack(WorkItem item) {
		this.lock.lock();
		try {
			if (!item.ended && this.handedOut.remove(item.id(), item)) {
				this.waiting.addFirst(item);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The pool is open again: whatever is handed out gets the whole time-out once more,
	 * because no result could come while it was closed.
	 */
	void restartTimeouts() {
		this.lock.lock();
		try {
			long now = System.nanoTime();
			this.handedOut.values().forEach((item) -> item.sentAt = now);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give an item up.
	 * @param item the item
	 * @return {@code false} if its result has come meanwhile
	 */
	boolean giveUp(WorkItem item) {
		this.lock.lock();
		try {
			return end(item);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give everything up, and take nothing more.
	 * @return the items that had no result
	 */
	List<WorkItem> giveUpAll() {
		this.lock.lock();
		try {
			this.closed = true;
			List<WorkItem> items = new ArrayList<>(this.outstanding.values());
			items.forEach(this::end);
			this.waiting.clear();
			this.room.signalAll();
			return items;
		}
		finally {
			this.lock.unlock();
		}
	}

	int outstanding() {
		this.lock.lock();
		try {
			return this.outstanding.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What a result means to the ledger.
	 */
	enum Match {

		FIRST, REPEATED, UNKNOWN

	}

}
