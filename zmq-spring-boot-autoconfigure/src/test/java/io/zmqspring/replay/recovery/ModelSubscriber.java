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
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.SyncRequest;

/**
 * A subscriber with a recovery, and its links to model publishers. Time is virtual.
 */
final class ModelSubscriber implements RecoveryListener, ReplayRequests {

	private static final long TICK = Duration.ofMillis(100).toNanos();

	final Queue<SequencedMessage> live = new ArrayDeque<>();

	final Set<String> received = new HashSet<>();

	final List<String> delivered;

	final Set<String> lost;

	final List<SequencedMessage> plain;

	final ModelAccount account;

	private final List<ModelPublisher> publishers;

	private final List<ModelLink> links = new ArrayList<>();

	private final ModelFilters filters = new ModelFilters();

	private final Recovery recovery;

	int credit = 4;

	boolean deaf;

	int restarts;

	private long lastId;

	private long now = 1;

	private long lastTick;

	ModelSubscriber(RecoverySettings settings, SeenNumbers seen, List<ModelPublisher> publishers, int mostTopics) {
		this(settings, seen, publishers, mostTopics, new ModelAccount());
	}

	private ModelSubscriber(RecoverySettings settings, SeenNumbers seen, List<ModelPublisher> publishers,
			int mostTopics, ModelAccount account) {
		this.account = account;
		this.delivered = account.delivered;
		this.lost = account.lost;
		this.plain = account.plain;
		this.publishers = publishers;
		publishers.forEach((publisher) -> this.links.add(new ModelLink(publisher)));
		this.recovery = new Recovery(settings, publishers.size(), (topic) -> this.filters.want(new String(topic)), seen,
				this, this, () -> this.now, mostTopics);
		this.filters.set(List.of(""), 0, newestEpochs());
		this.recovery.subscribe(List.of(new byte[0]));
	}

	ModelSubscriber(RecoverySettings settings, List<ModelPublisher> publishers, ModelAccount account) {
		this(settings, account, publishers, 1000, account);
	}

	ModelSubscriber(RecoverySettings settings, ModelPublisher... publishers) {
		this(settings, List.of(publishers), new ModelAccount());
	}

	/**
	 * End as by kill -9, and continue after what was delivered or lost.
	 * @param settings the settings
	 * @return the next run
	 */
	ModelSubscriber killed(RecoverySettings settings) {
		this.account.restart();
		ModelSubscriber next = new ModelSubscriber(settings, this.publishers, this.account);
		next.credit = this.credit;
		return next;
	}

	Recovery recovery() {
		return this.recovery;
	}

	/**
	 * Set what is subscribed to. Topics that are not wanted any more begin anew.
	 * @param next the beginnings of topics
	 */
	void subscribe(List<String> next) {
		this.filters.set(next, this.lastId, newestEpochs());
		this.received.removeIf((key) -> !this.filters.want(key.split(":")[1]));
		this.account.forget((topic) -> !this.filters.want(topic));
		this.recovery.subscribe(next.stream().map(String::getBytes).toList());
	}

	private List<Long> newestEpochs() {
		return this.publishers.stream().map(ModelPublisher::epoch).toList();
	}

	ModelFilters filters() {
		return this.filters;
	}

	void connectLive(boolean connected) {
		this.recovery.onLiveConnections(connected);
		if (connected) {
			this.recovery.onLiveConnection();
		}
	}

	void connect(boolean connected) {
		for (int i = 0; i < this.links.size(); i++) {
			connect(i, connected);
		}
	}

	void connect(int source, boolean connected) {
		if (this.links.get(source).isConnected() != connected) {
			this.links.get(source).connect(connected);
			this.recovery.onConnection(source, connected);
		}
	}

	ModelLink link(int source) {
		return this.links.get(source);
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
		if (!this.filters.want(new String(message.topic()))) {
			return true;
		}
		this.received.add(ModelPublisher.key(message));
		RecoveredTopic topic = this.recovery.topic(message.topic());
		switch (this.recovery.live(topic, message.epoch(), message.number(), message.time(), this.account.room > 0)) {
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
		ModelLink link = this.links.get(source);
		if (this.deaf || !link.hasRequest()) {
			return hear(source);
		}
		link.answer();
		hear(source);
		return true;
	}

	/**
	 * Take the next answer of a publisher.
	 * @param source its index
	 * @return whether there was one
	 */
	boolean hear(int source) {
		ModelLink.Answered answered = this.links.get(source).receive();
		if (answered == null) {
			return false;
		}
		if (answered.reply() instanceof SummaryReply summary && answered.request() instanceof SyncRequest sync) {
			this.filters.answered(source, sync, summary);
			this.recovery.onSummary(source, summary);
		}
		else if (answered.reply() instanceof MessagesReply messages) {
			this.recovery.onMessages(source, messages);
		}
		return true;
	}

	void pass(Duration time) {
		long end = this.now + time.toNanos();
		while (this.now < end) {
			this.now = Math.min(end, this.lastTick + TICK);
			if (this.now - this.lastTick >= TICK) {
				this.lastTick = this.now;
				for (int i = 0; i < this.links.size(); i++) {
					int source = i;
					this.links.get(i)
						.tick(this.now, () -> this.recovery.onNoSummary(source),
								() -> this.recovery.onNoMessages(source));
				}
				this.recovery.tick(this.live.isEmpty());
			}
		}
	}

	/** Let time pass in which the recovery is not called. */
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
	public boolean hasRoom(byte[] topic, long bytes) {
		return this.account.room > 0;
	}

	@Override
	public void deliver(SequencedMessage message) {
		this.account.checkOrder(message);
		this.account.deliver(message);
	}

	@Override
	public void deliverPlain(SequencedMessage message) {
		if (this.filters.want(new String(message.topic()))) {
			this.account.deliverPlain(message, this.filters.wantedBefore(message));
		}
	}

	@Override
	public void begun(int source, long epoch) {
		this.account.begun(epoch);
	}

	@Override
	public void begun(long epoch, byte[] topic, long last) {
		this.account.begun(epoch, topic, last);
	}

	@Override
	public void lost(long epoch, byte[] topic, long from, long to) {
		this.account.lost(epoch, topic, from, to);
	}

	/**
	 * How many requests were sent.
	 * @return the number
	 */
	long requests() {
		return this.lastId;
	}

	boolean isAccounted(String key) {
		return this.account.contains(key);
	}

	@Override
	public void restarted(int source) {
		this.restarts++;
	}

	@Override
	public boolean sync(int source, long after, List<byte[]> prefixes, int page) {
		return this.links.get(source).send(new SyncRequest(++this.lastId, after, prefixes, page), this.now);
	}

	@Override
	public boolean get(int source, List<MessageRange> ranges) {
		return this.links.get(source)
			.send(new GetRequest(++this.lastId, this.credit, Integer.MAX_VALUE, ranges), this.now);
	}

}
