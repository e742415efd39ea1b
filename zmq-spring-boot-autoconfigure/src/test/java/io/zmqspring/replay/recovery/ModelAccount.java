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

	final List<SequencedMessage> plain = new ArrayList<>();

	final Set<String> lost = new HashSet<>();

	private final Set<String> accounted = new HashSet<>();

	private final Set<String> gaps = new HashSet<>();

	private final Map<String, Long> positions = new HashMap<>();

	private final Map<String, Long> lastNumbers = new HashMap<>();

	private final Set<Long> epochs = new HashSet<>();

	private boolean continues;

	void restart() {
		this.continues = true;
	}

	boolean contains(String key) {
		return this.accounted.contains(key);
	}

	void forget(Predicate<String> topics) {
		this.accounted.removeIf((key) -> topics.test(key.split(":")[1]));
		this.gaps.removeIf((key) -> topics.test(key.split(":")[1]));
		this.lastNumbers.keySet().removeIf((key) -> topics.test(key.split(":")[1]));
		this.positions.keySet().removeIf((key) -> topics.test(key.split(":")[1]));
	}

	void deliver(SequencedMessage message) {
		String key = ModelPublisher.key(message);
		assertThat(new String(message.payload())).isEqualTo(key);
		add(message.epoch(), new String(message.topic()), message.number());
		this.delivered.add(key);
	}

	/**
	 * Count a message as without replay: a gap is a loss, which is taken back when the
	 * message arrives after all.
	 * @param message the message
	 */
	void deliverPlain(SequencedMessage message) {
		this.plain.add(message);
		String topic = new String(message.topic());
		String key = ModelPublisher.key(message);
		long last = last(message.epoch(), message.topic());
		if (this.gaps.remove(key)) {
			this.lost.remove(key);
			this.delivered.add(key);
		}
		else if (message.number() > last) {
			for (long number = last + 1; number < message.number(); number++) {
				String missing = message.epoch() + ":" + topic + ":" + number;
				assertThat(this.accounted.add(missing)).as("twice: " + missing).isTrue();
				this.gaps.add(missing);
				this.lost.add(missing);
			}
			assertThat(this.accounted.add(key)).as("twice: " + key).isTrue();
			this.lastNumbers.put(message.epoch() + ":" + topic, message.number());
			this.epochs.add(message.epoch());
			this.delivered.add(key);
		}
	}

	void lost(long epoch, byte[] topic, long from, long to) {
		assertThat(from).isLessThanOrEqualTo(to);
		for (long number = from; number <= to; number++) {
			add(epoch, new String(topic), number);
			this.lost.add(epoch + ":" + new String(topic) + ":" + number);
		}
	}

	void begun(long epoch, byte[] topic, long last) {
		this.lastNumbers.merge(epoch + ":" + new String(topic), last, Math::max);
		this.epochs.add(epoch);
	}

	// What is lost may be known later than what follows
	private void add(long epoch, String topic, long number) {
		String key = epoch + ":" + topic + ":" + number;
		assertThat(this.accounted.add(key)).as("twice: " + key).isTrue();
		this.lastNumbers.merge(epoch + ":" + topic, number, Math::max);
		this.epochs.add(epoch);
	}

	// Epochs of one publisher are in the order of their numbers in the model
	void checkOrder(SequencedMessage message) {
		long position = message.epoch() % 100 * 1_000_000 + message.number();
		Long before = this.positions.put(message.epoch() / 100 + ":" + new String(message.topic()), position);
		assertThat(before == null || before < position).as("out of order: " + ModelPublisher.key(message)).isTrue();
	}

	@Override
	public long last(long epoch, byte[] topic) {
		return this.lastNumbers.getOrDefault(epoch + ":" + new String(topic), 0L);
	}

	@Override
	public boolean knows(long epoch) {
		return this.epochs.contains(epoch);
	}

	@Override
	public boolean continues() {
		return this.continues;
	}

}
