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
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.role.statistics.SequenceCounts;

/**
 * Lets messages arrive at a tracker, under subscriptions that change at given times.
 */
final class Arrivals implements SequenceTracker.Listener {

	private static final TopicCoverage FROM_THE_BEGINNING = new TopicCoverage(1, 1, 1);

	final SequenceCounts counts = new SequenceCounts();

	final LossReport report = new LossReport();

	final List<String> gaps = new ArrayList<>();

	int forgotten;

	long now = 1;

	long sentAt;

	private TopicCoverage coverage = FROM_THE_BEGINNING;

	final SequenceTracker tracker = new SequenceTracker(this.counts, this.report, this, () -> this.now);

	/**
	 * Change the subscriptions.
	 * @param since since when the topics that follow are subscribed to
	 * @param settled when no message of an earlier subscription is under way
	 */
	void subscribe(long since, long settled) {
		this.coverage = new TopicCoverage(this.now, since, settled);
	}

	/**
	 * A message arrives over inproc, or at a subscriber that is bound.
	 * @param topic its topic
	 * @param epoch its publisher
	 * @param numbers the numbers of several messages
	 */
	void arrive(String topic, long epoch, long... numbers) {
		for (long number : numbers) {
			arrive(topic, epoch, number, null, null);
		}
	}

	/**
	 * A message arrives that was sent after all others.
	 * @param topic its topic
	 * @param epoch its publisher
	 * @param number its number
	 * @param connection its connection
	 * @param address the address of the publisher
	 */
	void arrive(String topic, long epoch, long number, @Nullable Object connection, @Nullable String address) {
		this.sentAt++;
		arriveLater(this.sentAt, topic, epoch, number, connection, address);
	}

	/**
	 * A message arrives that was sent at some time.
	 * @param sent the time
	 * @param topic its topic
	 * @param epoch its publisher
	 * @param number its number
	 * @param connection its connection
	 * @param address the address of the publisher
	 * @return how it was accepted
	 */
	Arrival arriveLater(long sent, String topic, long epoch, long number, @Nullable Object connection,
			@Nullable String address) {
		TopicSequence sequence = this.tracker.topic(topic, this.coverage);
		return sequence.acceptNext(epoch, number, connection) ? Arrival.NEXT
				: this.tracker.accept(sequence, epoch, number, sent, connection, address);
	}

	@Override
	public void onGap(String topic, PublisherEpoch publisher, long from, long to) {
		this.gaps.add(topic + " " + from + "-" + to);
	}

	@Override
	public void onTopicForgotten() {
		this.forgotten++;
	}

}
