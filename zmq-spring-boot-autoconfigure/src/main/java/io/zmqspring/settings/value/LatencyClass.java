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

package io.zmqspring.settings.value;

import java.time.Duration;
import java.util.Locale;

/**
 * The time within which messages must be handled (Experimance design, section on
 * latency). Messages of different classes must not share a socket.
 *
 * @since 0.1
 */
public enum LatencyClass {

	/** Commands: 10 ms. */
	CONTROL(Duration.ofMillis(10)),

	/** Measurements and images: 100 ms. */
	TELEMETRY(Duration.ofMillis(100)),

	/** Logs and metrics: 1 s. */
	LOGGING(Duration.ofSeconds(1));

	private final Duration budget;

	LatencyClass(Duration budget) {
		this.budget = budget;
	}

	/**
	 * The longest time a handler may take for a message.
	 * @return the budget
	 */
	public Duration budget() {
		return this.budget;
	}

	/**
	 * The class as users write it in settings.
	 * @return a lower-case name such as {@code control}
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
