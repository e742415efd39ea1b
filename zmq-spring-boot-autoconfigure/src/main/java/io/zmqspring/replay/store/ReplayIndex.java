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

package io.zmqspring.replay.store;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.support.ShortLock;

/**
 * Which messages a store has, and their order. Knows nothing of their content. All
 * methods need the lock, except those that say that they take it. The lock is not
 * reentrant.
 */
final class ReplayIndex {

	/** How many messages a reader looks at while it holds the lock. */
	static final int SLICE = 64;

	private final ShortLock lock = new ShortLock();

	private final int maxPerTopic;

	private final Consumer<StoredMessage> removed;

	private final TopicTable topics = new TopicTable();

	private final MessageQueue queue = new MessageQueue();

	private long bytes;

	private long newestTime;

	private boolean closed;

	private boolean appending;

	/**
	 * Create an index.
	 * @param maxPerTopic the largest number of messages per topic
	 * @param removed is told each message that is removed, before
	 */
	ReplayIndex(int maxPerTopic, Consumer<StoredMessage> removed) {
		this.maxPerTopic = maxPerTopic;
		this.removed = removed;
	}

	/**
	 * Take the lock, and note that what is here is not complete until
	 * {@link #appended()}.
	 */
	void lockForAppend() {
		lock();
		this.appending = true;
	}

	// The append is complete. Otherwise, because memory has run out, what is here may
	// contradict itself, and is forgotten when the lock is taken next
	void appended() {
		this.appending = false;
	}

	void lock() {
		this.lock.lock();
		repair();
	}

	private void repair() {
		try {
			if (this.appending) {
				clear();
			}
			this.appending = false;
		}
		finally {
			// Memory has run out again
			if (this.appending) {
				unlock();
			}
		}
	}

	void unlock() {
		this.lock.unlock();
	}

	TopicTable topics() {
		return this.topics;
	}

	boolean isClosed() {
		return this.closed;
	}

	long bytes() {
		return this.bytes;
	}

	/**
	 * The time of the newest message.
	 * @return the time, 0 if there has never been one
	 */
	long newestTime() {
		return this.newestTime;
	}

	/**
	 * Find a topic.
	 * @param epoch the epoch
	 * @param topic the topic
	 * @return the topic, {@code null} if it is not known
	 */
	@Nullable TopicRing find(long epoch, byte[] topic) {
		return this.topics.find(epoch, topic);
	}

	/**
	 * Find or add a topic. If there are too many, others are forgotten.
	 * @param epoch the epoch
	 * @param topic the topic
	 * @return the topic
	 */
	TopicRing topic(long epoch, byte[] topic) {
		TopicRing known = this.topics.find(epoch, topic);
		if (known != null) {
			return known;
		}
		if (!this.topics.hasEpoch(epoch)) {
			List<Long> epochs = this.topics.epochs();
			if (epochs.size() >= ReplayStore.MOST_EPOCHS) {
				forgetEpoch(epochs.get(0));
			}
		}
		if (this.topics.size() >= ReplayStore.MOST_TOPICS) {
			TopicRing least = this.topics.leastRecent();
			if (least != null) {
				forget(least);
			}
		}
		return this.topics.add(epoch, topic);
	}

	private void forgetEpoch(long epoch) {
		for (int slot = 0; slot < this.topics.slots(); slot++) {
			TopicRing topic = this.topics.inSlot(slot);
			if (topic != null && topic.epoch() == epoch) {
				forget(topic);
			}
		}
	}

	private void forget(TopicRing topic) {
		while (topic.size() > 0) {
			removeFirst(topic);
		}
		this.topics.remove(topic);
	}

	/**
	 * Add a message. If the topic is full, its oldest message is removed.
	 * @param topic the topic
	 * @param number the number
	 * @param time the time
	 * @param size what the message counts for
	 * @return the message, whose content is to be set
	 */
	StoredMessage add(TopicRing topic, long number, long time, int size) {
		StoredMessage message = (topic.size() >= this.maxPerTopic) ? replaceFirst(topic) : this.queue.add();
		if (message.topic != topic) {
			message.topic = topic;
		}
		message.number = number;
		message.time = time;
		message.size = size;
		topic.add(message);
		this.bytes += size;
		sent(topic, number, time);
		return message;
	}

	/**
	 * A message was sent that the store cannot keep.
	 * @param topic the topic
	 * @param number the number
	 * @param time the time
	 */
	void sent(TopicRing topic, long number, long time) {
		topic.sent(number);
		this.topics.sent(topic, time);
		this.newestTime = Math.max(this.newestTime, time);
	}

	/**
	 * The oldest message.
	 * @return the message, {@code null} if there is none
	 */
	@Nullable StoredMessage oldest() {
		return this.queue.oldest();
	}

	/**
	 * Remove the oldest message, if there is one, and with it those of its topic that
	 * have lower numbers.
	 */
	void removeOldest() {
		StoredMessage oldest = this.queue.oldest();
		if (oldest != null && oldest.topic != null) {
			TopicRing topic = oldest.topic;
			while (removeFirst(topic) != oldest) {
				continue;
			}
		}
	}

	private StoredMessage removeFirst(TopicRing topic) {
		StoredMessage first = take(topic);
		this.queue.remove(first);
		return first;
	}

	// Without the way through the free messages
	private StoredMessage replaceFirst(TopicRing topic) {
		StoredMessage first = take(topic);
		first.copied = false;
		this.queue.moveToEnd(first);
		return first;
	}

	private StoredMessage take(TopicRing topic) {
		StoredMessage first = topic.removeFirst();
		this.removed.accept(first);
		this.bytes -= first.size;
		return first;
	}

	/**
	 * Make the oldest message the newest one.
	 * @param message the message
	 */
	void moveToEnd(StoredMessage message) {
		this.queue.moveToEnd(message);
	}

	void forEach(Consumer<StoredMessage> action) {
		this.queue.forEach(action);
	}

	/**
	 * Order the messages by their positions, after they have been added in another order.
	 */
	void sortByPosition() {
		this.queue.sortByPosition();
	}

	// Takes the lock
	ReplayUsage usage(long maxBytes) {
		lock();
		try {
			return new ReplayUsage(this.queue.size(), this.bytes, maxBytes, this.topics.size());
		}
		finally {
			unlock();
		}
	}

	/**
	 * Remove everything, so that the memory is released even if the index is still
	 * referenced. Takes the lock.
	 */
	void close() {
		lock();
		try {
			this.closed = true;
			clear();
		}
		finally {
			unlock();
		}
	}

	private void clear() {
		this.topics.clear();
		this.queue.clear();
		this.bytes = 0;
	}

}
