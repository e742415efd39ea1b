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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.recovery.Interests.Interest;

/**
 * Asks a publisher for the last numbers of the topics of a subscriber, in rounds: for
 * groups of prefixes, and page by page. Each prefix remembers up to which time it is
 * known.
 */
final class SourceSync {

	private final Interests interests = new Interests();

	private final Deque<List<Interest>> groups = new ArrayDeque<>();

	private final ReplaySource source;

	private final LongSupplier marks;

	private final long intervalNanos;

	private final long retryNanos;

	private @Nullable List<Interest> asked;

	private int page;

	private long askedAt;

	private long until;

	private long nextAt;

	private boolean again;

	private boolean answered;

	SourceSync(ReplaySource source, long intervalNanos, LongSupplier marks, long now) {
		this.marks = marks;
		this.source = source;
		this.intervalNanos = intervalNanos;
		this.retryNanos = intervalNanos / 4;
		this.nextAt = now;
	}

	void setPrefixes(List<byte[]> prefixes, long now) {
		this.groups.clear();
		this.interests.set(prefixes, !this.answered);
		if (!this.interests.all().stream().allMatch((interest) -> interest.known)) {
			this.source.epochs().lookAgain();
		}
		soon(now);
	}

	/**
	 * Whether the last numbers of all topics were known once that begin like a topic.
	 * @param topic the topic
	 * @return {@code false} if the topic may have messages from before the subscription
	 */
	boolean isKnown(byte[] topic) {
		return this.interests.covering(topic).stream().anyMatch((interest) -> interest.known);
	}

	/**
	 * Whether a topic was subscribed to from the beginning.
	 * @param topic the topic
	 * @return {@code false} if its filter was added later
	 */
	boolean isFirst(byte[] topic) {
		return this.interests.covering(topic).stream().anyMatch((interest) -> interest.first);
	}

	/**
	 * Whether the request that is answered was for a topic, as it is subscribed to now.
	 * @param topic the topic
	 * @return {@code false} if it was unsubscribed meanwhile
	 */
	boolean isAskedFor(byte[] topic) {
		return this.asked != null && this.asked.stream()
			.anyMatch((interest) -> interest.covers(topic) && this.interests.contains(interest));
	}

	/**
	 * The newest epoch when the last numbers of a topic {@linkplain #isKnown were known}.
	 * @param topic the topic
	 * @param otherwise an epoch of the publisher
	 * @return an epoch
	 */
	long knownEpoch(byte[] topic, long otherwise) {
		PublisherEpochs epochs = this.source.epochs();
		long newest = 0;
		for (Interest interest : this.interests.covering(topic)) {
			if (interest.known && (newest == 0 || epochs.isLater(interest.epoch, newest))) {
				newest = interest.epoch;
			}
		}
		// The publisher may not have had messages yet
		return (epochs.order(newest) < 0) ? epochs.firstAvailable(otherwise) : newest;
	}

	boolean isAsked() {
		return this.asked != null;
	}

	/**
	 * The mark of the last request.
	 * @return a larger number for a later request
	 */
	long askedAt() {
		return this.askedAt;
	}

	/**
	 * Begin another round as soon as possible.
	 * @param now the present time
	 */
	void soon(long now) {
		this.nextAt = now;
		this.again = true;
		tick(now);
	}

	/**
	 * Ask again for everything: the publisher was restarted.
	 * @param now the present time
	 */
	void startOver(long now) {
		this.interests.all().forEach(Interest::lookAgain);
		cancel(now);
	}

	/**
	 * Forget the request that is not answered.
	 * @param now the present time
	 */
	void cancel(long now) {
		this.asked = null;
		this.groups.clear();
		this.nextAt = now;
	}

	void restart(long now) {
		cancel(now);
		tick(now);
	}

	void unanswered(long now) {
		cancel(now + this.retryNanos);
	}

	/**
	 * Begin a round if it is time.
	 * @param now the present time
	 */
	void tick(long now) {
		if (this.asked != null || !this.source.isConnected() || now - this.nextAt < 0) {
			return;
		}
		List<Interest> sorted = this.interests.all();
		if (sorted.isEmpty()) {
			return;
		}
		this.again = false;
		sorted.sort(Comparator.comparing((Interest interest) -> interest.known)
			.thenComparing((interest) -> interest.until));
		List<Interest> group = new ArrayList<>();
		for (Interest interest : sorted) {
			if (!group.isEmpty() && (!group.get(0).isLike(interest) || group.size() == ReplayRequest.MOST_PREFIXES)) {
				this.groups.add(group);
				group = new ArrayList<>();
			}
			group.add(interest);
		}
		this.groups.add(group);
		next(now);
	}

	private void next(long now) {
		List<Interest> group = this.groups.poll();
		if (group == null) {
			this.asked = null;
			this.nextAt = this.again ? now : now + this.intervalNanos;
			return;
		}
		this.asked = group;
		this.page = 0;
		send(now);
	}

	private void send(long now) {
		List<Interest> group = this.asked;
		if (group == null) {
			return;
		}
		this.askedAt = this.marks.getAsLong();
		if (!this.source.requests()
			.sync(this.source.index(), group.get(0).until, group.stream().map(Interest::prefix).toList(), this.page)) {
			unanswered(now);
		}
	}

	/**
	 * Go on after a page.
	 * @param reply the page
	 * @param now the present time
	 */
	void answered(SummaryReply reply, long now) {
		this.answered = true;
		if (this.page == 0) {
			this.until = reply.until();
		}
		if (reply.nextPage() != SummaryReply.END) {
			this.page = reply.nextPage();
			send(now);
			return;
		}
		if (this.asked != null) {
			this.asked.forEach((interest) -> interest.look(this.until, this.source.epochs().newest()));
			this.interests.dropKnown();
		}
		if (this.groups.isEmpty() && this.interests.all().stream().allMatch((interest) -> interest.complete)) {
			this.source.settle(now);
		}
		next(now);
	}

}
