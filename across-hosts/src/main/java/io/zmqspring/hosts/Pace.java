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

package io.zmqspring.hosts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a constant rate, until a file exists. Not thread-safe.
 */
final class Pace {

	private final long intervalNanos;

	private final Path end;

	private long next = System.nanoTime();

	Pace(Duration interval, Path end) {
		this.end = end;
		this.intervalNanos = interval.toNanos();
	}

	/**
	 * Wait until the next one is due.
	 * @return {@code false} if no more is to be sent
	 */
	boolean await() {
		long left = this.next - System.nanoTime();
		while (left > 0) {
			LockSupport.parkNanos(left);
			left = this.next - System.nanoTime();
		}
		this.next += this.intervalNanos;
		return !Files.exists(this.end);
	}

}
