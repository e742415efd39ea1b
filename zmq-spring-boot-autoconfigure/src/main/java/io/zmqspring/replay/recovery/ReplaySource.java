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
import java.util.ArrayList;
import java.util.Arrays;
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

	private static final int MOST_EPOCHS = 400;

	// Messages of the last epoch may be under way when the publisher was restarted
	private static final long ARRIVAL_NANOS = Duration.ofMillis(200).toNanos();

	private final Set<TopicStream> wanting = new LinkedHashSet<>();

	private final int index;

	private final RecoveryActions actions;

	private final HeldMessages.Budget budget;

	private final long timeoutNanos;

	private long[] lineage = {};

	private long[] available = {};

	private boolean settled;

	private long settledEpoch;

	private long settledAt;

	private boolean drained;

	private boolean sawLiveEpoch;

	private long liveEpoch;

	private long liveTime;

	private long liveTimeBefore;

	private long liveAt;

	private long progressAt;

	private long changedAt;

	private boolean connected;

	private boolean caughtUp;

	private @Nullable Asked asked;

	ReplaySource(int index, RecoverySettings settings, RecoveryActions actions, HeldMessages.Budget budget, long now) {
		this.index = index;
		this.timeoutNanos = settings.timeout().toNanos();
		this.actions = actions;
		this.budget = budget;
		this.progressAt = now;
		this.changedAt = now;
		this.liveAt = now - this.timeoutNanos;
	}

	int index() {
		return this.index;
	}

	RecoveryActions actions() {
		return this.actions;
	}

	HeldMessages.Budget budget() {
		return this.budget;
	}

	/**
	 * The place of an epoch in the life of the publisher.
	 * @param epoch the epoch
	 * @return a larger number for a later epoch, -1 if it is not known
	 */
	int order(long epoch) {
		for (int i = this.lineage.length - 1; i >= 0; i--) {
			if (this.lineage[i] == epoch) {
				return i;
			}
		}
		return -1;
	}

	int order(SequencedMessage message) {
		return order(message.epoch());
	}

	boolean isLater(long epoch, long other) {
		return order(epoch) > order(other);
	}

	/**
	 * Take note of the epochs that the publisher names.
	 * @param epochs the epochs, oldest first
	 * @return whether the last one is another one than before
	 */
	boolean learn(long[] epochs) {
		if (epochs.length == 0) {
			return false;
		}
		long newest = epochs[epochs.length - 1];
		boolean changed = this.lineage.length > 0 && this.lineage[this.lineage.length - 1] != newest;
		if (!Arrays.equals(epochs, this.available)) {
			long[] former = Arrays.stream(this.lineage)
				.filter((known) -> Arrays.stream(epochs).noneMatch((named) -> named == known))
				.toArray();
			long[] all = Arrays.copyOf(former, former.length + epochs.length);
			System.arraycopy(epochs, 0, all, former.length, epochs.length);
			this.lineage = Arrays.copyOfRange(all, Math.max(0, all.length - MOST_EPOCHS), all.length);
			this.available = epochs.clone();
		}
		return changed;
	}

	long[] lineage() {
		return this.lineage;
	}

	/**
	 * The epoch in which a topic begins of which nothing was known so far.
	 * @param epoch an epoch in which it has messages
	 * @return an epoch that is not later
	 */
	long beginning(long epoch) {
		if (this.settled) {
			return isLater(epoch, this.settledEpoch) ? this.settledEpoch : epoch;
		}
		return (this.available.length > 0) ? this.available[0] : epoch;
	}

	/**
	 * The last numbers of all epochs but the last one are known.
	 * @param now the present time
	 */
	void settle(long now) {
		if (this.lineage.length == 0) {
			return;
		}
		long newest = this.lineage[this.lineage.length - 1];
		if (!this.settled || this.settledEpoch != newest) {
			boolean restarted = this.settled;
			this.settled = true;
			this.settledEpoch = newest;
			this.settledAt = now;
			this.drained = this.sawLiveEpoch && !isLater(newest, this.liveEpoch);
			if (restarted) {
				this.actions.restarted(this.index);
			}
		}
		List.copyOf(this.wanting).forEach((stream) -> stream.release(now));
	}

	/**
	 * Whether nothing will be added to an epoch any more, and its last number is known.
	 * @param epoch the epoch
	 * @return {@code true} if a stream may go on to the next epoch
	 */
	boolean hasEnded(long epoch) {
		return this.settled && isLater(this.settledEpoch, epoch) && (this.drained || hasMessagesOf(epoch));
	}

	boolean hasMessagesOf(long epoch) {
		for (long known : this.available) {
			if (known == epoch) {
				return true;
			}
		}
		return false;
	}

	void sawLive(long time) {
		if (time > this.liveTime) {
			this.liveTime = time;
		}
	}

	void sawLiveOf(long epoch) {
		if (!this.sawLiveEpoch || isLater(epoch, this.liveEpoch)) {
			this.sawLiveEpoch = true;
			this.liveEpoch = epoch;
			this.drained = this.drained || (this.settled && !isLater(this.settledEpoch, epoch));
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

	void connected(boolean now, long at) {
		this.connected = now;
		this.changedAt = at;
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
		if (!ranges.isEmpty() && this.actions.get(this.index, ranges)) {
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
	 * @param now the present time
	 */
	void tick(boolean caughtUp, long now) {
		this.caughtUp = caughtUp;
		if (this.liveTime != this.liveTimeBefore) {
			this.liveTimeBefore = this.liveTime;
			this.liveAt = now;
		}
		if (this.settled && caughtUp && now - this.settledAt > ARRIVAL_NANOS) {
			this.drained = true;
		}
		long since = now - this.timeoutNanos;
		boolean overdue = this.progressAt - since < 0 && this.changedAt - since < 0
				&& (this.connected || this.liveAt - (now - this.timeoutNanos / 2) > 0);
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
							message.payload(), message.headers(), null, null), now);
			}
		}

	}

}
