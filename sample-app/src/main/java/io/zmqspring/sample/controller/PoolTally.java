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
 * What a pool has in hand, and what became of it since it was last asked. Safe for any
 * number of threads.
 */
final class PoolTally {

	private final Map<String, Long> outstanding = new LinkedHashMap<>();

	private final int maxOutstanding;

	private final long patience;

	private int results;

	private long bytes;

	private int timed;

	private long time;

	private int skipped;

	private int overdue;

	private int givenUp;

	PoolTally(int maxOutstanding, Duration patience) {
		this.maxOutstanding = maxOutstanding;
		this.patience = patience.toNanos();
	}

	/**
	 * A picture is to be handed out.
	 * @param id its id
	 * @return {@code false} if so many are outstanding that it is skipped
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
	 * No worker took it.
	 * @param id its id
	 */
	synchronized void refused(String id) {
		this.outstanding.remove(id);
		this.skipped++;
	}

	synchronized void skip(int pictures) {
		this.skipped += pictures;
	}

	/**
	 * A result has come. One that is overdue counts, but its time does not.
	 * @param id the id of its picture
	 * @param size bytes of the result
	 */
	synchronized void result(String id, int size) {
		this.results++;
		this.bytes += size;
		Long since = this.outstanding.remove(id);
		if (since != null) {
			this.timed++;
			this.time += System.nanoTime() - since;
		}
	}

	synchronized void giveUp(String id) {
		this.outstanding.remove(id);
		this.givenUp++;
	}

	/**
	 * Say what has come and count from zero again.
	 * @return such as {@code 10 results 31.4 kB 8 ms 2 skipped}
	 */
	synchronized String drain() {
		forgetOverdue();
		StringBuilder text = new StringBuilder(this.results + " results");
		if (this.results > 0) {
			text.append(String.format(Locale.ROOT, " %.1f kB", this.bytes / 1000.0));
		}
		if (this.timed > 0) {
			text.append(" ").append(TimeUnit.NANOSECONDS.toMillis(this.time / this.timed)).append(" ms");
		}
		append(text, this.skipped, "skipped");
		append(text, this.overdue, "overdue");
		append(text, this.givenUp, "given up");
		this.results = 0;
		this.bytes = 0;
		this.timed = 0;
		this.time = 0;
		this.skipped = 0;
		this.overdue = 0;
		this.givenUp = 0;
		return text.toString();
	}

	private void forgetOverdue() {
		long now = System.nanoTime();
		int before = this.outstanding.size();
		this.outstanding.values().removeIf((since) -> now - since > this.patience);
		this.overdue += before - this.outstanding.size();
	}

	private static void append(StringBuilder text, int count, String what) {
		if (count > 0) {
			text.append(" ").append(count).append(" ").append(what);
		}
	}

}
