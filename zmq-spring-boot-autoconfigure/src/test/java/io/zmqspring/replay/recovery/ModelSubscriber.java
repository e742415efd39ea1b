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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import org.assertj.core.api.Assertions;

import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.SyncRequest;

/**
 * A subscriber with a recovery, and its links to model publishers. Time is virtual.
 * Checks at once that each topic is in order, and that each message is delivered or lost
 * only once.
 */
final class ModelSubscriber implements RecoveryListener, ReplayRequests {

	private static final long TICK = Duration.ofMillis(100).toNanos();

	final List<String> delivered = new ArrayList<>();

	final Set<String> lost = new HashSet<>();

	final List<SequencedMessage> plain = new ArrayList<>();

	final Queue<SequencedMessage> live = new ArrayDeque<>();

	private final Set<String> accounted;

	private final Map<String, Long> positions;

	private final Map<String, Long> seenNumbers = new HashMap<>();

	private final Map<String, Long> lastNumbers;

	private final List<ModelPublisher> publishers;

	private final List<Queue<ReplayRequest>> requests = new ArrayList<>();

	private final boolean[] connected;

	private final Recovery recovery;

	int credit = 4;

	boolean deaf;

	int restarts;

	private long now = 1;

	private long lastTick;

	ModelSubscriber(RecoverySettings settings, SeenNumbers seen, List<ModelPublisher> publishers, int mostTopics) {
		this(settings, seen, publishers, mostTopics, new HashSet<>(), new HashMap<>(), new HashMap<>());
	}

	private ModelSubscriber(RecoverySettings settings, SeenNumbers seen, List<ModelPublisher> publishers,
			int mostTopics, Set<String> accounted, Map<String, Long> positions, Map<String, Long> lastNumbers) {
		this.accounted = accounted;
		this.positions = positions;
		this.lastNumbers = lastNumbers;
		this.publishers = publishers;
		this.connected = new boolean[publishers.size()];
		publishers.forEach((publisher) -> this.requests.add(new ArrayDeque<>()));
		this.recovery = new Recovery(settings, publishers.size(), (topic) -> true, new SeenNumbers() {

			@Override
			public long last(long epoch, byte[] topic) {
				return Math.max(seen.last(epoch, topic),
						ModelSubscriber.this.seenNumbers.getOrDefault(epoch + ":" + new String(topic), 0L));
			}

			@Override
			public boolean continues() {
				return seen.continues();
			}

		}, this, this, () -> this.now, mostTopics);
		this.recovery.subscribe(List.of(new byte[0]));
	}

	ModelSubscriber(RecoverySettings settings, ModelPublisher... publishers) {
		this(settings, SeenNumbers.NONE, List.of(publishers), 1000);
	}

	/**
	 * End as by kill -9, and continue after what was delivered or lost.
	 * @param settings the settings
	 * @return the next run
	 */
	ModelSubscriber killed(RecoverySettings settings) {
		Map<String, Long> file = new HashMap<>(this.lastNumbers);
		ModelSubscriber next = new ModelSubscriber(settings, new SeenNumbers() {

			@Override
			public long last(long epoch, byte[] topic) {
				return file.getOrDefault(epoch + ":" + new String(topic), 0L);
			}

			@Override
			public boolean continues() {
				return true;
			}

		}, this.publishers, 1000, this.accounted, this.positions, this.lastNumbers);
		next.delivered.addAll(this.delivered);
		next.lost.addAll(this.lost);
		next.plain.addAll(this.plain);
		next.credit = this.credit;
		return next;
	}

	Recovery recovery() {
		return this.recovery;
	}

	void connect(boolean connected) {
		for (int i = 0; i < this.connected.length; i++) {
			connect(i, connected);
		}
	}

	void connect(int source, boolean connected) {
		if (this.connected[source] != connected) {
			this.connected[source] = connected;
			this.requests.get(source).clear();
			this.recovery.onConnection(source, connected);
		}
	}

	boolean isConnected(int source) {
		return this.connected[source];
	}

	/**
	 * Receive the next live message.
	 * @return whether there was one
	 */
	boolean receive() {
		SequencedMessage message = this.live.poll();
		if (message == null) {
			return false;
		}
		RecoveredTopic topic = this.recovery.topic(message.topic());
		switch (this.recovery.live(topic, message.epoch(), message.number(), message.time())) {
			case DELIVER -> deliver(message);
			case KEEP -> this.recovery.keep(topic, message);
			case NOT_OFFERED -> deliverPlain(message);
			case DUPLICATE -> {
			}
		}
		return true;
	}

	/**
	 * Let a publisher answer the next request.
	 * @param source its index
	 * @return whether there was one
	 */
	boolean answer(int source) {
		ReplayRequest request = this.deaf ? null : this.requests.get(source).poll();
		if (request instanceof SyncRequest sync) {
			this.recovery.onSummary(source, this.publishers.get(source).answer(sync));
		}
		else if (request instanceof GetRequest get) {
			this.recovery.onMessages(source, this.publishers.get(source).answer(get));
		}
		return request != null;
	}

	void pass(Duration time) {
		long end = this.now + time.toNanos();
		while (this.now < end) {
			this.now = Math.min(end, this.lastTick + TICK);
			if (this.now - this.lastTick >= TICK) {
				this.lastTick = this.now;
				this.recovery.tick(this.live.isEmpty());
			}
		}
	}

	/**
	 * Let time pass in which the recovery is not called.
	 * @param time the time
	 */
	void block(Duration time) {
		this.now += time.toNanos();
		this.lastTick = this.now;
	}

	/** Do everything that can be done, for three seconds. */
	void settle() {
		for (int i = 0; i < 30; i++) {
			boolean busy = true;
			while (busy) {
				busy = receive();
				for (int source = 0; source < this.publishers.size(); source++) {
					busy |= answer(source);
				}
			}
			pass(Duration.ofMillis(100));
		}
	}

	@Override
	public void deliver(SequencedMessage message) {
		String key = ModelPublisher.key(message);
		Assertions.assertThat(new String(message.payload())).isEqualTo(key);
		account(message.epoch(), new String(message.topic()), message.number());
		this.delivered.add(key);
	}

	@Override
	public void deliverPlain(SequencedMessage message) {
		this.plain.add(message);
		this.seenNumbers.put(message.epoch() + ":" + new String(message.topic()), message.number());
		String key = ModelPublisher.key(message);
		Assertions.assertThat(this.accounted.add(key)).as("twice: " + key).isTrue();
		this.lastNumbers.put(message.epoch() + ":" + new String(message.topic()), message.number());
		this.delivered.add(key);
	}

	@Override
	public void lost(long epoch, byte[] topic, long from, long to) {
		Assertions.assertThat(from).isLessThanOrEqualTo(to);
		for (long number = from; number <= to; number++) {
			account(epoch, new String(topic), number);
			this.lost.add(epoch + ":" + new String(topic) + ":" + number);
		}
	}

	// Epochs of one publisher are in the order of their numbers in the model
	private void account(long epoch, String topic, long number) {
		String key = epoch + ":" + topic + ":" + number;
		Assertions.assertThat(this.accounted.add(key)).as("twice: " + key).isTrue();
		this.lastNumbers.put(epoch + ":" + topic, number);
		long position = epoch % 100 * 1_000_000 + number;
		Long before = this.positions.put(epoch / 100 + topic, position);
		Assertions.assertThat(before == null || before < position).as("out of order: " + key).isTrue();
	}

	boolean isAccounted(String key) {
		return this.accounted.contains(key);
	}

	@Override
	public void restarted(int source) {
		this.restarts++;
	}

	@Override
	public boolean sync(int source, long after, List<byte[]> prefixes, int page) {
		return this.connected[source] && this.requests.get(source).add(new SyncRequest(1, after, prefixes, page));
	}

	@Override
	public boolean get(int source, List<MessageRange> ranges) {
		return this.connected[source]
				&& this.requests.get(source).add(new GetRequest(1, this.credit, Integer.MAX_VALUE, ranges));
	}

}
