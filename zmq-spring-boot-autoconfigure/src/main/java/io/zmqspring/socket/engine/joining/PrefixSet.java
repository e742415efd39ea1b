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

package io.zmqspring.socket.engine.joining;

import java.nio.ByteBuffer;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The subscriptions of one subscriber, and what they match. Used by the thread that holds
 * the lock of the socket.
 */
final class PrefixSet {

	private final NavigableSet<ByteBuffer> prefixes = new TreeSet<>();

	private int longest;

	/**
	 * Add a subscription.
	 * @param prefix its bytes, not to be changed afterwards
	 * @return whether it is new
	 */
	boolean add(byte[] prefix) {
		this.longest = Math.max(this.longest, prefix.length);
		return this.prefixes.add(ByteBuffer.wrap(prefix));
	}

	/**
	 * Remove a subscription.
	 * @param prefix its bytes
	 * @return whether it was there
	 */
	boolean remove(byte[] prefix) {
		return this.prefixes.remove(ByteBuffer.wrap(prefix));
	}

	void clear() {
		this.prefixes.clear();
		this.longest = 0;
	}

	/**
	 * Whether a subscription shorter than some bytes matches everything that starts with
	 * these.
	 * @param start the bytes
	 * @return {@code true} if there is such a subscription
	 */
	boolean coversBefore(byte[] start) {
		return covers(start, 0, start.length - 1);
	}

	/**
	 * Whether a subscription longer than some bytes starts with these.
	 * @param start the bytes
	 * @return {@code true} if there is such a subscription
	 */
	boolean hasLongerThan(byte[] start) {
		ByteBuffer next = this.prefixes.higher(ByteBuffer.wrap(start));
		return next != null && next.remaining() > start.length
				&& next.slice(0, start.length).equals(ByteBuffer.wrap(start));
	}

	/**
	 * Whether a subscription longer than a length matches a frame.
	 * @param frame the frame
	 * @param length the length
	 * @return {@code true} if there is such a subscription
	 */
	boolean coversBeyond(byte[] frame, int length) {
		return covers(frame, length + 1, frame.length);
	}

	private boolean covers(byte[] frame, int shortest, int longest) {
		for (int length = shortest; length <= Math.min(longest, this.longest); length++) {
			if (this.prefixes.contains(ByteBuffer.wrap(frame, 0, length))) {
				return true;
			}
		}
		return false;
	}

}
