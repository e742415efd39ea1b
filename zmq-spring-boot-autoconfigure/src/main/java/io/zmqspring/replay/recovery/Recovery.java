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
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.TopicSummary;

/**
 * Recovers messages that a subscriber has missed. It is told of each message that is
 * received, of each answer of a publisher and of the time, and says what to deliver, what
 * to ask for and what is lost. Each topic of a publisher is delivered in order, and each
 * message once. Not thread-safe.
 *
 * @since 0.1
 */
public final class Recovery {

	// One publisher names at most half of them
	private static final int MOST_TOPICS = 2 * 65_536;

	private static final int MOST_EPOCHS = 10_000;

	private final Map<Long, ReplaySource> owners = new HashMap<>();

	private final List<ReplaySource> sources = new ArrayList<>();

	private final List<SourceSync> syncs = new ArrayList<>();

	private final HeldMessages.Budget budget;

	private final UnknownEpochs unknown;

	private final TopicTable topics;

	private final Beginnings beginnings;

	private final Predicate<byte[]> wanted;

	private final RecoveryListener listener;

	private final ActiveTime time;

	private long now;

	private boolean liveConnected;

	/**
	 * Create a recovery.
	 * @param settings the settings
	 * @param sources the number of replay addresses
	 * @param wanted tells whether a topic is subscribed to
	 * @param seen what was received before
	 * @param listener receives what is recovered and what is lost
	 * @param requests sends requests
	 */
	public Recovery(RecoverySettings settings, int sources, Predicate<byte[]> wanted, SeenNumbers seen,
			RecoveryListener listener, ReplayRequests requests) {
		this(settings, sources, wanted, seen, listener, requests, System::nanoTime, MOST_TOPICS);
	}

	Recovery(RecoverySettings settings, int sources, Predicate<byte[]> wanted, SeenNumbers seen,
			RecoveryListener listener, ReplayRequests requests, LongSupplier clock, int mostTopics) {
		this.listener = listener;
		this.time = new ActiveTime(clock);
		this.wanted = wanted;
		this.topics = new TopicTable(mostTopics);
		this.beginnings = new Beginnings(this.topics, this.syncs, seen, settings.earliest());
		this.budget = new HeldMessages.Budget(settings.maxHeldBytes());
		this.unknown = new UnknownEpochs(sources, this.budget, listener, settings.timeout().toNanos());
		for (int i = 0; i < sources; i++) {
			ReplaySource source = new ReplaySource(i, settings, seen, listener, requests, this.budget, this.now);
			this.sources.add(source);
			this.syncs.add(new SourceSync(source, settings.syncInterval().toNanos(), this.unknown::mark, this.now));
		}
	}

	/**
	 * Set what is subscribed to. Topics that are not wanted any more are forgotten; new
	 * ones begin like those of a new subscriber.
	 * @param prefixes the beginnings of topics
	 */
	public void subscribe(List<byte[]> prefixes) {
		this.topics.retain(this.wanted);
		this.unknown.retain(this.wanted);
		this.syncs.forEach((sync) -> sync.setPrefixes(prefixes, this.now));
	}

	/**
	 * Find the state of a topic, to be kept by the caller.
	 * @param name the topic, not to be changed
	 * @return the state
	 */
	public RecoveredTopic topic(byte[] name) {
		return this.topics.find(name);
	}

	/**
	 * Decide about a live message. Costs little if it comes next.
	 * @param topic the state of its topic
	 * @param epoch its epoch
	 * @param number its number
	 * @param time its time of sending
	 * @param room whether there is room for it; if not, it is held
	 * @return what to do with it
	 */
	public LiveVerdict live(RecoveredTopic topic, long epoch, long number, long time, boolean room) {
		for (TopicStream stream : topic.streams()) {
			if (room && stream.isNext(epoch, number)) {
				stream.advance(number, time);
				return LiveVerdict.DELIVER;
			}
		}
		return outOfLine(topic, epoch, number, time, room);
	}

	private LiveVerdict outOfLine(RecoveredTopic topic, long epoch, long number, long time, boolean room) {
		ReplaySource owner = this.owners.get(epoch);
		if (owner == null) {
			return this.unknown.isNotOffered(epoch) ? LiveVerdict.NOT_OFFERED : LiveVerdict.KEEP;
		}
		TopicStream stream = this.topics.stream(topic, owner);
		if (stream == null) {
			stream = this.beginnings.withLive(topic, owner, epoch, number);
		}
		return stream.live(epoch, number, time, room, this.now);
	}

	/**
	 * Take a live message with the verdict {@link LiveVerdict#KEEP}.
	 * @param topic the state of its topic
	 * @param message the message
	 */
	public void keep(RecoveredTopic topic, SequencedMessage message) {
		ReplaySource owner = this.owners.get(message.epoch());
		TopicStream stream = (owner != null) ? topic.stream(owner) : null;
		if (owner != null && stream != null) {
			stream.keep(message, this.now);
			owner.ask(this.now);
		}
		else if (this.unknown.keep(message)) {
			this.syncs.forEach((sync) -> sync.soon(this.now));
		}
	}

	/**
	 * Take a page of last numbers.
	 * @param source the index of the replay address
	 * @param reply the page
	 */
	public void onSummary(int source, SummaryReply reply) {
		ReplaySource owner = this.sources.get(source);
		SourceSync sync = this.syncs.get(source);
		if (!sync.isAsked()) {
			return;
		}
		boolean restarted = owner.epochs().learn(reply.epochs());
		if (this.owners.size() > MOST_EPOCHS) {
			this.owners.values().removeIf((known) -> known == owner);
		}
		this.unknown.answered(source, reply.epochs(), sync.askedAt());
		for (long epoch : reply.epochs()) {
			if (this.owners.put(epoch, owner) == null && this.unknown.isNotOffered(epoch)) {
				owner.epochs().notePlain(epoch);
			}
			this.unknown.claim(epoch).stream().filter((each) -> this.wanted.test(each.topic())).forEach(this::relive);
		}
		if (restarted) {
			sync.startOver(this.now);
		}
		else {
			reply.topics().forEach((summary) -> take(owner, summary, reply.until()));
			sync.answered(reply, this.now);
		}
		sync.tick(this.now);
		owner.ask(this.now);
	}

	private void take(ReplaySource owner, TopicSummary summary, long until) {
		if (!this.wanted.test(summary.topic())) {
			return;
		}
		RecoveredTopic topic = topic(summary.topic());
		TopicStream stream = topic.stream(owner);
		if (stream == null) {
			stream = this.beginnings.withSummary(topic, owner, summary);
		}
		if (stream != null) {
			stream.sent(summary.epoch(), summary.last(), until, this.now);
		}
	}

	private void relive(SequencedMessage message) {
		RecoveredTopic topic = topic(message.topic());
		boolean room = this.listener.hasRoom(message.topic(), message.payload().length);
		switch (live(topic, message.epoch(), message.number(), message.time(), room)) {
			case DELIVER -> this.listener.deliver(message);
			case KEEP -> keep(topic, message);
			case DUPLICATE, NOT_OFFERED -> {
			}
		}
	}

	/**
	 * A request for last numbers was not answered, or could not be.
	 * @param source the index of the replay address
	 */
	public void onNoSummary(int source) {
		this.syncs.get(source).unanswered(this.now);
	}

	/**
	 * Take messages that were asked for.
	 * @param source the index of the replay address
	 * @param reply the messages
	 */
	public void onMessages(int source, MessagesReply reply) {
		this.sources.get(source).onMessages(reply, this.now);
	}

	/**
	 * A request for messages was not answered, or could not be.
	 * @param source the index of the replay address
	 */
	public void onNoMessages(int source) {
		this.sources.get(source).onNoMessages();
	}

	/**
	 * The connection to a replay address was made or lost.
	 * @param source the index of the replay address
	 * @param connected whether there is a connection
	 */
	public void onConnection(int source, boolean connected) {
		this.sources.get(source).connected(connected, this.now);
		this.syncs.get(source).restart(this.now);
	}

	/**
	 * A connection for live messages was made: messages may have been missed before.
	 */
	public void onLiveConnection() {
		this.syncs.forEach((sync) -> sync.soon(this.now));
	}

	/**
	 * Whether live messages of all publishers can arrive. Initially they cannot.
	 * @param connected {@code false} if a connection is missing
	 */
	public void onLiveConnections(boolean connected) {
		this.liveConnected = connected;
	}

	/**
	 * Whether there is replay at an address.
	 * @param source the index of the replay address
	 * @param offers {@code false} if the peer there does not answer requests
	 */
	public void onOffer(int source, boolean offers) {
		this.unknown.offered(source, offers);
	}

	/**
	 * Do what depends on the time. To be called about every 100 ms; time in which the
	 * caller is busy does not count.
	 * @param caughtUp whether every live message that has arrived was processed
	 */
	public void tick(boolean caughtUp) {
		this.now = this.time.advance();
		this.unknown.tick(this.liveConnected || this.sources.stream().anyMatch(ReplaySource::isConnected), this.now);
		for (ReplaySource source : this.sources) {
			source.tick(caughtUp, this.liveConnected, this.now);
			this.syncs.get(source.index()).tick(this.now);
			source.ask(this.now);
		}
	}

	/**
	 * How many topics wait for missing messages.
	 * @return the number
	 */
	public int waitingTopics() {
		return this.sources.stream().mapToInt(ReplaySource::waiting).sum();
	}

	/**
	 * The memory of messages that are held.
	 * @return bytes
	 */
	public long heldBytes() {
		return this.budget.taken();
	}

}
