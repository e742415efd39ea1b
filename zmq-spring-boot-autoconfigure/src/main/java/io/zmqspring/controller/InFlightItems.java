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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The items of a {@link Ledger} that were sent and have no result, in the order of their
 * latest sending. Used under the lock of the ledger.
 */
final class InFlightItems {

	// The item sent last is the last one
	private final Map<String, WorkItem> items = new LinkedHashMap<>(16, 0.75F, true);

	private final long redeliveryNanos;

	private final int limit;

	InFlightItems(int limit, Duration redeliveryTimeout) {
		this.limit = limit;
		this.redeliveryNanos = redeliveryTimeout.toNanos();
	}

	boolean hasRoom() {
		return this.items.size() < this.limit;
	}

	void sent(WorkItem item) {
		item.sentAt = System.nanoTime();
		this.items.put(item.id(), item);
	}

	boolean contains(WorkItem item) {
		return this.items.containsKey(item.id());
	}

	void remove(WorkItem item) {
		this.items.remove(item.id(), item);
	}

	/**
	 * Return the item that was sent first, if its result is overdue.
	 * @return the item, which stays in flight, or {@code null}
	 */
	@Nullable WorkItem overdue() {
		Iterator<WorkItem> eldest = this.items.values().iterator();
		if (eldest.hasNext()) {
			WorkItem item = eldest.next();
			return (System.nanoTime() - item.sentAt >= this.redeliveryNanos) ? item : null;
		}
		return null;
	}

	long untilOverdue() {
		Iterator<WorkItem> eldest = this.items.values().iterator();
		return eldest.hasNext() ? eldest.next().sentAt + this.redeliveryNanos - System.nanoTime() : Long.MAX_VALUE;
	}

	void restartTimeouts() {
		long now = System.nanoTime();
		this.items.values().forEach((item) -> item.sentAt = now);
	}

}
