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

package io.zmqspring.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes at most one log line per interval and counts the lines it suppresses, so that no
 * peer can flood the log. Thread-safe.
 *
 * @since 0.1
 */
public final class LogThrottle {

	private final long intervalNanos;

	private final AtomicLong next = new AtomicLong(System.nanoTime());

	private final AtomicLong suppressed = new AtomicLong();

	/**
	 * Create a throttle.
	 * @param interval the shortest time between two lines
	 */
	public LogThrottle(Duration interval) {
		this.intervalNanos = interval.toNanos();
	}

	/**
	 * Log now, or count a suppressed line.
	 * @param log writes the line; called at most once per interval, with a suffix to
	 * append: the number of lines suppressed since the last one, empty if there are none
	 */
	public void log(Consumer<String> log) {
		long now = System.nanoTime();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + this.intervalNanos)) {
			long count = this.suppressed.getAndSet(0);
			boolean logged = false;
			try {
				log.accept((count > 0) ? " (" + count + " more since the last report)" : "");
				logged = true;
			}
			finally {
				if (!logged) {
					this.suppressed.addAndGet(count + 1);
					this.next.set(now);
				}
			}
		}
		else {
			this.suppressed.incrementAndGet();
		}
	}

}
