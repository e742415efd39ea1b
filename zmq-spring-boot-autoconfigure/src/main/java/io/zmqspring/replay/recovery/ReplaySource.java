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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.MissingMessages;
import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.ReplayedMessage;

/**
 * A publisher that offers replay: its epochs, and the streams that wait for messages of
 * it.
 */
final class ReplaySource {

	private final PublisherEpochs epochs = new PublisherEpochs();

	private final Set<TopicStream> wanting = new LinkedHashSet<>();

	private final int index;

	private final RecoveryListener listener;

	private final ReplayRequests requests;

	private final HeldMessages.Budget budget;

	private final SeenNumbers seen;

	private final boolean earliest;

	private final long timeoutNanos;

	private long liveTime;

	private long liveTimeBefore;

	private long liveAt;

	private long progressAt;

	private long changedAt;

	private boolean connected;

	private boolean caughtUp;

	private boolean begun;

	private @Nullable Asked asked;

	ReplaySource(int index, RecoverySettings settings, SeenNumbers seen, RecoveryListener listener,
			ReplayRequests requests, HeldMessages.Budget budget, long now) {
		this.index = index;
		this.earliest = settings.earliest();
		this.timeoutNanos = settings.timeout().toNanos();
		this.seen = seen;
		this.listener = listener;
		this.requests = requests;
		this.budget = budget;
		this.progressAt = now;
		this.changedAt = now;
		this.liveAt = now - this.timeoutNanos;
	}

	int index() {
		return this.index;
	}

	RecoveryListener listener() {
		return this.listener;
	}

	ReplayRequests requests() {
		return this.requests;
	}

	HeldMessages.Budget budget() {
		return this.budget;
	}

	long seen(long epoch, byte[] topic) {
		return this.seen.last(epoch, topic);
	}

	/**
	 * Go on after what was received before the recovery of a topic began. What is missing
	 * before it is lost, because it comes too late.
	 * @param epoch an epoch that belongs to the subscription from its first message on
	 * @param topic the topic
	 * @return the last number that was received, 0 if none was
	 */
	long takeOver(long epoch, byte[] topic) {
		long last = this.seen.last(epoch, topic);
		if (last > 0) {
			long from = this.seen.lastOfEarlierRun(epoch, topic) + 1;
			long first = this.seen.first(epoch, topic);
			if (from < first) {
				this.listener.lost(epoch, topic, from, first - 1);
			}
			this.listener.begun(epoch, topic, last);
		}
		return last;
	}

	PublisherEpochs epochs() {
		return this.epochs;
	}

	/**
	 * The last numbers of all topics are known.
	 * @param now the present time
	 */
	void settle(long now) {
		if (!this.begun) {
			this.begun = true;
			this.listener.begun(this.index,
					this.earliest ? this.epochs.firstAvailable(this.epochs.newest()) : this.epochs.newest());
		}
		if (this.epochs.settle(now)) {
			this.listener.restarted(this.index);
		}
		List.copyOf(this.wanting).forEach((stream) -> stream.release(now));
	}

	void sawLive(long time) {
		if (time > this.liveTime) {
			this.liveTime = time;
		}
	}

	/**
	 * Whether everything has arrived that was sent before a time, and was not lost.
	 * @param time the time
	 * @return {@code true} if a later message has arrived
	 */
	boolean hasPassed(long time) {
		return this.liveTime >= time;
	}

	boolean isCaughtUp() {
		return this.caughtUp;
	}

	boolean isConnected() {
		return this.connected;
	}

	void connected(boolean made, long now) {
		this.connected = made;
		this.changedAt = now;
		this.asked = null;
	}

	void progress(long now) {
		this.progressAt = now;
	}

	void want(TopicStream stream) {
		this.wanting.add(stream);
	}

	void satisfied(TopicStream stream) {
		this.wanting.remove(stream);
	}

	int waiting() {
		return this.wanting.size();
	}

	/**
	 * Ask for what is missing, unless an answer is due.
	 * @param now the present time
	 */
	void ask(long now) {
		if (!this.connected || this.asked != null) {
			return;
		}
		List<TopicStream> streams = new ArrayList<>();
		List<MessageRange> ranges = new ArrayList<>();
		for (TopicStream stream : this.wanting) {
			MessageRange range = stream.wanted(now);
			if (range != null) {
				streams.add(stream);
				ranges.add(range);
				if (ranges.size() == ReplayRequest.MOST_RANGES) {
					break;
				}
			}
		}
		if (!ranges.isEmpty() && this.requests.get(this.index, ranges)) {
			this.asked = new Asked(streams, ranges);
		}
	}

	void onMessages(MessagesReply reply, long now) {
		Asked answered = this.asked;
		if (answered == null) {
			return;
		}
		this.asked = null;
		for (MissingMessages missing : reply.missing()) {
			if (missing.range() < answered.ranges().size()) {
				MessageRange range = answered.ranges().get(missing.range());
				answered.streams()
					.get(missing.range())
					.unavailable(range, Math.min(missing.first() - 1, range.to()), now);
			}
		}
		reply.messages().forEach((message) -> answered.take(message, now));
		for (int i = 0; i < answered.ranges().size(); i++) {
			TopicStream stream = answered.streams().get(i);
			if (reply.complete()) {
				stream.unavailable(answered.ranges().get(i), answered.ranges().get(i).to(), now);
			}
			// Behind those that have waited longer
			if (this.wanting.remove(stream)) {
				this.wanting.add(stream);
			}
		}
		// Without progress the next request has to wait
		if (reply.complete() || !reply.messages().isEmpty() || !reply.missing().isEmpty()) {
			ask(now);
		}
	}

	void onNoMessages() {
		this.asked = null;
	}

	/**
	 * Give up what has waited too long, and go on with the rest.
	 * @param caughtUp whether all messages that have arrived were processed
	 * @param liveConnected whether live messages can arrive, as far as that is known
	 * @param now the present time
	 */
	void tick(boolean caughtUp, boolean liveConnected, long now) {
		this.caughtUp = caughtUp;
		if (this.liveTime != this.liveTimeBefore) {
			this.liveTimeBefore = this.liveTime;
			this.liveAt = now;
		}
		if (caughtUp) {
			this.epochs.caughtUp(now);
		}
		long since = now - this.timeoutNanos;
		boolean overdue = this.progressAt - since < 0 && this.changedAt - since < 0
				&& (this.connected || liveConnected || this.liveAt - (now - this.timeoutNanos / 2) > 0);
		for (TopicStream stream : List.copyOf(this.wanting)) {
			if (overdue && stream.isBlockedSince(since)) {
				stream.giveUp(now);
			}
			else {
				stream.release(now);
			}
		}
	}

	/**
	 * What was asked for.
	 */
	private record Asked(List<TopicStream> streams, List<MessageRange> ranges) {

		void take(ReplayedMessage message, long now) {
			if (message.range() >= this.ranges.size()) {
				return;
			}
			MessageRange range = this.ranges.get(message.range());
			if (message.number() >= range.from() && message.number() <= range.to()) {
				this.streams.get(message.range())
					.replayed(new SequencedMessage(range.epoch(), range.topic(), message.number(), message.time(),
							message.payload(), message.headers(), null, null, true), now);
			}
		}

	}

}
