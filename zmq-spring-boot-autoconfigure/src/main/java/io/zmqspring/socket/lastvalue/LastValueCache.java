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

package io.zmqspring.socket.lastvalue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The newest message of each topic of a publisher. It outlives the sockets of the
 * publisher. Bounded in size and in the number of topics: the topic that was updated
 * longest ago makes room. Thread-safe; the lock of a socket may be held by the caller.
 *
 * @since 0.1
 */
public final class LastValueCache {

	/** What a message counts in addition to its frames. */
	public static final int OVERHEAD = 256;

	/** How many topics are kept at most. */
	public static final int MAX_TOPICS = 65_536;

	private static final Log logger = LogFactory.getLog(LastValueCache.class);

	// In the order of their bytes: the topics with a common prefix follow each other
	private final NavigableMap<ByteBuffer, LastValue> values = new TreeMap<>();

	// Both ends of the list of values, from the oldest to the newest
	private final LastValue end = new LastValue(new byte[0]);

	private final String owner;

	private final long maxBytes;

	private final int maxTopics;

	private int longestStart;

	private boolean warned;

	private volatile int run;

	private volatile int topics;

	private volatile long bytes;

	/**
	 * Create an empty cache.
	 * @param owner the publisher, for the log
	 * @param maxBytes the largest size of all messages together
	 */
	public LastValueCache(String owner, long maxBytes) {
		this(owner, maxBytes, MAX_TOPICS);
	}

	LastValueCache(String owner, long maxBytes, int maxTopics) {
		this.owner = owner;
		this.maxBytes = maxBytes;
		this.maxTopics = maxTopics;
	}

	/**
	 * Begin a run of the publisher. A thread of an earlier run that is late must not
	 * replace newer messages.
	 * @return the number of the run
	 */
	public synchronized int begin() {
		this.run = this.run + 1;
		return this.run;
	}

	/**
	 * The place of a topic.
	 * @param start the bytes that the first frame of all its messages starts with, not to
	 * be changed afterwards
	 * @return the place, the same one as before while there is a message of the topic
	 */
	public synchronized LastValue of(byte[] start) {
		LastValue known = this.values.get(ByteBuffer.wrap(start));
		return (known != null) ? known : new LastValue(start);
	}

	/**
	 * Keep a message that was accepted for sending, in the place of the former one of its
	 * topic. A message that is larger than the cache is not kept, and neither is the
	 * former one.
	 * @param run the run of the publisher
	 * @param topic the place of its topic
	 * @param first its first frame; frames must not be changed afterwards
	 * @param second the next frame, if any
	 * @param third the next frame, if any
	 * @param fourth the next frame, if any
	 */
	public synchronized void put(int run, LastValue topic, byte[] first, byte @Nullable [] second,
			byte @Nullable [] third, byte @Nullable [] fourth) {
		if (run != this.run) {
			return;
		}
		LastValue value = (topic.size() > 0) ? topic : this.values.getOrDefault(topic.start(), topic);
		long size = (long) OVERHEAD + first.length + length(second) + length(third) + length(fourth);
		if (size > this.maxBytes) {
			warn("does not keep the newest message of a topic, which has " + size + " bytes");
			forget(value);
			return;
		}
		if (value.size() == 0) {
			// First: memory may run out here
			this.values.put(value.start(), value);
			this.longestStart = Math.max(this.longestStart, value.start().remaining());
			this.topics = this.values.size();
		}
		this.bytes = this.bytes - value.size() + size;
		value.unlink();
		value.linkAsNewest(this.end);
		value.set(first, second, third, fourth, size);
		while (this.bytes > this.maxBytes || this.values.size() > this.maxTopics) {
			forgetOldest();
		}
	}

	private static int length(byte @Nullable [] frame) {
		return (frame != null) ? frame.length : 0;
	}

	private void forgetOldest() {
		warn("forgets the newest message of the topic that was updated longest ago, because it keeps "
				+ this.values.size() + " topics in " + this.bytes + " bytes");
		LastValue oldest = this.end.newer();
		if (oldest != null) {
			forget(oldest);
		}
	}

	private void forget(LastValue value) {
		if (value.size() > 0) {
			this.values.remove(value.start());
			this.topics = this.values.size();
			this.bytes = this.bytes - value.size();
			value.unlink();
			value.clear();
		}
	}

	private void warn(String what) {
		if (!this.warned) {
			this.warned = true;
			logger.warn("Publisher '" + this.owner + "' " + what + ": raise zmq.publishers." + this.owner
					+ ".last-value.max-bytes, or list fewer topics; at most " + this.maxTopics
					+ " topics are kept. This is reported once");
		}
	}

	/**
	 * Find the messages to which a subscription applies.
	 * @param prefix the bytes of the subscription
	 * @param action receives each of them; must not change the cache
	 * @return how many messages were compared
	 */
	public synchronized int matching(byte[] prefix, Consumer<LastValue> action) {
		int compared = 0;
		for (int length = 1; length < Math.min(prefix.length, this.longestStart + 1); length++) {
			LastValue value = this.values.get(ByteBuffer.wrap(prefix, 0, length));
			if (value != null) {
				compared++;
				if (startsWith(value.first(), prefix)) {
					action.accept(value);
				}
			}
		}
		for (LastValue value : this.values.tailMap(ByteBuffer.wrap(prefix), true).values()) {
			if (!startsWith(value.start().array(), prefix)) {
				break;
			}
			compared++;
			action.accept(value);
		}
		return compared;
	}

	private static boolean startsWith(byte[] frame, byte[] prefix) {
		return frame.length >= prefix.length && Arrays.equals(frame, 0, prefix.length, prefix, 0, prefix.length);
	}

	/**
	 * How many topics have a message.
	 * @return the number, without waiting for a lock
	 */
	public int topics() {
		return this.topics;
	}

	/**
	 * The size of all messages, as it is limited.
	 * @return the number of bytes, without waiting for a lock
	 */
	public long bytes() {
		return this.bytes;
	}

}
