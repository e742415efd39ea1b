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

package io.zmqspring.observation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.zmqspring.role.CallRecorder;

/**
 * The timers of one handler: one for successful calls, and one for each exception that it
 * throws.
 */
final class HandlerTimer implements CallRecorder {

	static final String NO_EXCEPTION = "none";

	/** The exception of all failures beyond {@value #MAX_EXCEPTIONS} different ones. */
	private static final String OTHER = "other";

	private static final int MAX_EXCEPTIONS = 100;

	private final Map<String, List<Timer>> failures = new ConcurrentHashMap<>();

	private final Function<String, List<Timer>> timers;

	private final List<Timer> success;

	/**
	 * Create the timers.
	 * @param timers creates the timers of an exception, one per registry
	 */
	HandlerTimer(Function<String, List<Timer>> timers) {
		this.timers = timers;
		this.success = timers.apply(NO_EXCEPTION);
	}

	@Override
	public void record(long nanos, long times, @Nullable String exception) {
		List<Timer> timers = (exception != null) ? timersOf(exception) : this.success;
		for (Timer timer : timers) {
			for (long i = 0; i < times; i++) {
				timer.record(nanos, TimeUnit.NANOSECONDS);
			}
		}
	}

	private List<Timer> timersOf(String exception) {
		List<Timer> existing = this.failures.get(exception);
		if (existing != null) {
			return existing;
		}
		String key = (this.failures.size() < MAX_EXCEPTIONS) ? exception : OTHER;
		return this.failures.computeIfAbsent(key, this.timers);
	}

}
