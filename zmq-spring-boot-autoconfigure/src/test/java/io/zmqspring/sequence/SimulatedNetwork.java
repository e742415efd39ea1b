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

package io.zmqspring.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Publishers, their connections to one subscriber, and its subscriptions. Knows all
 * numbers that have arrived, and so what the tracker must count.
 */
final class SimulatedNetwork {

	private static final int TOPICS = 5;

	private static final int MOST_RESTARTS = 4;

	private static final long SETTLING = 60;

	private final Arrivals arrivals = new Arrivals();

	private final List<Publisher> publishers = new ArrayList<>();

	private final Map<String, Received> received = new HashMap<>();

	// Since when each topic is subscribed to, null if it is not
	private final @Nullable Long[] since = new Long[TOPICS];

	private final long[] ended = new long[TOPICS];

	private final Random random;

	private final boolean bound;

	private long at = 1;

	private long nextEpoch = 1;

	private int restarts;

	private long duplicates;

	private long reordered;

	SimulatedNetwork(long seed, boolean bound) {
		this.random = new Random(seed);
		this.bound = bound;
		for (int i = 0; i < 1 + this.random.nextInt(4); i++) {
			this.publishers.add(new Publisher("10.0.0.1:" + i));
		}
		for (int topic = 0; topic < TOPICS; topic++) {
			this.since[topic] = 1L;
		}
	}

	Arrivals arrivals() {
		return this.arrivals;
	}

	long lost() {
		return this.received.values().stream().mapToLong(Received::lost).sum();
	}

	long duplicates() {
		return this.duplicates;
	}

	long reordered() {
		return this.reordered;
	}

	void step() {
		this.arrivals.now++;
		Publisher publisher = this.publishers.get(this.random.nextInt(this.publishers.size()));
		int chance = this.random.nextInt(1000);
		if (chance < 3 && this.restarts < MOST_RESTARTS) {
			this.restarts++;
			publisher.restart();
		}
		else if (chance < 10) {
			publisher.cut();
		}
		else if (chance < 25) {
			changeSubscription(this.random.nextInt(TOPICS));
		}
		else {
			publisher.publish(this.random.nextInt(TOPICS));
		}
	}

	// What is under way arrives before: the tests of interruptions have the other case
	private void changeSubscription(int topic) {
		this.publishers.forEach(Publisher::flush);
		this.arrivals.now += 2 * SETTLING;
		this.at = this.arrivals.now;
		if (this.since[topic] == null) {
			this.since[topic] = this.at;
		}
		else {
			this.since[topic] = null;
			this.ended[topic] = this.at;
			this.received.values().forEach((numbers) -> numbers.interruptedIf(topic));
		}
		this.arrivals.now += 2 * SETTLING;
	}

	private void arrive(Message message) {
		Long subscribed = this.since[message.topic];
		if (subscribed == null) {
			return;
		}
		message.sender.lastSeenAt = Math.max(message.sender.lastSeenAt, this.at);
		Received numbers = this.received.computeIfAbsent(message.sender.epoch + "/" + message.topic,
				(key) -> new Received(message.topic, message.sender.countsFromOne(subscribed)));
		if (!numbers.all.add(message.number)) {
			this.duplicates++;
		}
		else if (message.number < numbers.highest) {
			this.reordered++;
		}
		numbers.arrived(message.number);
		long now = this.arrivals.now;
		this.arrivals.now = this.at;
		this.arrivals.subscribe(subscribed,
				(this.ended[message.topic] > 0) ? this.ended[message.topic] + SETTLING : subscribed);
		this.arrivals.now = now;
		this.arrivals.arrive("topic-" + message.topic, message.sender.epoch, message.number, message.over,
				this.bound ? null : message.sender.address);
	}

	/**
	 * The numbers of one topic of one publisher that have arrived.
	 */
	private static final class Received {

		private final TreeSet<Long> all = new TreeSet<>();

		private final int topic;

		private long highest;

		// The numbers from which and up to which every one should have arrived
		private final List<long[]> expected = new ArrayList<>();

		private boolean interrupted;

		Received(int topic, boolean fromOne) {
			this.topic = topic;
			if (fromOne) {
				this.expected.add(new long[] { 1, 0 });
			}
			this.interrupted = !fromOne;
		}

		void interruptedIf(int changed) {
			this.interrupted |= this.topic == changed;
		}

		void arrived(long number) {
			if (number <= this.highest) {
				return;
			}
			this.highest = number;
			if (this.interrupted) {
				this.expected.add(new long[] { number, number });
				this.interrupted = false;
			}
			this.expected.get(this.expected.size() - 1)[1] = number;
		}

		long lost() {
			return this.expected.stream()
				.mapToLong((range) -> range[1] - range[0] + 1 - this.all.subSet(range[0], range[1] + 1).size())
				.sum();
		}

	}

	/**
	 * A message under way.
	 *
	 * @param sender the publisher
	 * @param topic the topic
	 * @param number the number
	 * @param over the connection
	 */
	private record Message(Run sender, int topic, long number, Object over) {

	}

	/**
	 * A publisher from one start to the next.
	 */
	private final class Run {

		private final long epoch = 100 * SimulatedNetwork.this.nextEpoch++;

		private final long[] numbers = new long[TOPICS];

		private final String address;

		private final @Nullable Run before;

		// The predecessor's when this one was seen first
		private @Nullable Long beforeSeenAt;

		private long lastSeenAt;

		Run(String address, @Nullable Run before) {
			this.address = address;
			this.before = before;
		}

		boolean countsFromOne(long subscribed) {
			if (this.beforeSeenAt == null) {
				Run predecessor = this.before;
				while (predecessor != null && predecessor.lastSeenAt == 0) {
					predecessor = predecessor.before;
				}
				this.beforeSeenAt = (predecessor != null && !SimulatedNetwork.this.bound) ? predecessor.lastSeenAt : 0;
			}
			return this.beforeSeenAt >= subscribed;
		}

	}

	/**
	 * A publisher at an address, and its connection.
	 */
	private final class Publisher {

		private final List<Message> underWay = new ArrayList<>();

		private Object connection = new Object();

		private Run run;

		Publisher(String address) {
			this.run = new Run(address, null);
		}

		void publish(int topic) {
			Random random = SimulatedNetwork.this.random;
			Message message = new Message(this.run, topic, ++this.run.numbers[topic], this.connection);
			if (random.nextInt(5) > 0 && SimulatedNetwork.this.since[topic] != null) {
				this.underWay.add(message);
				if (random.nextInt(20) == 0) {
					this.underWay.add(message);
				}
			}
			while (this.underWay.size() > 3) {
				boolean overtakes = random.nextInt(5) == 0;
				arrive(this.underWay.remove(overtakes ? random.nextInt(3) : 0));
			}
		}

		void flush() {
			this.underWay.forEach(SimulatedNetwork.this::arrive);
			this.underWay.clear();
		}

		// Numbers are used while nobody is connected
		void restart() {
			if (SimulatedNetwork.this.random.nextBoolean()) {
				flush();
			}
			else {
				this.underWay.clear();
			}
			this.run = new Run(this.run.address, this.run);
			this.connection = new Object();
			publishUnseen();
		}

		void cut() {
			if (SimulatedNetwork.this.random.nextBoolean()) {
				flush();
			}
			else {
				this.underWay.clear();
			}
			this.connection = new Object();
			publishUnseen();
		}

		private void publishUnseen() {
			for (int topic = 0; topic < TOPICS; topic++) {
				this.run.numbers[topic] += SimulatedNetwork.this.random.nextInt(3);
			}
		}

	}

}
