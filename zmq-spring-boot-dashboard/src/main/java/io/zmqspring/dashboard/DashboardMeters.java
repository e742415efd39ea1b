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

package io.zmqspring.dashboard;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Reads times that only Micrometer has.
 */
final class DashboardMeters {

	private final @Nullable MeterRegistry registry;

	DashboardMeters(@Nullable MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Read the times of all handlers. A handler has several timers: one for success, and
	 * one for each exception.
	 * @return the times of all handlers that were called, sorted by id
	 */
	List<HandlerTimes> handlers() {
		if (this.registry == null) {
			return List.of();
		}
		Map<String, List<Timer>> timers = this.registry.find("zmq.listener")
			.timers()
			.stream()
			.collect(Collectors.groupingBy((timer) -> String.valueOf(timer.getId().getTag("id")), TreeMap::new,
					Collectors.toList()));
		return timers.entrySet()
			.stream()
			.map((entry) -> handler(entry.getKey(), entry.getValue()))
			.filter((times) -> times.calls() > 0)
			.toList();
	}

	private static HandlerTimes handler(String id, Collection<Timer> timers) {
		long calls = timers.stream().mapToLong(Timer::count).sum();
		double total = timers.stream().mapToDouble((timer) -> timer.totalTime(TimeUnit.MILLISECONDS)).sum();
		double max = timers.stream().mapToDouble((timer) -> timer.max(TimeUnit.MILLISECONDS)).max().orElse(0);
		return new HandlerTimes(id, calls, new Times((calls > 0) ? total / calls : 0, max));
	}

	/**
	 * Read the ages of the messages of a subscriber.
	 * @param subscriber its name
	 * @return the times from sending to receiving, {@code null} if it has received no
	 * message with a number
	 */
	@Nullable Times ages(String subscriber) {
		Timer ages = (this.registry != null) ? this.registry.find("zmq.messages.age").tag("name", subscriber).timer()
				: null;
		return (ages != null) ? new Times(ages.mean(TimeUnit.MILLISECONDS), ages.max(TimeUnit.MILLISECONDS)) : null;
	}

}
