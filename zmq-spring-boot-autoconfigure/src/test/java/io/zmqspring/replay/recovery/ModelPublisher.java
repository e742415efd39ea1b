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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.MissingMessages;
import io.zmqspring.replay.protocol.ReplayedMessage;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.SyncRequest;
import io.zmqspring.replay.protocol.TopicSummary;

/**
 * A publisher with replay, without sockets: what it has sent, and what it still has.
 */
final class ModelPublisher {

	private final Map<Long, Map<String, TreeMap<Long, SequencedMessage>>> available = new LinkedHashMap<>();

	private final Map<Long, Map<String, Long>> numbers = new LinkedHashMap<>();

	private final Map<Long, Map<String, Long>> times = new LinkedHashMap<>();

	private final ArrayDeque<SequencedMessage> order = new ArrayDeque<>();

	private final Set<String> evicted = new HashSet<>();

	private final Set<String> forgotten = new HashSet<>();

	private final boolean durable;

	private final int window;

	int page = 3;

	private long time;

	private long epoch;

	private long nextEpoch;

	ModelPublisher(boolean durable, int window, long firstEpoch) {
		this.durable = durable;
		this.window = window;
		this.nextEpoch = firstEpoch;
		restart();
	}

	/**
	 * Begin an epoch. A file knows the topics of which it has messages, and no others.
	 */
	void restart() {
		if (!this.durable) {
			this.order.forEach((message) -> this.evicted.add(key(message)));
			this.order.clear();
			this.available.clear();
			this.numbers.clear();
			this.times.clear();
		}
		this.numbers.forEach((former, topics) -> topics.keySet().removeIf((topic) -> {
			boolean forgets = this.available.get(former).getOrDefault(topic, new TreeMap<>()).isEmpty();
			if (forgets) {
				this.forgotten.add(former + ":" + topic);
			}
			return forgets;
		}));
		this.numbers.values().removeIf(Map::isEmpty);
		this.epoch = this.nextEpoch++;
	}

	long epoch() {
		return this.epoch;
	}

	SequencedMessage publish(String topic) {
		long number = this.numbers.computeIfAbsent(this.epoch, (first) -> new TreeMap<>()).merge(topic, 1L, Long::sum);
		this.time++;
		SequencedMessage message = new SequencedMessage(this.epoch, topic.getBytes(), number, this.time,
				(this.epoch + ":" + topic + ":" + number).getBytes(), null, null, null, false);
		this.times.computeIfAbsent(this.epoch, (first) -> new TreeMap<>()).put(topic, this.time);
		this.available.computeIfAbsent(this.epoch, (first) -> new TreeMap<>())
			.computeIfAbsent(topic, (first) -> new TreeMap<>())
			.put(number, message);
		this.order.add(message);
		while (this.order.size() > this.window) {
			SequencedMessage oldest = this.order.remove();
			this.available.get(oldest.epoch()).get(new String(oldest.topic())).remove(oldest.number());
			this.evicted.add(key(oldest));
		}
		return message;
	}

	static String key(SequencedMessage message) {
		return message.epoch() + ":" + new String(message.topic()) + ":" + message.number();
	}

	static long position(String key) {
		String[] parts = key.split(":");
		return Long.parseLong(parts[0]) * 1_000_000 + Long.parseLong(parts[2]);
	}

	/**
	 * Whether live messages of a topic have not arrived. If the topic is subscribed to
	 * again before, nobody can tell that they are older than the subscription.
	 * @param live what has not arrived
	 * @param topic the topic
	 * @return {@code true} if messages after them may be asked for
	 */
	boolean hasUnderWay(Collection<SequencedMessage> live, String topic) {
		return live.stream()
			.anyMatch((message) -> message.epoch() / 100 == this.epoch / 100
					&& topic.equals(new String(message.topic())));
	}

	/**
	 * Whether a message could not be replayed at some time.
	 * @param key see {@link #key}
	 * @return {@code true} if it may be lost
	 */
	boolean wasEvicted(String key) {
		return this.evicted.contains(key);
	}

	/**
	 * Whether the last number of a topic is not known any more, because the publisher was
	 * restarted when all messages of it were gone.
	 * @param epoch the epoch
	 * @param topic the topic
	 * @return {@code true} if losses at its end cannot be known
	 */
	boolean hasForgotten(long epoch, String topic) {
		return this.forgotten.contains(epoch + ":" + topic);
	}

	/**
	 * Whether an answer contains an epoch.
	 * @param epoch the epoch
	 * @return {@code false} after a restart that has left no message of it
	 */
	boolean names(long epoch) {
		return this.numbers.containsKey(epoch);
	}

	SummaryReply answer(SyncRequest request) {
		List<TopicSummary> all = new ArrayList<>();
		for (long epoch : this.numbers.keySet()) {
			this.numbers.get(epoch).forEach((topic, last) -> {
				boolean matches = request.prefixes()
					.stream()
					.anyMatch((prefix) -> topic.startsWith(new String(prefix)));
				if (matches && this.times.get(epoch).get(topic) > request.after()) {
					TreeMap<Long, SequencedMessage> messages = this.available.get(epoch)
						.getOrDefault(topic, new TreeMap<>());
					all.add(new TopicSummary(epoch, topic.getBytes(), last,
							messages.isEmpty() ? last + 1 : messages.firstKey()));
				}
			});
		}
		int from = Math.min(request.page() * this.page, all.size());
		int to = Math.min(from + this.page, all.size());
		return new SummaryReply(request.id(), this.time,
				this.numbers.keySet().stream().mapToLong(Long::longValue).toArray(), List.copyOf(all.subList(from, to)),
				(to < all.size()) ? request.page() + 1 : SummaryReply.END);
	}

	MessagesReply answer(GetRequest request) {
		List<MissingMessages> missing = new ArrayList<>();
		List<ReplayedMessage> messages = new ArrayList<>();
		for (int i = 0; i < request.ranges().size(); i++) {
			MessageRange range = request.ranges().get(i);
			String topic = new String(range.topic());
			long last = this.numbers.getOrDefault(range.epoch(), Map.of()).getOrDefault(topic, 0L);
			TreeMap<Long, SequencedMessage> topicMessages = this.available.getOrDefault(range.epoch(), Map.of())
				.getOrDefault(topic, new TreeMap<>());
			Long first = topicMessages.ceilingKey(range.from());
			if (last == 0 || (first == null && range.from() <= last)) {
				missing.add(new MissingMessages(i, Long.MAX_VALUE));
			}
			else if (first != null && first > range.from()) {
				missing.add(new MissingMessages(i, first));
			}
			for (SequencedMessage message : topicMessages.subMap(range.from(), true, range.to(), true).values()) {
				if (messages.size() >= request.maxMessages()) {
					return new MessagesReply(request.id(), false, missing, messages);
				}
				messages.add(
						new ReplayedMessage(i, message.number(), message.time(), message.payload(), message.headers()));
			}
		}
		return new MessagesReply(request.id(), true, missing, messages);
	}

}
