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

package io.zmqspring.sequence;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The publishers whose clock differs. One that says nothing more, because it has ended or
 * was started again, is forgotten. Written by one thread, read by any.
 */
final class ClockWarnings {

	private static final int MOST = 16;

	// A publisher that sends is compared again after seconds
	private static final long VALID_NANOS = Duration.ofMinutes(1).toNanos();

	private final Map<PublisherEpoch, Warning> warnings = new ConcurrentHashMap<>();

	private final LongSupplier clock;

	/**
	 * Create an empty collection.
	 * @param clock the time of {@link System#nanoTime()}
	 */
	ClockWarnings(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * The clock of a publisher differs.
	 * @param publisher the publisher
	 * @param text a sentence without a full stop
	 */
	void put(PublisherEpoch publisher, String text) {
		long now = this.clock.getAsLong();
		this.warnings.values().removeIf((warning) -> !warning.isValid(now));
		if (this.warnings.size() < MOST || this.warnings.containsKey(publisher)) {
			this.warnings.put(publisher, new Warning(text, now));
		}
	}

	/**
	 * The clock of a publisher agrees.
	 * @param publisher the publisher
	 */
	void remove(PublisherEpoch publisher) {
		this.warnings.remove(publisher);
	}

	/**
	 * The publishers whose clock differs.
	 * @return sentences without a full stop, empty if all is well
	 */
	List<String> all() {
		long now = this.clock.getAsLong();
		return this.warnings.values().stream().filter((warning) -> warning.isValid(now)).map(Warning::text).toList();
	}

	void clear() {
		this.warnings.clear();
	}

	/**
	 * What is said about a publisher.
	 *
	 * @param text a sentence
	 * @param at the time of the comparison
	 */
	private record Warning(String text, long at) {

		boolean isValid(long now) {
			return now - this.at < VALID_NANOS;
		}

	}

}
