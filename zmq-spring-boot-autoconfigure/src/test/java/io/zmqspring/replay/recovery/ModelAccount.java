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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What became of each message: delivered or lost. Checks at once that each topic is in
 * order, and that each message is delivered or lost only once. It survives the
 * subscriber, as a file does.
 */
final class ModelAccount implements SeenNumbers {

	final List<String> delivered = new ArrayList<>();

	// How many messages the receiver takes
	int room = Integer.MAX_VALUE;

	final List<SequencedMessage> plain = new ArrayList<>();

	final Set<String> lost = new HashSet<>();

	private final Set<String> accounted = new HashSet<>();

	private final Set<String> gaps = new HashSet<>();

	private final Map<String, Long> positions = new HashMap<>();

	// As in the file
	private final Map<String, Long> lastNumbers = new HashMap<>();

	private final Map<String, Long> earlierRun = new HashMap<>();

	// What was delivered without recovery in this run, until recovery takes over
	private final Map<String, Plain> plainTopics = new HashMap<>();

	private final Set<Long> beginnings = new HashSet<>();

	private boolean continues;

	/**
	 * The subscriber was killed. What was delivered without recovery is not in the file,
	 * and comes again.
	 */
	void restart() {
		this.continues = true;
		this.earlierRun.clear();
		this.earlierRun.putAll(this.lastNumbers);
		for (Plain topic : this.plainTopics.values()) {
			this.accounted.removeAll(topic.keys);
			this.lost.removeAll(topic.keys);
			this.gaps.removeAll(topic.keys);
		}
		this.plainTopics.clear();
	}

	boolean contains(String key) {
		return this.accounted.contains(key);
	}

	void forget(Predicate<String> topics) {
		this.accounted.removeIf((key) -> topics.test(key.split(":")[1]));
		this.gaps.removeIf((key) -> topics.test(key.split(":")[1]));
		this.lastNumbers.keySet().removeIf((key) -> topics.test(key.split(":")[1]));
		this.positions.keySet().removeIf((key) -> topics.test(key.split(":")[1]));
		this.plainTopics.keySet().removeIf((key) -> topics.test(key.split(":")[1]));
	}

	void deliver(SequencedMessage message) {
		String key = ModelPublisher.key(message);
		assertThat(this.room--).as("room for " + key).isPositive();
		assertThat(new String(message.payload())).isEqualTo(key);
		add(message.epoch(), new String(message.topic()), message.number());
		this.delivered.add(key);
	}

	/**
	 * Count a message as without replay: a gap is a loss, which is taken back when the
	 * message arrives after all.
	 * @param message the message
	 * @param all whether the topic was subscribed to when the epoch began; otherwise the
	 * first message that arrives shows nothing about those before it
	 */
	void deliverPlain(SequencedMessage message, boolean all) {
		this.plain.add(message);
		String topic = message.epoch() + ":" + new String(message.topic());
		String key = ModelPublisher.key(message);
		Plain known = this.plainTopics.computeIfAbsent(topic, (first) -> new Plain(all ? 1 : message.number()));
		if (this.gaps.remove(key)) {
			this.lost.remove(key);
			this.delivered.add(key);
		}
		else if (message.number() > known.last) {
			for (long number = known.last + 1; number < message.number(); number++) {
				addPlain(known, topic + ":" + number);
				this.gaps.add(topic + ":" + number);
				this.lost.add(topic + ":" + number);
			}
			addPlain(known, key);
			known.last = message.number();
			this.delivered.add(key);
		}
	}

	private void addPlain(Plain topic, String key) {
		assertThat(this.accounted.add(key)).as("twice: " + key).isTrue();
		topic.keys.add(key);
	}

	void lost(long epoch, byte[] topic, long from, long to) {
		assertThat(from).isLessThanOrEqualTo(to);
		for (long number = from; number <= to; number++) {
			add(epoch, new String(topic), number);
			this.lost.add(epoch + ":" + new String(topic) + ":" + number);
		}
	}

	void begun(long epoch) {
		if (!this.continues) {
			this.beginnings.add(epoch);
		}
	}

	void begun(long epoch, byte[] topic, long last) {
		this.lastNumbers.merge(epoch + ":" + new String(topic), last, Math::max);
		this.plainTopics.remove(epoch + ":" + new String(topic));
	}

	// What is lost may be known later than what follows
	private void add(long epoch, String topic, long number) {
		String key = epoch + ":" + topic + ":" + number;
		assertThat(this.accounted.add(key)).as("twice: " + key).isTrue();
		this.lastNumbers.merge(epoch + ":" + topic, number, Math::max);
		this.plainTopics.remove(epoch + ":" + topic);
	}

	// Epochs of one publisher are in the order of their numbers in the model
	void checkOrder(SequencedMessage message) {
		long position = message.epoch() % 100 * 1_000_000 + message.number();
		Long before = this.positions.put(message.epoch() / 100 + ":" + new String(message.topic()), position);
		assertThat(before == null || before < position).as("out of order: " + ModelPublisher.key(message)).isTrue();
	}

	@Override
	public long last(long epoch, byte[] topic) {
		Plain plain = this.plainTopics.get(epoch + ":" + new String(topic));
		return Math.max((plain != null) ? plain.last : 0,
				this.lastNumbers.getOrDefault(epoch + ":" + new String(topic), 0L));
	}

	@Override
	public long lastOfEarlierRun(long epoch, byte[] topic) {
		return this.earlierRun.getOrDefault(epoch + ":" + new String(topic), 0L);
	}

	@Override
	public long first(long epoch, byte[] topic) {
		Plain plain = this.plainTopics.get(epoch + ":" + new String(topic));
		return (plain != null) ? plain.first : 0;
	}

	@Override
	public boolean hasBegunIn(long epoch) {
		return this.beginnings.contains(epoch);
	}

	@Override
	public boolean continues() {
		return this.continues;
	}

	/**
	 * A topic of an epoch whose publisher has not answered.
	 */
	private static final class Plain {

		private final List<String> keys = new ArrayList<>();

		private final long first;

		private long last;

		Plain(long first) {
			this.first = first;
			this.last = first - 1;
		}

	}

}
