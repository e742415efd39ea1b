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

import org.jspecify.annotations.Nullable;

/**
 * A service whose heartbeats are received or expected. Its owner synchronizes the access.
 */
final class WatchedService {

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
	 * @return the time since the last heartbeat, or since the subscriber began to receive
	 * if that was later
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
