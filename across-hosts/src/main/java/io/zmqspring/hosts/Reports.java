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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqStatistics;

/**
 * Writes the lines that the script reads: states, such as {@code STATE ready}, and at the
 * end one line {@code COUNTS} with {@code name=value}.
 */
@Component
class Reports {

	private final List<ZmqRole> roles;

	private final ObjectProvider<Counted> counted;

	Reports(List<ZmqRole> roles, ObjectProvider<Counted> counted) {
		this.roles = roles;
		this.counted = counted;
	}

	void state(String state) {
		System.out.println("STATE " + state);
	}

	@EventListener(ContextClosedEvent.class)
	void writeCounts() {
		Map<String, Long> counts = new LinkedHashMap<>();
		for (ZmqRole role : this.roles) {
			ZmqStatistics stats = role.stats();
			counts.put("sent", stats.sent());
			counts.put("received", stats.received());
			counts.put("lost", stats.lost());
			counts.put("recovered", stats.recovered());
			counts.put("duplicates", stats.duplicates());
			counts.put("failed", stats.failed());
			stats.drops().forEach((reason, number) -> counts.put("dropped-" + reason, number));
		}
		this.counted.orderedStream().forEach((bean) -> counts.putAll(bean.counts()));
		System.out.println("COUNTS " + counts.entrySet()
			.stream()
			.map((count) -> count.getKey() + "=" + count.getValue())
			.collect(Collectors.joining(" ")));
	}

}
