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

package io.zmqspring.sample.dashboard;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Counts the messages and bytes of one topic since the last report. Can be used from any
 * thread.
 */
final class TopicCounter {

	private long messages;

	private long bytes;

	private long lastNanos;

	synchronized void add(int size) {
		this.messages++;
		this.bytes += size;
		this.lastNanos = System.nanoTime();
	}

	/**
	 * Report the counts since the last report, and reset them.
	 * @return the report, such as {@code 10 msg 154.2 kB age 12 ms}
	 */
	synchronized String reportAndReset() {
		long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.lastNanos);
		String text = String.format(Locale.ROOT, "%d msg %.1f kB age %d ms", this.messages, this.bytes / 1000.0, age);
		this.messages = 0;
		this.bytes = 0;
		return text;
	}

}
