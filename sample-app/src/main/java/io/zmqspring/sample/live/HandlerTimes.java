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

package io.zmqspring.sample.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The execution times of a handler.
 *
 * @param id the id of the handler
 * @param calls the number of calls since the start
 * @param mean the mean time since the start, in milliseconds
 * @param max the maximum time of the last minutes, in milliseconds
 */
record HandlerTimes(String id, long calls, double mean, double max) {

	/**
	 * Read the times of all handlers. A handler has several timers: one for success, and
	 * one for each exception.
	 * @param registry the registry that contains the timers
	 * @return the times of all handlers that were called, sorted by id
	 */
	static List<HandlerTimes> of(MeterRegistry registry) {
		Map<String, List<Timer>> timers = registry.find("zmq.listener")
			.timers()
			.stream()
			.collect(Collectors.groupingBy((timer) -> String.valueOf(timer.getId().getTag("id")), TreeMap::new,
					Collectors.toList()));
		return timers.entrySet()
			.stream()
			.map((entry) -> of(entry.getKey(), entry.getValue()))
			.filter((times) -> times.calls() > 0)
			.toList();
	}

	private static HandlerTimes of(String id, Collection<Timer> timers) {
		long calls = timers.stream().mapToLong(Timer::count).sum();
		double total = timers.stream().mapToDouble((timer) -> timer.totalTime(TimeUnit.MILLISECONDS)).sum();
		double max = timers.stream().mapToDouble((timer) -> timer.max(TimeUnit.MILLISECONDS)).max().orElse(0);
		return new HandlerTimes(id, calls, (calls > 0) ? total / calls : 0, max);
	}

}
