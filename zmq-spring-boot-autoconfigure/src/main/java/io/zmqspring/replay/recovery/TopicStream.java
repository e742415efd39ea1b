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
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.MessageRange;

/**
 * The messages of a topic and a publisher: which one was the last, and which ones are
 * held because others are missing. A stream flows unless a message is missing, or may be.
 */
final class TopicStream {

	// A message that the publisher names may be under way
	private static final long ARRIVAL_NANOS = Duration.ofMillis(200).toNanos();

	private final RecoveredTopic topic;

	private final ReplaySource source;

	private long epoch;

	private long last;

	private long head;

	private long time;

	private boolean flowing = true;

	private @Nullable HeldMessages held;

	private List<EpochHead> later = List.of();

	private long formerEpoch;

	private long formerLast;

	private boolean fresh;

	private boolean blocking;

	private long blockedSince;

	private long provenAt;

	private long dueAt;

	/**
	 * Create a stream.
	 * @param topic the topic
	 * @param source the publisher
	 * @param epoch the epoch in which the stream begins
	 * @param last the number after which it begins
	 * @param fresh whether messages before the first one that is available do not count
	 * as lost
	 */
	TopicStream(RecoveredTopic topic, ReplaySource source, long epoch, long last, boolean fresh) {
		this.topic = topic;
		this.source = source;
		this.epoch = epoch;
		this.last = last;
		this.head = last;
		this.fresh = fresh;
	}

	ReplaySource source() {
		return this.source;
	}

	boolean isFlowing() {
		return this.flowing;
	}

	long time() {
		return this.time;
	}

	/**
	 * Whether a message comes next and can be delivered at once.
	 * @param epoch its epoch
	 * @param number its number
	 * @return {@code true} if {@link #advance} has to be called
	 */
	boolean isNext(long epoch, long number) {
		return this.flowing && epoch == this.epoch && number == this.last + 1;
	}

	void advance(long number, long time) {
		this.last = number;
		this.head = number;
		this.time = time;
		this.source.sawLive(time);
	}

	/**
	 * Decide about a live message that does not come next, or whose stream does not flow.
	 * @param epoch an epoch of the source
	 * @param number the number
	 * @param time the time
	 * @param now the present time
	 * @return what to do with the message
	 */
	LiveVerdict live(long epoch, long number, long time, long now) {
		this.source.sawLive(time);
		if (epoch == this.epoch) {
			return liveInEpoch(number, time, now);
		}
		if (this.source.isLater(epoch, this.epoch)) {
			this.source.sawLiveOf(epoch);
			note(epoch, number);
			return LiveVerdict.KEEP;
		}
		if (epoch == this.formerEpoch && number > this.formerLast) {
			this.source.actions().lost(epoch, this.topic.name(), number, number);
			this.formerLast = number;
		}
		return LiveVerdict.DUPLICATE;
	}

	private LiveVerdict liveInEpoch(long number, long time, long now) {
		if (number <= this.last) {
			return LiveVerdict.DUPLICATE;
		}
		this.head = Math.max(this.head, number);
		if (number == this.last + 1 && firstHeld() == null && this.later.isEmpty()) {
			this.last = number;
			this.time = time;
			this.fresh = false;
			release(now);
			return LiveVerdict.DELIVER;
		}
		this.provenAt = Long.MIN_VALUE;
		return LiveVerdict.KEEP;
	}

	/**
	 * Hold a live message until those before it are there.
	 * @param message the message
	 * @param now the present time
	 */
	void keep(SequencedMessage message, long now) {
		if (this.held == null) {
			this.held = new HeldMessages(this.source.budget());
		}
		if (!this.blocking) {
			this.blocking = true;
			this.blockedSince = now;
		}
		this.held.add(message, this.source::order);
		release(now);
	}

	/**
	 * Take note of the last number that the publisher has sent.
	 * @param epoch the epoch
	 * @param number the number
	 * @param until when it was known; what arrives later was sent later
	 * @param now the present time
	 */
	void sent(long epoch, long number, long until, long now) {
		if (epoch == this.epoch && number > this.head) {
			if (this.flowing) {
				this.provenAt = this.fresh ? Long.MIN_VALUE : until;
				this.dueAt = now + ARRIVAL_NANOS;
			}
			this.head = number;
			release(now);
		}
		else if (this.source.isLater(epoch, this.epoch)) {
			note(epoch, number);
			release(now);
		}
	}

	private void note(long epoch, long number) {
		List<EpochHead> noted = new ArrayList<>(this.later);
		long most = noted.stream()
			.filter((known) -> known.epoch() == epoch)
			.mapToLong(EpochHead::head)
			.reduce(number, Math::max);
		noted.removeIf((known) -> known.epoch() == epoch);
		noted.add(new EpochHead(epoch, most));
		noted.sort(Comparator.comparingInt((known) -> this.source.order(known.epoch())));
		this.later = noted;
	}

	/**
	 * The messages to ask for.
	 * @param now the present time
	 * @return the first ones that are missing, {@code null} if there are none, or if they
	 * may still arrive
	 */
	@Nullable MessageRange wanted(long now) {
		long end = gapEnd();
		if (end <= this.last || !(firstHeld() != null || this.source.hasPassed(this.provenAt)
				|| (now - this.dueAt >= 0 && this.source.isCaughtUp()))) {
			return null;
		}
		return new MessageRange(this.epoch, this.topic.name(), this.last + 1, end);
	}

	private long gapEnd() {
		SequencedMessage next = firstHeld();
		return (next != null && next.epoch() == this.epoch) ? next.number() - 1 : this.head;
	}

	private @Nullable SequencedMessage firstHeld() {
		return (this.held != null) ? this.held.first() : null;
	}

	/**
	 * Take a message that was asked for.
	 * @param message the message
	 * @param now the present time
	 */
	void replayed(SequencedMessage message, long now) {
		if (message.epoch() != this.epoch) {
			return;
		}
		deliverHeld();
		while (this.last < message.number() - 1) {
			lose(Math.min(message.number() - 1, gapEnd()));
			deliverHeld();
		}
		if (message.number() == this.last + 1) {
			this.head = Math.max(this.head, message.number());
			deliver(message);
		}
		progress(now);
		release(now);
	}

	/**
	 * Take note that messages are not available.
	 * @param range the range of which they are a part
	 * @param to the number of the last one
	 * @param now the present time
	 */
	void unavailable(MessageRange range, long to, long now) {
		if (range.epoch() == this.epoch && to > this.last) {
			lose(Math.min(to, gapEnd()));
			progress(now);
			release(now);
		}
	}

	private void progress(long now) {
		this.blockedSince = now;
		this.source.progress(now);
	}

	/**
	 * Whether live messages have waited too long.
	 * @param since when a wait has begun at the earliest
	 * @return {@code true} to {@linkplain #giveUp give up}
	 */
	boolean isBlockedSince(long since) {
		return this.blocking && this.blockedSince - since < 0;
	}

	/**
	 * Report everything that is missing as lost, and deliver what is held.
	 * @param now the present time
	 */
	void giveUp(long now) {
		release(now);
		while (!this.flowing) {
			if (gapEnd() > this.last) {
				lose(gapEnd());
			}
			else if (this.later.isEmpty()) {
				throw new IllegalStateException("Nothing is missing in the topic " + this.topic);
			}
			else {
				enterNextEpoch();
			}
			release(now);
		}
	}

	/**
	 * Deliver what can be delivered.
	 * @param now the present time
	 */
	void release(long now) {
		do {
			deliverHeld();
		}
		while (loseUnavailable() || leaveEpoch());
		this.flowing = firstHeld() == null && this.last >= this.head && this.later.isEmpty();
		if (this.flowing) {
			this.blocking = false;
			this.held = null;
			this.source.satisfied(this);
		}
		else {
			this.source.want(this);
		}
	}

	private void deliverHeld() {
		SequencedMessage next = firstHeld();
		while (next != null && isDue(next)) {
			if (this.held != null) {
				this.held.removeFirst();
			}
			if (next.epoch() == this.epoch && next.number() == this.last + 1) {
				deliver(next);
			}
			next = firstHeld();
		}
	}

	private boolean isDue(SequencedMessage next) {
		return (next.epoch() == this.epoch) ? next.number() <= this.last + 1
				: !this.source.isLater(next.epoch(), this.epoch);
	}

	private void deliver(SequencedMessage message) {
		this.last = message.number();
		this.time = message.time();
		this.fresh = false;
		this.source.actions().deliver(message);
	}

	private void lose(long to) {
		if (!this.fresh) {
			this.source.actions().lost(this.epoch, this.topic.name(), this.last + 1, to);
		}
		this.last = to;
	}

	// The publisher was restarted and has nothing of its earlier messages
	private boolean loseUnavailable() {
		if (this.last >= this.head || !this.source.hasEnded(this.epoch) || this.source.hasMessagesOf(this.epoch)) {
			return false;
		}
		lose(gapEnd());
		return true;
	}

	private boolean leaveEpoch() {
		if (this.later.isEmpty() || this.last < this.head || !this.source.hasEnded(this.epoch)) {
			return false;
		}
		enterNextEpoch();
		return true;
	}

	private void enterNextEpoch() {
		EpochHead next = this.later.get(0);
		this.later = this.later.subList(1, this.later.size());
		this.formerEpoch = this.epoch;
		this.formerLast = this.last;
		this.epoch = next.epoch();
		this.last = 0;
		this.head = next.head();
		this.provenAt = Long.MIN_VALUE;
	}

	void forget() {
		if (this.held != null) {
			this.held.clear();
			this.held = null;
		}
		this.later = List.of();
		this.flowing = false;
		this.source.satisfied(this);
	}

	/**
	 * The last number of an epoch that is known.
	 */
	private record EpochHead(long epoch, long head) {

	}

}
