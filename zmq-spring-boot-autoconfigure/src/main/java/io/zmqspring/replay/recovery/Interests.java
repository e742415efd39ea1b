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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prefixes that are subscribed to, and what is known of their topics. What is known
 * is kept when the filters change: of all topics with a prefix for those with a longer
 * one, and of the topics with a longer prefix until it is known of all.
 */
final class Interests {

	private final Map<ByteBuffer, Interest> subscribed = new LinkedHashMap<>();

	private final List<Interest> kept = new ArrayList<>(0);

	void set(List<byte[]> prefixes, boolean first) {
		Map<ByteBuffer, Interest> next = new LinkedHashMap<>();
		for (byte[] prefix : prefixes) {
			next.computeIfAbsent(ByteBuffer.wrap(prefix), (key) -> interest(prefix, first));
		}
		List<Interest> former = all();
		this.subscribed.clear();
		this.subscribed.putAll(next);
		this.kept.clear();
		former.stream().filter((interest) -> interest.known && !contains(interest)).forEach(this.kept::add);
		dropKnown();
	}

	private Interest interest(byte[] prefix, boolean first) {
		Interest covering = null;
		for (Interest interest : covering(prefix)) {
			if (interest.is(prefix) && interest.known) {
				return interest;
			}
			if (covering == null || interest.known || !covering.known) {
				covering = interest;
			}
		}
		if (covering == null) {
			return new Interest(prefix, first);
		}
		return covering.is(prefix) ? covering : covering.narrowed(prefix);
	}

	/**
	 * Forget prefixes that are covered by a known one, or not subscribed to any more.
	 */
	void dropKnown() {
		this.kept.removeIf((interest) -> {
			List<Interest> covering = subscribed(interest.prefix());
			return covering.isEmpty() || covering.stream().anyMatch((other) -> other.known);
		});
	}

	List<Interest> all() {
		List<Interest> all = new ArrayList<>(this.subscribed.values());
		all.addAll(this.kept);
		return all;
	}

	boolean contains(Interest interest) {
		return this.subscribed.get(ByteBuffer.wrap(interest.prefix())) == interest || this.kept.contains(interest);
	}

	/**
	 * The prefixes of a topic.
	 * @param topic the topic
	 * @return the prefixes, shortest first
	 */
	List<Interest> covering(byte[] topic) {
		List<Interest> covering = subscribed(topic);
		this.kept.stream().filter((interest) -> interest.covers(topic)).forEach(covering::add);
		return covering;
	}

	private List<Interest> subscribed(byte[] topic) {
		List<Interest> covering = new ArrayList<>(2);
		for (int length = 0; length <= topic.length; length++) {
			Interest interest = this.subscribed.get(ByteBuffer.wrap(topic, 0, length));
			if (interest != null) {
				covering.add(interest);
			}
		}
		return covering;
	}

	/**
	 * The topics with a prefix, and how far their last numbers are known.
	 */
	static final class Interest {

		/** Whether it was there before the publisher had answered. */
		final boolean first;

		/** Whether the last numbers of all topics were known once. */
		boolean known;

		/** Whether they were known since the newest epoch was named first. */
		boolean complete;

		/** The time up to which they are known. */
		long until;

		/** The newest epoch when they were known last, 0 if there was none. */
		long epoch;

		private final byte[] prefix;

		Interest(byte[] prefix, boolean first) {
			this.prefix = prefix;
			this.first = first;
		}

		Interest narrowed(byte[] longer) {
			Interest narrowed = new Interest(longer, this.first);
			narrowed.known = this.known;
			narrowed.complete = this.complete;
			narrowed.until = this.until;
			narrowed.epoch = this.epoch;
			return narrowed;
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

		void look(long time, long newest) {
			this.known = true;
			this.complete = true;
			this.until = time;
			this.epoch = newest;
		}

		void lookAgain() {
			this.complete = false;
			this.until = 0;
		}

	}

}
