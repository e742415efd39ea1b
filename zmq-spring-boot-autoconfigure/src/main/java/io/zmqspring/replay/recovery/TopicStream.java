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

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.MessageRange;

/**
 * The messages of a topic and a publisher: which one was the last, and which ones are
 * held because others are missing. A stream flows unless a message is missing, or may be.
 */
final class TopicStream {

	private final RecoveredTopic topic;

	private final ReplaySource source;

	private final StreamPosition position;

	private final Arrival arrival;

	private final HeldMessages held;

	private long time;

	private boolean flowing = true;

	private boolean forgotten;

	private boolean blocking;

	private long blockedSince;

	TopicStream(RecoveredTopic topic, ReplaySource source, StreamPosition position) {
		this.topic = topic;
		this.source = source;
		this.position = position;
		this.arrival = new Arrival(source);
		this.held = new HeldMessages(source.budget(), source.epochs(), position);
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

	// If so, advance has to be called
	boolean isNext(long epoch, long number) {
		return this.flowing && this.position.isNext(epoch, number);
	}

	void advance(long number, long time) {
		this.position.deliver(number);
		this.time = time;
		this.source.sawLive(time);
	}

	// Decides about a message that does not come next, or cannot be delivered now
	LiveVerdict live(long epoch, long number, long time, boolean room, long now) {
		this.source.sawLive(time);
		if (epoch == this.position.epoch()) {
			return liveInEpoch(number, time, room, now);
		}
		if (this.position.isLater(epoch)) {
			this.source.epochs().sawLive(epoch);
			this.position.noteLater(epoch, number);
			return LiveVerdict.KEEP;
		}
		late(epoch, number);
		return LiveVerdict.DUPLICATE;
	}

	private void late(long epoch, long number) {
		long from = this.position.late(epoch, number, (other) -> this.source.takeOver(other, this.topic.name()));
		if (from > 0) {
			this.source.listener().lost(epoch, this.topic.name(), from, number);
		}
	}

	private LiveVerdict liveInEpoch(long number, long time, boolean room, long now) {
		this.position.beginWith(number);
		if (number <= this.position.last()) {
			return LiveVerdict.DUPLICATE;
		}
		this.position.raiseHead(number);
		if (room && number == this.position.last() + 1 && this.held.first() == null && !this.position.hasLater()) {
			this.position.deliver(number);
			this.time = time;
			release(now);
			return LiveVerdict.DELIVER;
		}
		this.arrival.isOver();
		return LiveVerdict.KEEP;
	}

	void keep(SequencedMessage message, long now) {
		if (!this.blocking) {
			this.blocking = true;
			this.blockedSince = now;
		}
		this.held.add(message);
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
		if (epoch == this.position.epoch() && number > this.position.head()) {
			if (this.flowing) {
				this.arrival.expect(until, now);
			}
			this.position.raiseHead(number);
			release(now);
		}
		else if (this.position.isLater(epoch)) {
			this.position.noteLater(epoch, number);
			release(now);
		}
		else {
			late(epoch, number);
		}
	}

	/**
	 * The messages to ask for.
	 * @param now the present time
	 * @return the first ones that are missing, {@code null} if there are none, or if they
	 * may still arrive
	 */
	@Nullable MessageRange wanted(long now) {
		long end = this.held.gapEnd();
		if (end <= this.position.last() || isOvertaken() || (this.held.first() == null && !this.arrival.isOver(now))
				|| !hasRoom(0)) {
			return null;
		}
		this.held.asked();
		return new MessageRange(this.position.epoch(), this.topic.name(), this.position.last() + 1, end);
	}

	void replayed(SequencedMessage message, long now) {
		if (this.forgotten || message.epoch() != this.position.epoch()) {
			return;
		}
		deliverHeld();
		while (this.position.last() < Math.min(message.number() - 1, this.held.gapEndInAnswer())) {
			lose(Math.min(message.number() - 1, this.held.gapEndInAnswer()));
			deliverHeld();
		}
		if (message.number() == this.position.last() + 1 && hasRoom(message.payload().length)) {
			deliver(message);
		}
		else if (message.number() > this.position.last()) {
			this.held.add(message);
		}
		progress(now);
		release(now);
	}

	void unavailable(MessageRange range, long to, long now) {
		long end = Math.min(to, this.held.gapEndInAnswer());
		if (!this.forgotten && range.epoch() == this.position.epoch() && end > this.position.last()) {
			lose(end);
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

	void giveUp(long now) {
		release(now);
		while (!this.flowing && !isWaitingForRoom()) {
			if (this.held.gapEnd() > this.position.last()) {
				lose(this.held.gapEnd());
			}
			else if (this.position.hasLater()) {
				enterNextEpoch();
			}
			else {
				this.held.clear();
			}
			release(now);
		}
	}

	void release(long now) {
		do {
			deliverHeld();
		}
		while (this.held.due() == null && (loseUnavailable() || leaveEpoch()));
		this.flowing = this.held.first() == null && !this.position.isBehind() && !this.position.hasLater();
		if (this.flowing || this.forgotten) {
			this.blocking = false;
			this.held.clear();
			this.source.satisfied(this);
		}
		else {
			this.blockedSince = isWaitingForRoom() ? now : this.blockedSince;
			this.source.want(this);
		}
	}

	private boolean isWaitingForRoom() {
		return this.held.due() != null || !hasRoom(0);
	}

	private boolean hasRoom(long bytes) {
		return this.source.listener().hasRoom(this.topic.name(), bytes);
	}

	private void deliverHeld() {
		SequencedMessage next = this.held.due();
		while (next != null) {
			boolean needed = this.position.isNext(next.epoch(), next.number());
			if (needed && !hasRoom(next.payload().length)) {
				return;
			}
			this.held.removeFirst();
			if (needed) {
				deliver(next);
			}
			next = this.held.due();
		}
	}

	private void deliver(SequencedMessage message) {
		this.position.deliver(message.number());
		this.time = message.time();
		this.source.listener().deliver(message);
	}

	private void lose(long to) {
		if (!this.position.isFresh()) {
			this.source.listener().lost(this.position.epoch(), this.topic.name(), this.position.last() + 1, to);
		}
		this.position.lose(to);
	}

	private boolean loseUnavailable() {
		long epoch = this.position.epoch();
		boolean lost = this.position.isBehind() && this.source.epochs().hasEnded(epoch)
				&& (!this.source.epochs().hasMessagesOf(epoch) || isOvertaken());
		if (lost) {
			lose(this.held.gapEnd());
		}
		return lost;
	}

	private boolean isOvertaken() {
		return this.source.epochs()
			.isOvertaken(this.position.epoch(), (other) -> this.source.seen(other, this.topic.name()) > 0);
	}

	private boolean leaveEpoch() {
		boolean leaves = this.position.hasLater() && !this.position.isBehind()
				&& this.source.epochs().haveEnded(this.position.epoch(), this.position.nextEpoch());
		if (leaves) {
			enterNextEpoch();
		}
		return leaves;
	}

	private void enterNextEpoch() {
		this.position.enterNextEpoch(this.source.takeOver(this.position.nextEpoch(), this.topic.name()));
		this.arrival.isOver();
	}

	// An answer for it may still be under way
	void forget() {
		this.forgotten = true;
		this.held.clear();
		this.position.forgetLater();
		this.flowing = false;
		this.source.satisfied(this);
	}

}
