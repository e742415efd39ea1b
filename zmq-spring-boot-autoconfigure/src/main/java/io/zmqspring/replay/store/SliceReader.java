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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads messages of a topic in slices, and takes their content without the lock of the
 * index.
 */
final class SliceReader {

	private final ReplayIndex index;

	private final int overhead;

	private final Content content;

	/**
	 * Create a reader.
	 * @param index the index of the messages
	 * @param overhead what each message counts for besides its content
	 * @param content finds the content of messages
	 */
	SliceReader(ReplayIndex index, int overhead, Content content) {
		this.index = index;
		this.overhead = overhead;
		this.content = content;
	}

	ReplaySlice read(long epoch, byte[] topic, long from, long to, int maxMessages, int maxBytes) {
		List<ReplayMessage> messages = new ArrayList<>();
		Range range = new Range(from, to, maxMessages, maxBytes);
		while (true) {
			List<Found> slice = new ArrayList<>();
			TopicRing ring = find(epoch, topic, range, slice);
			if (ring == null) {
				return messages.isEmpty() ? ReplaySlice.UNKNOWN : new ReplaySlice(messages, range.next, range.next - 1);
			}
			for (Found found : slice) {
				ReplayMessage message = this.content.read(ring, found);
				if (message != null) {
					messages.add(message);
				}
			}
			if (slice.isEmpty()) {
				return new ReplaySlice(messages, range.first, range.last);
			}
		}
	}

	private @Nullable TopicRing find(long epoch, byte[] topic, Range range, List<Found> slice) {
		this.index.lock();
		try {
			TopicRing ring = this.index.find(epoch, topic);
			if (ring != null) {
				range.first = ring.firstNumber();
				range.last = ring.last();
				int at = ring.indexOf(range.next);
				int end = Math.min(ring.size(), at + ReplayIndex.SLICE);
				while (at < end && range.take(ring.get(at), this.overhead)) {
					slice.add(Found.of(ring.get(at)));
					at++;
				}
			}
			return ring;
		}
		finally {
			this.index.unlock();
		}
	}

	/**
	 * The content of messages, which is not in the index.
	 */
	interface Content {

		/**
		 * Take the content of a message. Called without the lock.
		 * @param topic the topic
		 * @param found what the index had
		 * @return the message, {@code null} if it has been removed meanwhile
		 */
		@Nullable ReplayMessage read(TopicRing topic, Found found);

	}

	/**
	 * The numbers that are wanted, and what has been found of them.
	 */
	private static final class Range {

		private final long to;

		private long next;

		private long messagesLeft;

		private long bytesLeft;

		private boolean started;

		private long first;

		private long last;

		Range(long from, long to, int maxMessages, int maxBytes) {
			this.next = from;
			this.to = to;
			this.messagesLeft = maxMessages;
			this.bytesLeft = maxBytes;
		}

		boolean take(StoredMessage message, int overhead) {
			int size = message.size - overhead - message.offset;
			if (message.number > this.to || this.messagesLeft <= 0 || (this.started && size > this.bytesLeft)) {
				return false;
			}
			this.started = true;
			this.messagesLeft--;
			this.bytesLeft -= size;
			this.next = message.number + 1;
			return true;
		}

	}

	/**
	 * A copy of what the index has of a message.
	 *
	 * @param number the number
	 * @param time the time
	 * @param frame the frame with the payload, if it is in memory
	 * @param offset where the payload begins in its frame
	 * @param headers the frame with the headers, if there are any in memory
	 * @param position where the message is in a file
	 * @param size what the message counts for
	 */
	record Found(long number, long time, byte @Nullable [] frame, int offset, byte @Nullable [] headers, long position,
			int size) {

		static Found of(StoredMessage message) {
			return new Found(message.number, message.time, message.frame, message.offset, message.headers,
					message.position, message.size);
		}

		/**
		 * The message, if its content is in memory.
		 * @param topic its topic
		 * @return the message
		 */
		ReplayMessage inMemory(TopicRing topic) {
			byte[] payload = (this.frame != null) ? this.frame : new byte[0];
			if (this.offset > 0) {
				payload = Arrays.copyOfRange(payload, this.offset, payload.length);
			}
			return new ReplayMessage(topic.epoch(), topic.topic(), this.number, this.time, payload, this.headers);
		}

	}

}
