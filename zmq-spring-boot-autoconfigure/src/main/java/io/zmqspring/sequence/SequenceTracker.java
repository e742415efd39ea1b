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

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.role.statistics.SequenceCounts;

/**
 * Compares the numbers of messages with those before, per topic and publisher. Memory is
 * bounded: beyond {@value #MOST_TOPICS} topics one that was not used recently is
 * forgotten, and its next message counts as its first one. Used by the receiving thread.
 */
final class SequenceTracker {

	/** The largest number of topics. */
	static final int MOST_TOPICS = 65_536;

	private final Map<String, TopicSequence> topics = new LinkedHashMap<>();

	private final Publishers publishers = new Publishers();

	private final ForgottenSequences forgotten = new ForgottenSequences();

	private final SequenceCounts counts;

	private final LossReport report;

	private final Listener listener;

	private final LongSupplier clock;

	/**
	 * Create a tracker.
	 * @param counts counts what it finds
	 * @param report receives losses
	 * @param listener told of each gap and of forgotten topics
	 * @param clock the time of {@link System#nanoTime()}
	 */
	SequenceTracker(SequenceCounts counts, LossReport report, Listener listener, LongSupplier clock) {
		this.counts = counts;
		this.report = report;
		this.listener = listener;
		this.clock = clock;
	}

	/**
	 * Look up what is known about a topic.
	 * @param name the topic
	 * @param coverage how it is subscribed to
	 * @return its sequence, to be kept until the subscriptions change
	 */
	TopicSequence topic(String name, TopicCoverage coverage) {
		TopicSequence known = this.topics.get(name);
		if (known != null) {
			known.subscribed(coverage);
			return known;
		}
		TopicSequence added = new TopicSequence(name, coverage);
		this.topics.put(name, added);
		if (this.topics.size() > MOST_TOPICS) {
			forgetOne();
		}
		return added;
	}

	// In the order of topics; one that was used since the last time is the last again
	private void forgetOne() {
		while (true) {
			Iterator<TopicSequence> eldest = this.topics.values().iterator();
			TopicSequence topic = eldest.next();
			eldest.remove();
			if (!topic.wasUsed()) {
				topic.forgotten(this.forgotten);
				this.listener.onTopicForgotten();
				return;
			}
			this.topics.put(topic.topic(), topic);
		}
	}

	/**
	 * Accept a message, if {@link TopicSequence#acceptNext} does not.
	 * @param topic its topic
	 * @param epoch the epoch of its publisher
	 * @param number its number, from 1 and less than the largest {@code long}
	 * @param time when it was sent
	 * @param connection its connection, {@code null} if it has none
	 * @param address the address of the publisher, {@code null} if it does not identify
	 * one
	 * @return how it relates to the messages before
	 */
	Arrival accept(TopicSequence topic, long epoch, long number, long time, @Nullable Object connection,
			@Nullable String address) {
		EpochSequence previous = topic.current();
		EpochSequence sequence = topic.select(epoch);
		if (sequence == null) {
			return first(topic, previous, seen(topic, epoch, time, connection, address), number, connection);
		}
		if (number <= sequence.last) {
			// Perhaps a last value, which does not show that its publisher runs
			return late(sequence, number);
		}
		if (sequence.publisher().wasTakenForEnded()) {
			this.counts.removeRestart();
		}
		if (sequence.connection != connection) {
			seen(topic, epoch, time, connection, address);
			sequence.arriveOver(connection);
		}
		else {
			sequence.goesOn();
		}
		return next(topic, sequence, number);
	}

	private PublisherEpoch seen(TopicSequence topic, long epoch, long time, @Nullable Object connection,
			@Nullable String address) {
		return this.publishers.seen(epoch, time, connection, address, topic.coverage().at());
	}

	private Arrival first(TopicSequence topic, @Nullable EpochSequence previous, PublisherEpoch publisher, long number,
			@Nullable Object connection) {
		TopicCoverage coverage = topic.coverage();
		boolean fromOne = publisher.countsFromOne(coverage.since())
				&& !this.forgotten.mayContain(topic.topic(), publisher.epoch());
		// Who counts from 1 has started after the present subscription
		EpochSequence added = new EpochSequence(publisher, fromOne ? 1 : number, number, connection,
				!fromOne && !isSettled(coverage));
		EpochSequence replaced = topic.add(added);
		if (replaced != null) {
			this.forgotten.add(topic.topic(), replaced.epoch);
		}
		if (publisher.isRestart((previous != null) ? previous.publisher() : null)) {
			this.counts.addRestart();
		}
		if (fromOne && number > 1) {
			gap(topic, added, 1, number - 1);
			return Arrival.AFTER_GAP;
		}
		return Arrival.FIRST;
	}

	private boolean isSettled(TopicCoverage coverage) {
		return coverage.settled() - coverage.since() <= 0 || this.clock.getAsLong() - coverage.settled() >= 0;
	}

	private Arrival next(TopicSequence topic, EpochSequence sequence, long number) {
		long from = sequence.last + 1;
		sequence.last = number;
		if (number == from) {
			sequence.continued();
			return Arrival.NEXT;
		}
		if (sequence.isInterruption(isSettled(topic.coverage()))) {
			sequence.startsAt(number);
		}
		else {
			gap(topic, sequence, from, number - 1);
		}
		return Arrival.AFTER_GAP;
	}

	private void gap(TopicSequence topic, EpochSequence sequence, long from, long to) {
		sequence.addGap(from, to);
		report(topic, sequence, from, to);
	}

	private void report(TopicSequence topic, EpochSequence sequence, long from, long to) {
		long lost = to - from + 1;
		this.counts.addLost(lost);
		this.report.add(topic.topic(), sequence, lost);
		this.listener.onGap(topic.topic(), sequence.publisher(), from, to);
	}

	private Arrival late(EpochSequence sequence, long number) {
		if (sequence.fillGap(number)) {
			this.counts.addLate();
			this.report.takeBack(sequence);
			return Arrival.LATE;
		}
		if (sequence.resumesWithKnown()) {
			return Arrival.FIRST;
		}
		if (sequence.mayHaveMissed(number)) {
			this.counts.addReordered();
			return Arrival.LATE;
		}
		this.counts.addDuplicate();
		return Arrival.DUPLICATE;
	}

	/**
	 * Take note of a message whose order a recovery has checked.
	 * @param topic its topic
	 * @param epoch the epoch of its publisher
	 * @param number its number
	 * @param time its time of sending
	 * @param connection its connection, {@code null} if it is not known
	 * @param address the address of the publisher, {@code null} if it does not identify
	 * one
	 */
	void follow(TopicSequence topic, long epoch, long number, long time, @Nullable Object connection,
			@Nullable String address) {
		EpochSequence sequence = recovered(topic, epoch, number, time, connection, address);
		sequence.last = number;
		if (connection != null && sequence.connection != connection) {
			seen(topic, epoch, time, connection, address);
			sequence.arriveOver(connection);
		}
	}

	private EpochSequence recovered(TopicSequence topic, long epoch, long number, long time,
			@Nullable Object connection, @Nullable String address) {
		EpochSequence sequence = topic.select(epoch);
		if (sequence == null) {
			sequence = new EpochSequence(seen(topic, epoch, time, connection, address), number, number, connection,
					false);
			topic.add(sequence);
		}
		sequence.setRecovered();
		return sequence;
	}

	/**
	 * Messages could not be recovered.
	 * @param topic their topic
	 * @param epoch the epoch of their publisher
	 * @param from the number of the first one
	 * @param to the number of the last one
	 */
	void lost(TopicSequence topic, long epoch, long from, long to) {
		EpochSequence sequence = recovered(topic, epoch, to, 0, null, null);
		sequence.last = Math.max(sequence.last, to);
		report(topic, sequence, from, to);
	}

	/**
	 * The last number that no recovery has checked.
	 * @param topic the topic
	 * @param epoch the epoch of its publisher
	 * @return the number, 0 if there is none
	 */
	long lastWithoutRecovery(String topic, long epoch) {
		TopicSequence known = this.topics.get(topic);
		EpochSequence sequence = (known != null) ? known.find(epoch) : null;
		return (sequence != null && !sequence.isRecovered()) ? sequence.last : 0;
	}

	/**
	 * The first number that no recovery has checked.
	 * @param topic the topic
	 * @param epoch the epoch of its publisher
	 * @return the number, 0 if there is none
	 */
	long firstWithoutRecovery(String topic, long epoch) {
		TopicSequence known = this.topics.get(topic);
		EpochSequence sequence = (known != null) ? known.find(epoch) : null;
		return (sequence != null && !sequence.isRecovered()) ? sequence.first() : 0;
	}

	/**
	 * Forget everything but the counts.
	 */
	void forget() {
		this.topics.clear();
		this.publishers.clear();
		this.forgotten.clear();
	}

	/**
	 * Told of what the application should know.
	 */
	interface Listener {

		/**
		 * Messages are missing.
		 * @param topic their topic
		 * @param publisher their publisher
		 * @param from the number of the first one
		 * @param to the number of the last one
		 */
		void onGap(String topic, PublisherEpoch publisher, long from, long to);

		/**
		 * There are too many topics, and one was forgotten.
		 */
		void onTopicForgotten();

	}

}
