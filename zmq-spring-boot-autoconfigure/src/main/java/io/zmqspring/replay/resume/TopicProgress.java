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

package io.zmqspring.replay.resume;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The messages of a topic and a publisher whose handlers have not all returned, in the
 * order of their numbers.
 */
final class TopicProgress {

	private final Deque<Handling> inProgress = new ArrayDeque<>();

	private final NumbersKey key;

	private long last = -1;

	private long received;

	TopicProgress(NumbersKey key) {
		this.key = key;
	}

	NumbersKey key() {
		return this.key;
	}

	void begin(Handling added) {
		this.received = Math.max(this.received, added.number());
		this.inProgress.add(added);
	}

	/**
	 * The last number that was written.
	 * @return the number, -1 if there is none
	 */
	long last() {
		return this.last;
	}

	void written(long number) {
		this.last = number;
	}

	/**
	 * The last number that was received, or lost.
	 * @return the number, 0 if there is none
	 */
	long received() {
		return this.received;
	}

	/**
	 * Remove the messages that have ended, up to the first one that has not.
	 * @return the last one of them, {@code null} if there is none
	 */
	@Nullable Handling removeEnded() {
		Handling newest = null;
		Handling first = this.inProgress.peek();
		while (first != null && first.hasEnded()) {
			newest = this.inProgress.remove();
			first = this.inProgress.peek();
		}
		return newest;
	}

	boolean isIdle() {
		return this.inProgress.isEmpty();
	}

	/**
	 * A message, or lost messages up to a number, and how many have to end before it has
	 * been handled.
	 */
	static final class Handling {

		private final TopicProgress topic;

		private final long number;

		private final long time;

		private int left;

		Handling(TopicProgress topic, long number, long time, int left) {
			this.topic = topic;
			this.number = number;
			this.time = time;
			this.left = left;
		}

		TopicProgress topic() {
			return this.topic;
		}

		long number() {
			return this.number;
		}

		long time() {
			return this.time;
		}

		void expect(int more) {
			this.left += more;
		}

		void ended() {
			this.left--;
		}

		boolean hasEnded() {
			return this.left <= 0;
		}

	}

}
