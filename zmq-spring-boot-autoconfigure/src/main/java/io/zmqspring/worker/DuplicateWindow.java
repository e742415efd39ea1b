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

package io.zmqspring.worker;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The window in which a worker recognises work that was sent to it again: what is in
 * hand, and the answers to what is done. Bounded in number and bytes; the oldest goes
 * first. Safe for any thread.
 */
final class DuplicateWindow {

	private static final int MAX_ITEMS = 10_000;

	private static final long MAX_BYTES = 32L * 1024 * 1024;

	private static final EncodedResult IN_HAND = new EncodedResult(new byte[0], null);

	private final Map<WorkId, EncodedResult> answers = new LinkedHashMap<>();

	private final int maxItems;

	private final long maxBytes;

	private long bytes;

	DuplicateWindow() {
		this(MAX_ITEMS, MAX_BYTES);
	}

	DuplicateWindow(int maxItems, long maxBytes) {
		this.maxItems = maxItems;
		this.maxBytes = maxBytes;
	}

	/**
	 * Take an item in hand.
	 * @param id what tells it from others
	 * @return {@code null} if it is new, its answer if it is done, an empty answer if it
	 * is in hand
	 */
	synchronized @Nullable EncodedResult begin(WorkId id) {
		EncodedResult known = this.answers.putIfAbsent(id, IN_HAND);
		if (known == null) {
			this.bytes += id.bytes();
			evict();
		}
		return known;
	}

	synchronized void answered(WorkId id, EncodedResult answer) {
		forget(id);
		this.answers.put(id, answer);
		this.bytes += id.bytes() + answer.bytes();
		evict();
	}

	/**
	 * The item failed: it may be tried again.
	 * @param id what tells it from others
	 */
	synchronized void forget(WorkId id) {
		EncodedResult removed = this.answers.remove(id);
		if (removed != null) {
			this.bytes -= id.bytes() + removed.bytes();
		}
	}

	private void evict() {
		Iterator<Map.Entry<WorkId, EncodedResult>> oldest = this.answers.entrySet().iterator();
		while ((this.answers.size() > this.maxItems || this.bytes > this.maxBytes) && oldest.hasNext()) {
			Map.Entry<WorkId, EncodedResult> entry = oldest.next();
			this.bytes -= entry.getKey().bytes() + entry.getValue().bytes();
			oldest.remove();
		}
	}

}
