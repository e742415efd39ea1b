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

package io.zmqspring.role.statistics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.support.LogThrottle;

/**
 * Compares the calls of one listener with the budget of its latency class. Overruns are
 * counted, and logged at most once a minute. Safe for any thread.
 */
final class LatencyBudget {

	private static final Log logger = LogFactory.getLog(LatencyBudget.class);

	private final LogThrottle warnings = new LogThrottle(Duration.ofMinutes(1));

	private final LatencyClass latencyClass;

	private final String listener;

	private final LongAdder overruns;

	private final long nanos;

	LatencyBudget(LatencyClass latencyClass, String listener, LongAdder overruns) {
		this.latencyClass = latencyClass;
		this.listener = listener;
		this.overruns = overruns;
		this.nanos = latencyClass.budget().toNanos();
	}

	/**
	 * Compare a call with the budget.
	 * @param taken the duration of the call in nanoseconds
	 */
	void check(long taken) {
		if (taken > this.nanos) {
			this.overruns.increment();
			this.warnings.log((suffix) -> logger.warn(this.listener + " took " + taken / 1_000_000
					+ " ms for a message, more than the " + SettingText.of(this.latencyClass.budget())
					+ " of the latency class " + this.latencyClass + suffix));
		}
	}

}
