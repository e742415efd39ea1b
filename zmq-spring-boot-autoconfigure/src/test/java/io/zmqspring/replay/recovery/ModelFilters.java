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

	private final Map<String, Long> lastNamed = new HashMap<>();

	private final Map<Integer, Long> newestEpochs = new HashMap<>();

	private List<String> prefixes = List.of();

	// The epochs in which the topics with a prefix were subscribed to
	private Map<String, List<Long>> since = new HashMap<>();

	void set(List<String> next, long lastRequest, List<Long> newestEpochs) {
		Map<String, List<Long>> still = new HashMap<>();
		this.since.forEach((region, epochs) -> next.forEach((wanted) -> {
			if (region.startsWith(wanted) || wanted.startsWith(region)) {
				still.merge((wanted.length() > region.length()) ? wanted : region, epochs, ModelFilters::earlier);
			}
		}));
		next.forEach((prefix) -> still.putIfAbsent(prefix, newestEpochs));
		this.since = still;
		// What is known and still wanted stays known
		Set<String> before = Set.copyOf(this.known);
		this.known.clear();
		for (String region : before) {
			int prefix = region.indexOf(':') + 1;
			String known = region.substring(prefix);
			next.stream()
				.filter((wanted) -> wanted.startsWith(known) || known.startsWith(wanted))
				.map((wanted) -> (wanted.length() > known.length()) ? wanted : known)
				.forEach((both) -> this.known.add(region.substring(0, prefix) + both));
		}
		this.prefixes = List.copyOf(next);
		this.lastNamed.keySet().removeIf((topic) -> !want(topic.split(":")[1]));
		this.added.keySet().retainAll(next);
		next.forEach((prefix) -> this.added.putIfAbsent(prefix, lastRequest));
	}

	private static List<Long> earlier(List<Long> one, List<Long> other) {
		return (one.get(0) <= other.get(0)) ? one : other;
	}

	/**
	 * Whether the topic of a message was subscribed to when its epoch began.
	 * @param message the message
	 * @return whether everything before the message is missing
	 */
	boolean wantedBefore(SequencedMessage message) {
		int source = (int) (message.epoch() / 100) - 1;
		return this.since.entrySet()
			.stream()
			.filter((region) -> new String(message.topic()).startsWith(region.getKey()))
			.map(Map.Entry::getValue)
			.anyMatch((epochs) -> source < epochs.size() && epochs.get(source) < message.epoch());
	}

	/**
	 * The last number of a topic that the subscriber was told.
	 * @param epoch the epoch
	 * @param topic the topic
	 * @return the number, 0 if there is none
	 */
	long lastNamed(long epoch, String topic) {
		return this.lastNamed.getOrDefault(epoch + ":" + topic, 0L);
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
		return this.known.stream().anyMatch((region) -> (source + ":" + topic).startsWith(region));
	}

	void answered(int source, SyncRequest request, SummaryReply summary) {
		long[] epochs = summary.epochs();
		Long newest = (epochs.length > 0) ? epochs[epochs.length - 1] : null;
		Long before = (newest != null) ? this.newestEpochs.put(source, newest) : null;
		if (before != null && !before.equals(newest)) {
			// It asks again for everything
			return;
		}
		summary.topics()
			.stream()
			.filter((topic) -> want(new String(topic.topic())))
			.forEach((topic) -> this.lastNamed.merge(topic.epoch() + ":" + new String(topic.topic()), topic.last(),
					Math::max));
		if (request.page() == 0) {
			this.firstPages.put(source, request.id());
		}
		if (summary.nextPage() == SummaryReply.END) {
			request.prefixes()
				.stream()
				.map(String::new)
				.filter((prefix) -> this.firstPages.get(source) > this.added.getOrDefault(prefix, Long.MAX_VALUE))
				.forEach((prefix) -> this.known.add(source + ":" + prefix));
		}
	}

}
