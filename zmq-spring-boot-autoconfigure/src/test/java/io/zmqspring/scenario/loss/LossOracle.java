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

package io.zmqspring.scenario.loss;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.zmqspring.handler.ZmqMessageHandler;
import io.zmqspring.scenario.loss.Arrivals.Truth;

/**
 * Knows what one subscriber has missed, from the payloads that its handlers have
 * received. A payload names the start of a publisher and the number of the message. A
 * message is lost if it lies between the first and the last message of its topic and
 * start that have arrived. If the subscriber has watched the start, all messages from 1
 * on count.
 */
final class LossOracle implements ZmqMessageHandler<byte[]> {

	private final Map<String, Map<Integer, Arrivals>> arrivals = new HashMap<>();

	private final Map<String, Truth> before = new HashMap<>();

	private final Map<String, Integer> subscribedAfter = new HashMap<>();

	private final Set<Integer> watched = new HashSet<>();

	private final Map<String, Integer> lastPlain = new HashMap<>();

	private final int joinedAfter;

	private long plain;

	/**
	 * Create an oracle.
	 * @param joinedAfter the last start before the subscriber has joined
	 */
	LossOracle(int joinedAfter) {
		this.joinedAfter = joinedAfter;
	}

	@Override
	public synchronized void handle(String topic, byte[] payload) {
		String text = new String(payload, StandardCharsets.US_ASCII);
		int start = NumberedPublisher.start(text);
		int number = NumberedPublisher.number(text);
		if (start == NumberedPublisher.PLAIN) {
			this.plain++;
			this.lastPlain.put(topic, number);
			return;
		}
		this.arrivals.computeIfAbsent(topic, (key) -> new HashMap<>())
			.computeIfAbsent(start, (key) -> new Arrivals(hasWatched(topic, start) ? 1 : number))
			.add(number);
	}

	private boolean hasWatched(String topic, int start) {
		return this.watched.contains(start)
				&& start > this.subscribedAfter.getOrDefault(LossRun.groupOf(topic), this.joinedAfter);
	}

	/**
	 * Take note of the start of a publisher that follows another start at the same
	 * address.
	 * @param start the start
	 */
	synchronized void watch(int start) {
		this.watched.add(start);
	}

	/**
	 * Take note that the subscriber has unsubscribed from a group of topics, for which it
	 * has received everything that was on its way.
	 * @param group the group
	 * @param lastStart the last start so far
	 */
	synchronized void unsubscribed(String group, int lastStart) {
		Predicate<String> unsubscribed = (topic) -> LossRun.groupOf(topic).equals(group);
		this.arrivals.forEach((topic, each) -> {
			if (unsubscribed.test(topic)) {
				this.before.merge(topic, truth(each), Truth::plus);
			}
		});
		this.arrivals.keySet().removeIf(unsubscribed);
		this.subscribedAfter.put(group, lastStart);
	}

	/**
	 * The number of the last message that has arrived.
	 * @param topic the topic
	 * @param start the start of the publisher
	 * @return the number, 0 if none has arrived
	 */
	synchronized int last(String topic, int start) {
		if (start == NumberedPublisher.PLAIN) {
			return this.lastPlain.getOrDefault(topic, 0);
		}
		Arrivals found = this.arrivals.getOrDefault(topic, Map.of()).get(start);
		return (found != null) ? found.last() : 0;
	}

	/**
	 * How many messages have arrived from publishers without a sequence.
	 * @return the number
	 */
	synchronized long plain() {
		return this.plain;
	}

	/**
	 * What has happened to the messages of each topic.
	 * @return a snapshot
	 */
	synchronized Map<String, Truth> truth() {
		Map<String, Truth> all = new HashMap<>(this.before);
		this.arrivals.forEach((topic, each) -> all.merge(topic, truth(each), Truth::plus));
		return all;
	}

	private static Truth truth(Map<Integer, Arrivals> starts) {
		return starts.values().stream().map(Arrivals::truth).reduce(Truth.NOTHING, Truth::plus);
	}

}
