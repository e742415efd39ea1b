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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The services of a {@link HeartbeatWatch}: those that are expected, and a limited number
 * of others, because any peer can send heartbeats under any name. If there are too many
 * others, the one that has not been heard for the longest time is removed. Its owner
 * synchronizes the access.
 */
final class WatchedServices {

	private final Map<String, WatchedService> expected = new TreeMap<>();

	private final Map<String, WatchedService> others = new LinkedHashMap<>(16, 0.75f, true);

	private final int mostOthers;

	private boolean noneHeard = true;

	WatchedServices(Collection<String> expected, int mostOthers) {
		this.mostOthers = mostOthers;
		expected.forEach((name) -> this.expected.put(name, new WatchedService(name, true)));
	}

	/**
	 * Return the service that has sent a heartbeat, added if it is not known.
	 * @param name its name
	 * @return the service
	 */
	WatchedService heard(String name) {
		this.noneHeard = false;
		WatchedService known = this.expected.get(name);
		return (known != null) ? known : this.others.computeIfAbsent(name, (added) -> new WatchedService(added, false));
	}

	/**
	 * Remove one service if there are too many.
	 * @return the removed service, {@code null} if there are not too many
	 */
	@Nullable WatchedService removeOldest() {
		if (this.others.size() <= this.mostOthers) {
			return null;
		}
		Iterator<WatchedService> oldest = this.others.values().iterator();
		WatchedService removed = oldest.next();
		oldest.remove();
		return removed;
	}

	/**
	 * Remove services that are not expected.
	 * @param condition which of them to remove
	 */
	void removeOthersIf(Predicate<WatchedService> condition) {
		this.others.values().removeIf(condition);
	}

	/**
	 * Whether no service is expected and none has sent a heartbeat since the start.
	 * @return {@code true} if nothing is known of any service
	 */
	boolean isNothingKnown() {
		return this.noneHeard && this.expected.isEmpty();
	}

	Collection<WatchedService> expected() {
		return this.expected.values();
	}

	/**
	 * All services.
	 * @return a copy, in the order of names
	 */
	List<WatchedService> all() {
		Map<String, WatchedService> all = new TreeMap<>(this.others);
		all.putAll(this.expected);
		return new ArrayList<>(all.values());
	}

	/**
	 * A service whose heartbeats are received or expected. Its owner synchronizes the
	 * access.
	 */
	static final class WatchedService {

		private final String name;

		private final boolean expected;

		private @Nullable Instant lastHeardAt;

		private long lastHeard;

		private boolean silenceReported;

		WatchedService(String name, boolean expected) {
			this.name = name;
			this.expected = expected;
		}

		String name() {
			return this.name;
		}

		/**
		 * Whether {@code expect-heartbeat-from} names it.
		 * @return {@code false} for any other service that has sent heartbeats
		 */
		boolean isExpected() {
			return this.expected;
		}

		@Nullable Instant lastHeardAt() {
			return this.lastHeardAt;
		}

		/**
		 * Take note of a heartbeat.
		 * @param now the present {@link System#nanoTime()}
		 */
		void heard(long now) {
			this.lastHeardAt = Instant.now();
			this.lastHeard = now;
			this.silenceReported = false;
		}

		/**
		 * How long no heartbeat has been received.
		 * @param now the present {@link System#nanoTime()}
		 * @param listeningSince when the subscriber began to receive, in the same time
		 * @return the time since the last heartbeat, or since the subscriber began to
		 * receive if that was later
		 */
		Duration silence(long now, long listeningSince) {
			long sinceListening = now - listeningSince;
			return Duration
				.ofNanos((this.lastHeardAt != null) ? Math.min(now - this.lastHeard, sinceListening) : sinceListening);
		}

		boolean isSilenceReported() {
			return this.silenceReported;
		}

		void silenceReported() {
			this.silenceReported = true;
		}

	}

}
