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
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.SummaryReply;

/**
 * Asks a publisher for the last numbers of the topics of a subscriber, in rounds: for
 * groups of prefixes, and page by page. Each prefix remembers up to which time it is
 * known.
 */
final class SourceSync {

	private final List<Interest> interests = new ArrayList<>();

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

	SourceSync(ReplaySource source, long intervalNanos, LongSupplier marks, long now) {
		this.marks = marks;
		this.source = source;
		this.intervalNanos = intervalNanos;
		this.retryNanos = intervalNanos / 4;
		this.nextAt = now;
	}

	void setPrefixes(List<byte[]> prefixes, long now) {
		this.interests.removeIf((interest) -> prefixes.stream().noneMatch(interest::is));
		for (byte[] prefix : prefixes) {
			if (this.interests.stream().noneMatch((interest) -> interest.is(prefix))) {
				this.interests.add(new Interest(prefix));
			}
		}
		soon(now);
	}

	/**
	 * Whether the last numbers of all topics were known once that begin like a topic.
	 * @param topic the topic
	 * @return {@code false} if the topic may have messages from before the subscription
	 */
	boolean isKnown(byte[] topic) {
		return this.interests.stream().anyMatch((interest) -> interest.known && interest.covers(topic));
	}

	/**
	 * Whether the request that is answered was for topics whose last numbers were known
	 * before.
	 * @return {@code false} for a first look
	 */
	boolean isAskedForKnown() {
		return this.asked != null && this.asked.stream().allMatch((interest) -> interest.known);
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
		this.interests.forEach((interest) -> interest.until = 0);
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

	void unanswered(long now) {
		cancel(now + this.retryNanos);
	}

	/**
	 * Begin a round if it is time.
	 * @param now the present time
	 */
	void tick(long now) {
		if (this.asked != null || !this.source.isConnected() || now - this.nextAt < 0 || this.interests.isEmpty()) {
			return;
		}
		this.again = false;
		List<Interest> sorted = new ArrayList<>(this.interests);
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
		if (this.page == 0) {
			this.until = reply.until();
		}
		if (reply.nextPage() != SummaryReply.END) {
			this.page = reply.nextPage();
			send(now);
			return;
		}
		if (this.asked != null) {
			this.asked.forEach((interest) -> {
				interest.known = true;
				interest.until = this.until;
			});
		}
		if (this.groups.isEmpty()) {
			this.source.settle(now);
		}
		next(now);
	}

	/**
	 * The topics with a prefix.
	 */
	private static final class Interest {

		private final byte[] prefix;

		private boolean known;

		private long until;

		Interest(byte[] prefix) {
			this.prefix = prefix;
		}

		byte[] prefix() {
			return this.prefix;
		}

		boolean is(byte[] other) {
			return Arrays.equals(this.prefix, other);
		}

		boolean isLike(Interest other) {
			return this.known == other.known && this.until == other.until;
		}

		boolean covers(byte[] topic) {
			return topic.length >= this.prefix.length
					&& Arrays.equals(topic, 0, this.prefix.length, this.prefix, 0, this.prefix.length);
		}

	}

}
