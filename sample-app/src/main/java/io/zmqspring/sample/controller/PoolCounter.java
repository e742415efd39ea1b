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

package io.zmqspring.sample.controller;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tracks the pictures of one pool that have no result yet, and counts what happened since
 * the last report. Can be used from any thread.
 */
final class PoolCounter {

	private final Map<String, Long> outstanding = new LinkedHashMap<>();

	private final int maxOutstanding;

	private final long resultTimeoutNanos;

	private int results;

	private long bytes;

	private int timedResults;

	private long nanos;

	private int skipped;

	private int overdue;

	private int deadLetters;

	/**
	 * Create a counter.
	 * @param maxOutstanding maximum number of pictures without a result
	 * @param resultTimeout how long a picture counts as outstanding
	 */
	PoolCounter(int maxOutstanding, Duration resultTimeout) {
		this.maxOutstanding = maxOutstanding;
		this.resultTimeoutNanos = resultTimeout.toNanos();
	}

	/**
	 * Begin to track a picture.
	 * @param id the id of the picture
	 * @return {@code false} if too many pictures are outstanding, so this one is skipped
	 */
	synchronized boolean begin(String id) {
		if (this.outstanding.size() >= this.maxOutstanding) {
			this.skipped++;
			return false;
		}
		this.outstanding.put(id, System.nanoTime());
		return true;
	}

	/**
	 * Count a picture as skipped because no worker accepted it.
	 * @param id the id of the picture
	 */
	synchronized void notAccepted(String id) {
		this.outstanding.remove(id);
		this.skipped++;
	}

	/**
	 * Count pictures as skipped.
	 * @param pictures the number of pictures
	 */
	synchronized void skip(int pictures) {
		this.skipped += pictures;
	}

	/**
	 * Count a result. An overdue result is counted, but not its time.
	 * @param id the id of the picture
	 * @param size the size of the result in bytes
	 */
	synchronized void result(String id, int size) {
		this.results++;
		this.bytes += size;
		Long since = this.outstanding.remove(id);
		if (since != null) {
			this.timedResults++;
			this.nanos += System.nanoTime() - since;
		}
	}

	/**
	 * Count a picture whose last delivery attempt has failed.
	 * @param id the id of the picture
	 */
	synchronized void deadLetter(String id) {
		this.outstanding.remove(id);
		this.deadLetters++;
	}

	/**
	 * Report the counts since the last report, and reset them.
	 * @return the report, such as {@code 10 results 31.4 kB 8 ms 2 skipped}
	 */
	synchronized String reportAndReset() {
		removeOverdue();
		StringBuilder text = new StringBuilder(this.results + " results");
		if (this.results > 0) {
			text.append(String.format(Locale.ROOT, " %.1f kB", this.bytes / 1000.0));
		}
		if (this.timedResults > 0) {
			text.append(" ").append(TimeUnit.NANOSECONDS.toMillis(this.nanos / this.timedResults)).append(" ms");
		}
		append(text, this.skipped, "skipped");
		append(text, this.overdue, "overdue");
		append(text, this.deadLetters, "given up");
		this.results = 0;
		this.bytes = 0;
		this.timedResults = 0;
		this.nanos = 0;
		this.skipped = 0;
		this.overdue = 0;
		this.deadLetters = 0;
		return text.toString();
	}

	private void removeOverdue() {
		long now = System.nanoTime();
		int before = this.outstanding.size();
		this.outstanding.values().removeIf((since) -> now - since > this.resultTimeoutNanos);
		this.overdue += before - this.outstanding.size();
	}

	private static void append(StringBuilder text, int count, String what) {
		if (count > 0) {
			text.append(" ").append(count).append(" ").append(what);
		}
	}

}
