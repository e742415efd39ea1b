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
import java.util.Deque;
import java.util.LinkedList;

import org.jspecify.annotations.Nullable;

/**
 * The items of a {@link Ledger} whose worker has told an error: they are sent again after
 * a delay, or given up at once if no attempt is left. Used under the lock of the ledger.
 */
final class FailedItems {

	// In the order in which they are due. No ArrayDeque: it loses its elements if memory
	// runs out while it grows
	private final Deque<WorkItem> items = new LinkedList<>();

	private final long retryNanos;

	private final int maxAttempts;

	FailedItems(Duration retryDelay, int maxAttempts) {
		this.retryNanos = retryDelay.toNanos();
		this.maxAttempts = maxAttempts;
	}

	void add(WorkItem item) {
		long now = System.nanoTime();
		if (isExhausted(item)) {
			item.retryAt = now;
			this.items.addFirst(item);
		}
		else {
			item.retryAt = now + this.retryNanos;
			this.items.addLast(item);
		}
	}

	private boolean isExhausted(WorkItem item) {
		return item.attempts() >= this.maxAttempts;
	}

	/**
	 * Return the next item that is due.
	 * @param room whether another item may be in flight; an item without an attempt left
	 * is not sent, and needs no room
	 * @return the item, {@code null} if none is due
	 */
	@Nullable WorkItem next(boolean room) {
		WorkItem item = first();
		return (item != null && (room || isExhausted(item)) && item.retryAt - System.nanoTime() <= 0) ? item : null;
	}

	/**
	 * Remove an item that is in flight again.
	 * @param item the item
	 */
	void sent(WorkItem item) {
		if (this.items.peekFirst() == item) {
			this.items.removeFirst();
		}
	}

	long untilDue(boolean room) {
		WorkItem item = first();
		return (item != null && (room || isExhausted(item))) ? item.retryAt - System.nanoTime() : Long.MAX_VALUE;
	}

	// The result of another attempt may have arrived meanwhile
	private @Nullable WorkItem first() {
		while (!this.items.isEmpty() && this.items.getFirst().ended) {
			this.items.removeFirst();
		}
		return this.items.peekFirst();
	}

	void clear() {
		this.items.clear();
	}

}
