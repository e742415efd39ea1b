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

package io.zmqspring.scenario.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Collects the times from the end of a fault until messages flow again.
 */
final class RecoveryTimes {

	private final Map<String, List<Duration>> times = new TreeMap<>();

	void add(Fault fault, String traffic, Duration time) {
		this.times.computeIfAbsent(fault + ", " + traffic, (name) -> new ArrayList<>()).add(time);
	}

	@Override
	public String toString() {
		return "Messages flow again after the end of a fault, milliseconds median/max:\n" + this.times.entrySet()
			.stream()
			.map((entry) -> "  " + entry.getKey() + ": " + figures(entry.getValue()))
			.collect(Collectors.joining("\n"));
	}

	private static String figures(List<Duration> all) {
		List<Duration> sorted = all.stream().sorted().toList();
		return figure(sorted.get(sorted.size() / 2)) + "/" + figure(sorted.get(sorted.size() - 1)) + " ("
				+ sorted.size() + ")";
	}

	private static String figure(Duration time) {
		return (time.compareTo(BareJeroMq.NEVER) < 0) ? Long.toString(time.toMillis())
				: "not within " + BareJeroMq.NEVER.toMillis();
	}

}
