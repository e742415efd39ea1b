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
 * The window in which a worker recognizes work that was sent again: the items being
 * processed, and the results of those that are complete. Limited in number and bytes; the
 * oldest are removed first. Safe for any thread.
 */
final class DuplicateWindow {

	private static final int MAX_ITEMS = 10_000;

	private static final long MAX_BYTES = 32L * 1024 * 1024;

	private static final EncodedResult IN_PROCESS = new EncodedResult(new byte[0], null);

	private final Map<WorkId, EncodedResult> results = new LinkedHashMap<>();

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
	 * Begin to process an item.
	 * @param id the identity of the item
	 * @return {@code null} if it is new, its result if it is complete, an empty result if
	 * it is being processed
	 */
	synchronized @Nullable EncodedResult begin(WorkId id) {
		EncodedResult known = this.results.putIfAbsent(id, IN_PROCESS);
		if (known == null) {
			this.bytes += id.bytes();
			evict();
		}
		return known;
	}

	/**
	 * Keep the result of an item.
	 * @param id the identity of the item
	 * @param result its result
	 */
	synchronized void completed(WorkId id, EncodedResult result) {
		forget(id);
		this.results.put(id, result);
		this.bytes += id.bytes() + result.bytes();
		evict();
	}

	/**
	 * Forget an item that has failed, so that it may be processed again.
	 * @param id the identity of the item
	 */
	synchronized void forget(WorkId id) {
		EncodedResult removed = this.results.remove(id);
		if (removed != null) {
			this.bytes -= id.bytes() + removed.bytes();
		}
	}

	private void evict() {
		Iterator<Map.Entry<WorkId, EncodedResult>> oldest = this.results.entrySet().iterator();
		while ((this.results.size() > this.maxItems || this.bytes > this.maxBytes) && oldest.hasNext()) {
			Map.Entry<WorkId, EncodedResult> entry = oldest.next();
			this.bytes -= entry.getKey().bytes() + entry.getValue().bytes();
			oldest.remove();
		}
	}

	/**
	 * The result of an item of work as it is sent.
	 *
	 * @param payload the payload
	 * @param headers the encoded headers, if there are any
	 */
	record EncodedResult(byte[] payload, byte @Nullable [] headers) {

		int bytes() {
			return this.payload.length + ((this.headers != null) ? this.headers.length : 0);
		}

	}

}
