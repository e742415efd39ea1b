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

import org.jspecify.annotations.Nullable;

/**
 * A store that keeps the frames of the messages in memory, without copying them.
 */
final class MemoryReplayStore implements ReplayStore {

	/**
	 * What a message needs besides its bytes: two arrays, its place in the index, and its
	 * references.
	 */
	static final int OVERHEAD = 128;

	private final ReplayIndex index;

	private final SliceReader reader;

	private final SummaryReader summaries;

	private final long maxBytes;

	private final Runnable released;

	/**
	 * Create a store.
	 * @param maxPerTopic the largest number of messages per topic
	 * @param maxBytes the largest size of all messages together, with {@link #OVERHEAD}
	 * bytes for each
	 */
	MemoryReplayStore(int maxPerTopic, long maxBytes) {
		this(maxPerTopic, maxBytes, () -> {
		});
	}

	/**
	 * Create a store.
	 * @param maxPerTopic the largest number of messages per topic
	 * @param maxBytes the largest size of all messages together, with {@link #OVERHEAD}
	 * bytes for each
	 * @param released called when the store is closed
	 */
	MemoryReplayStore(int maxPerTopic, long maxBytes, Runnable released) {
		this.index = new ReplayIndex(maxPerTopic, (message) -> {
		});
		this.reader = new SliceReader(this.index, OVERHEAD, (topic, found) -> found.inMemory(topic));
		this.summaries = new SummaryReader(this.index);
		this.maxBytes = maxBytes;
		this.released = released;
	}

	@Override
	public void append(long epoch, byte[] topic, long number, long time, byte[] frame, int offset,
			byte @Nullable [] headers) {
		long size = (long) OVERHEAD + topic.length + frame.length + ((headers != null) ? headers.length : 0);
		this.index.lockForAppend();
		try {
			if (!this.index.isClosed()) {
				append(this.index.topic(epoch, topic), number, time, frame, offset, headers, size);
			}
			this.index.appended();
		}
		finally {
			this.index.unlock();
		}
	}

	private void append(TopicRing topic, long number, long time, byte[] frame, int offset, byte @Nullable [] headers,
			long size) {
		if (size > this.maxBytes || size > Integer.MAX_VALUE) {
			this.index.sent(topic, number, time);
			return;
		}
		StoredMessage message = this.index.add(topic, number, time, (int) size);
		message.frame = frame;
		message.offset = offset;
		if (message.headers != headers) {
			message.headers = headers;
		}
		while (this.index.bytes() > this.maxBytes) {
			this.index.removeOldest();
		}
	}

	@Override
	public ReplaySlice read(long epoch, byte[] topic, long from, long to, int maxMessages, int maxBytes) {
		return this.reader.read(epoch, topic, from, to, maxMessages, maxBytes);
	}

	@Override
	public ReplaySummary changedSince(long time, List<byte[]> prefixes, int page, int max) {
		return this.summaries.changedSince(time, prefixes, page, max);
	}

	@Override
	public long newestTime() {
		return this.summaries.newestTime();
	}

	@Override
	public ReplayUsage usage() {
		return this.index.usage(this.maxBytes);
	}

	@Override
	public @Nullable String fault() {
		return null;
	}

	@Override
	public void close() {
		this.index.close();
		this.released.run();
	}

}
