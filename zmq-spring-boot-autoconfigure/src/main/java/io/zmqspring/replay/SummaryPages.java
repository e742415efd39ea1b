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

package io.zmqspring.replay;

import java.time.Duration;

import io.zmqspring.replay.protocol.SummaryReply;

/**
 * Ends a list of topics that has no end. A publisher names the next page in each page; a
 * faulty or hostile one could do so for ever. Used by one thread.
 */
final class SummaryPages {

	/** The most pages of a list: 2,000,000 topics of a publisher of this library. */
	static final int MOST_PAGES = 1000;

	/** How long nothing is asked for after a list without an end. */
	static final Duration PAUSE = Duration.ofMinutes(1);

	private int pages;

	private boolean endless;

	private long endlessAt;

	/**
	 * Whether a page may be asked for.
	 * @param page the number of the page, 0 begins a list
	 * @param now the present time in nanoseconds
	 * @return {@code false} during the pause
	 */
	boolean mayAsk(int page, long now) {
		if (this.endless && now - this.endlessAt < PAUSE.toNanos()) {
			return false;
		}
		if (page == 0) {
			this.pages = 0;
		}
		return true;
	}

	/**
	 * Take a page.
	 * @param reply the page
	 * @param now the present time in nanoseconds
	 * @return whether the list goes on although it has the most pages
	 */
	boolean isEndless(SummaryReply reply, long now) {
		this.pages++;
		if (reply.nextPage() == SummaryReply.END) {
			this.endless = false;
			return false;
		}
		if (this.pages < MOST_PAGES) {
			return false;
		}
		this.endless = true;
		this.endlessAt = now;
		return true;
	}

	/**
	 * Whether the last complete list, or the one after it, had no end.
	 * @return {@code false} as soon as a list has ended
	 */
	boolean wasEndless() {
		return this.endless;
	}

	/**
	 * Forget the past: there is another connection.
	 */
	void clear() {
		this.pages = 0;
		this.endless = false;
	}

}
