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

package io.zmqspring.replay.store;

import java.util.List;

/**
 * A page of the topics that have had messages since a time.
 *
 * @param epochs all epochs that the store knows, oldest first
 * @param until the time of the newest message in the store when the page was read; 0 if
 * there has never been one
 * @param next the number of the next page, {@link #END} if this is the last one
 * @param entries the topics
 * @since 0.1
 */
public record ReplaySummary(List<Long> epochs, long until, int next, List<Entry> entries) {

	/** The next page of the last page. */
	public static final int END = -1;

	/**
	 * Whether there may be another page.
	 * @return {@code false} if this is the last one
	 */
	public boolean hasNext() {
		return this.next != END;
	}

	/**
	 * A topic in one epoch.
	 *
	 * @param epoch the epoch
	 * @param topic the topic; shared, not to be changed
	 * @param last the last number that was sent
	 * @param first the first number that is available, {@code last + 1} if there is none
	 * @param time the time of the last message that was sent
	 */
	public record Entry(long epoch, byte[] topic, long last, long first, long time) {

	}

}
