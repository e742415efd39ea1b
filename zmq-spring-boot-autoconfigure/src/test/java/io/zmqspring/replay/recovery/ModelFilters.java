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

package io.zmqspring.replay.recovery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.SyncRequest;

/**
 * What a subscriber is subscribed to, and since when it knows the last numbers.
 */
final class ModelFilters {

	private final Set<String> known = new HashSet<>();

	// The last request before a filter was added
	private final Map<String, Long> added = new HashMap<>();

	private final Map<Integer, Long> firstPages = new HashMap<>();

	private final Map<Integer, Long> newestEpochs = new HashMap<>();

	private List<String> prefixes = List.of("");

	void set(List<String> next, long lastRequest) {
		Set<String> before = Set.copyOf(this.known);
		for (String known : before) {
			int prefix = known.indexOf(':') + 1;
			next.stream()
				.filter((longer) -> longer.startsWith(known.substring(prefix)))
				.forEach((longer) -> this.known.add(known.substring(0, prefix) + longer));
		}
		this.prefixes = List.copyOf(next);
		this.added.keySet().retainAll(next);
		next.forEach((prefix) -> this.added.putIfAbsent(prefix, lastRequest));
		this.known.removeIf((prefix) -> !next.contains(prefix.substring(prefix.indexOf(':') + 1)));
	}

	boolean want(String topic) {
		return this.prefixes.stream().anyMatch(topic::startsWith);
	}

	/**
	 * Whether a topic is subscribed to, and the last numbers of a publisher were known.
	 * @param source the publisher
	 * @param topic the topic
	 * @return whether each message from now on has to be delivered, or is lost
	 */
	boolean follow(int source, String topic) {
		return this.prefixes.stream()
			.anyMatch((prefix) -> topic.startsWith(prefix) && this.known.contains(source + ":" + prefix));
	}

	void answered(int source, SyncRequest request, SummaryReply summary) {
		long[] epochs = summary.epochs();
		Long newest = (epochs.length > 0) ? epochs[epochs.length - 1] : null;
		Long before = (newest != null) ? this.newestEpochs.put(source, newest) : null;
		if (before != null && !before.equals(newest)) {
			// It asks again for everything
			return;
		}
		if (request.page() == 0) {
			this.firstPages.put(source, request.id());
		}
		if (summary.nextPage() == SummaryReply.END) {
			request.prefixes()
				.stream()
				.map(String::new)
				.filter((prefix) -> this.firstPages.get(source) > this.added.getOrDefault(prefix, 0L))
				.forEach((prefix) -> this.known.add(source + ":" + prefix));
		}
	}

}
