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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.TopicSummary;

/**
 * Recovers messages that a subscriber has missed. It is told of each message that is
 * received, of each answer of a publisher and of the time, and says by
 * {@link RecoveryActions} what to deliver, what to ask for and what is lost. Each topic
 * of a publisher is delivered in order, and each message once. Times are those of
 * {@link System#nanoTime()}, unless they are times of messages. Not thread-safe.
 *
 * @since 0.1
 */
public final class Recovery {

	/** The most topics; beyond it, those that were silent longest are forgotten. */
	static final int MOST_TOPICS = 2 * 65_536;

	private final Map<ByteBuffer, RecoveredTopic> topics = new HashMap<>();

	private final Map<Long, ReplaySource> owners = new HashMap<>();

	private final List<ReplaySource> sources = new ArrayList<>();

	private final List<SourceSync> syncs = new ArrayList<>();

	private final List<Boolean> offered = new ArrayList<>();

	private final HeldMessages.Budget budget;

	private final UnknownEpochs unknown;

	private final RecoverySettings settings;

	private final Predicate<byte[]> wanted;

	private final SeenNumbers seen;

	private final int mostTopics;

	private boolean forgetful;

	/**
	 * Create a recovery.
	 * @param settings the settings
	 * @param sources the number of replay addresses
	 * @param wanted whether a topic is subscribed to
	 * @param seen what was received before
	 * @param actions what the recovery does
	 * @param now the present time
	 */
	public Recovery(RecoverySettings settings, int sources, Predicate<byte[]> wanted, SeenNumbers seen,
			RecoveryActions actions, long now) {
		this(settings, sources, wanted, seen, actions, now, MOST_TOPICS);
	}

	Recovery(RecoverySettings settings, int sources, Predicate<byte[]> wanted, SeenNumbers seen,
			RecoveryActions actions, long now, int mostTopics) {
		this.settings = settings;
		this.wanted = wanted;
		this.seen = seen;
		this.mostTopics = mostTopics;
		this.budget = new HeldMessages.Budget(settings.maxHeldBytes());
		this.unknown = new UnknownEpochs(this.budget, actions, settings.timeout().toNanos());
		for (int i = 0; i < sources; i++) {
			ReplaySource source = new ReplaySource(i, settings, actions, this.budget, now);
			this.sources.add(source);
			this.syncs.add(new SourceSync(source, settings.syncInterval().toNanos(), now));
			this.offered.add(true);
		}
	}

	/**
	 * Set what is subscribed to. Topics that are not wanted any more are forgotten; new
	 * ones begin like those of a new subscriber.
	 * @param prefixes the beginnings of topics
	 * @param now the present time
	 */
	public void subscribe(List<byte[]> prefixes, long now) {
		this.topics.values().removeIf((topic) -> {
			boolean leaves = !this.wanted.test(topic.name());
			if (leaves) {
				topic.forget();
			}
			return leaves;
		});
		this.syncs.forEach((sync) -> sync.setPrefixes(prefixes, now));
		this.syncs.forEach((sync) -> sync.tick(now));
	}

	/**
	 * Find the state of a topic, to be kept by the caller.
	 * @param name the topic, not to be changed
	 * @return the state
	 */
	public RecoveredTopic topic(byte[] name) {
		RecoveredTopic known = this.topics.get(ByteBuffer.wrap(name));
		if (known == null) {
			if (this.topics.size() >= this.mostTopics) {
				forgetSilent();
			}
			known = new RecoveredTopic(name);
			this.topics.put(ByteBuffer.wrap(name), known);
		}
		return known;
	}

	// Their next messages begin anew, as if they were subscribed to now
	private void forgetSilent() {
		long[] times = this.topics.values().stream().mapToLong(RecoveredTopic::lastTime).sorted().toArray();
		long limit = times[times.length / 8];
		this.forgetful = true;
		this.topics.values().removeIf((topic) -> {
			boolean leaves = topic.lastTime() <= limit && topic.isFlowing();
			if (leaves) {
				topic.forget();
			}
			return leaves;
		});
	}

	/**
	 * Decide about a live message. Costs little if it comes next.
	 * @param topic the state of its topic
	 * @param epoch its epoch
	 * @param number its number
	 * @param time its time of sending
	 * @return what to do with it
	 */
	public LiveVerdict live(RecoveredTopic topic, long epoch, long number, long time) {
		for (TopicStream stream : topic.streams()) {
			if (stream.isNext(epoch, number)) {
				stream.advance(number, time);
				return LiveVerdict.DELIVER;
			}
		}
		return outOfLine(topic, epoch, number, time, System.nanoTime());
	}

	private LiveVerdict outOfLine(RecoveredTopic topic, long epoch, long number, long time, long now) {
		ReplaySource owner = this.owners.get(epoch);
		if (owner == null) {
			return this.unknown.isNotOffered(epoch) ? LiveVerdict.NOT_OFFERED : LiveVerdict.KEEP;
		}
		TopicStream stream = topic.stream(owner);
		if (stream == null) {
			stream = begin(topic, owner, epoch, number - 1, false);
			owner.sawLiveOf(epoch);
		}
		return stream.live(epoch, number, time, now);
	}

	/**
	 * Take a live message with the verdict {@link LiveVerdict#KEEP}.
	 * @param topic the state of its topic
	 * @param message the message
	 * @param now the present time
	 */
	public void keep(RecoveredTopic topic, SequencedMessage message, long now) {
		ReplaySource owner = this.owners.get(message.epoch());
		TopicStream stream = (owner != null) ? topic.stream(owner) : null;
		if (owner != null && stream != null) {
			stream.keep(message, now);
			if (!owner.hasEnded(message.epoch())) {
				owner.ask(now);
			}
		}
		else if (this.unknown.keep(message, now)) {
			this.syncs.forEach((sync) -> sync.soon(now));
			this.syncs.forEach((sync) -> sync.tick(now));
		}
	}

	/**
	 * Begin a stream.
	 * @param topic its topic
	 * @param owner its publisher
	 * @param epoch the epoch of a message, or of the last number that is known
	 * @param latest the number after which a new subscriber begins that wants new
	 * messages only
	 * @param firstLook whether the subscriber looks at the topics for the first time
	 * @return the stream
	 */
	private TopicStream begin(RecoveredTopic topic, ReplaySource owner, long epoch, long latest, boolean firstLook) {
		TopicStream stream = beginAfterSeen(topic, owner);
		if (stream == null) {
			boolean known = !firstLook && !this.forgetful
					&& this.syncs.get(owner.index()).isKnown(topic.name());
			if (known || this.seen.continues()) {
				stream = new TopicStream(topic, owner, owner.beginning(epoch), 0, false);
			}
			else if (this.settings.earliest()) {
				stream = new TopicStream(topic, owner, owner.beginning(epoch), 0, true);
			}
			else {
				stream = new TopicStream(topic, owner, epoch, latest, false);
			}
		}
		// A topic that was forgotten may be in the cache of the caller
		this.topics.putIfAbsent(ByteBuffer.wrap(topic.name()), topic);
		topic.add(stream);
		return stream;
	}

	private @Nullable TopicStream beginAfterSeen(RecoveredTopic topic, ReplaySource owner) {
		long[] lineage = owner.lineage();
		for (int i = lineage.length - 1; i >= 0; i--) {
			long last = this.seen.last(lineage[i], topic.name());
			if (last > 0) {
				return new TopicStream(topic, owner, lineage[i], last, false);
			}
		}
		return null;
	}

	/**
	 * Take a page of last numbers.
	 * @param source the index of the replay address
	 * @param reply the page
	 * @param now the present time
	 */
	public void onSummary(int source, SummaryReply reply, long now) {
		ReplaySource owner = this.sources.get(source);
		SourceSync sync = this.syncs.get(source);
		if (!sync.isAsked()) {
			return;
		}
		boolean restarted = owner.learn(reply.epochs());
		for (long epoch : reply.epochs()) {
			this.owners.put(epoch, owner);
		}
		if (this.owners.size() > MOST_TOPICS) {
			this.owners.values().removeIf((known) -> known == owner);
		}
		for (long epoch : reply.epochs()) {
			this.unknown.claim(epoch).forEach((message) -> relive(message, now));
		}
		this.unknown.answered(source, sync.askedAt(), offering());
		if (restarted) {
			sync.startOver(now);
		}
		else {
			boolean firstLook = !sync.isAskedForKnown();
			reply.topics().forEach((summary) -> take(owner, summary, reply.until(), firstLook, now));
			sync.answered(reply, now);
		}
		sync.tick(now);
		owner.ask(now);
	}

	private void take(ReplaySource owner, TopicSummary summary, long until, boolean firstLook, long now) {
		if (!this.wanted.test(summary.topic())) {
			return;
		}
		RecoveredTopic topic = topic(summary.topic());
		TopicStream stream = topic.stream(owner);
		if (stream == null) {
			stream = begin(topic, owner, summary.epoch(), summary.last(), firstLook);
		}
		stream.sent(summary.epoch(), summary.last(), until, now);
	}

	private void relive(SequencedMessage message, long now) {
		RecoveredTopic topic = topic(message.topic());
		LiveVerdict verdict = live(topic, message.epoch(), message.number(), message.time());
		if (verdict == LiveVerdict.DELIVER) {
			this.sources.get(0).actions().deliver(message);
		}
		else if (verdict == LiveVerdict.KEEP) {
			keep(topic, message, now);
		}
	}

	private int offering() {
		return Math.max(1, (int) this.offered.stream().filter((offers) -> offers).count());
	}

	/**
	 * A request for last numbers was not answered, or could not be.
	 * @param source the index of the replay address
	 * @param now the present time
	 */
	public void onNoSummary(int source, long now) {
		this.syncs.get(source).unanswered(now);
	}

	/**
	 * Take messages that were asked for.
	 * @param source the index of the replay address
	 * @param reply the messages
	 * @param now the present time
	 */
	public void onMessages(int source, MessagesReply reply, long now) {
		this.sources.get(source).onMessages(reply, now);
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
	 * @param now the present time
	 */
	public void onConnection(int source, boolean connected, long now) {
		this.sources.get(source).connected(connected, now);
		SourceSync sync = this.syncs.get(source);
		sync.cancel(now);
		sync.tick(now);
	}

	/**
	 * A connection for live messages was made: messages may have been missed before.
	 * @param now the present time
	 */
	public void onLiveConnection(long now) {
		this.syncs.forEach((sync) -> sync.soon(now));
		this.syncs.forEach((sync) -> sync.tick(now));
	}

	/**
	 * Whether there is replay at an address.
	 * @param source the index of the replay address
	 * @param offers {@code false} if the peer there does not answer requests
	 */
	public void onOffer(int source, boolean offers) {
		this.offered.set(source, offers);
	}

	/**
	 * Do what depends on the time. To be called about every 100 ms.
	 * @param caughtUp whether every live message that has arrived was processed
	 * @param now the present time
	 */
	public void tick(boolean caughtUp, long now) {
		this.unknown.tick(now);
		for (ReplaySource source : this.sources) {
			source.tick(caughtUp, now);
			this.syncs.get(source.index()).tick(now);
			source.ask(now);
		}
	}

	/**
	 * The number of topics that wait for missing messages.
	 * @return the number, once per publisher
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
