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
import java.util.Comparator;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * A store that keeps the messages in a file, so that they outlive the process. A message
 * whose append has returned is in the file, even if the process is killed. If the machine
 * fails, the newest messages may be missing.
 * <p>
 * The file is a ring. Of a topic with too many messages the oldest is no longer found,
 * but its bytes are used again only when the end of the ring reaches them. Messages of
 * other topics that the end reaches are written once more, as long as all messages
 * together fill less than half of the file: so a busy topic does not displace the others.
 */
final class DurableReplayStore implements ReplayStore {

	private static final Log logger = LogFactory.getLog(DurableReplayStore.class);

	// Per append, so that none takes long
	private static final int MOST_COPIES = 64;

	private static final int COPIED_PER_BYTE = 4;

	private static final int RESERVE_SHARE = 8;

	private final String publisher;

	private final ReplayFile file;

	private final RecordLog log;

	private final ReplayIndex index;

	private final SliceReader reader;

	private final SummaryReader summaries;

	private final FileFault fault;

	private DurableReplayStore(String publisher, ReplayFile file, int maxPerTopic) {
		this.publisher = publisher;
		this.file = file;
		this.fault = new FileFault(publisher);
		this.log = new RecordLog(file.data(), file.tailMark());
		this.index = new ReplayIndex(maxPerTopic, this::removed);
		this.reader = new SliceReader(this.index, RecordFormat.HEADER,
				(topic, found) -> read(found.position(), found.size()));
		this.summaries = new SummaryReader(this.index);
	}

	/**
	 * Open the store of a publisher. If the file has another size than before, the newest
	 * messages that fit are kept.
	 * @param publisher the name of the publisher
	 * @param path the path of the file
	 * @param maxPerTopic the largest number of messages per topic
	 * @param maxBytes the size of the data in the file
	 * @return the store
	 * @throws ZmqConfigurationException if the file cannot be used
	 */
	static DurableReplayStore open(String publisher, String path, int maxPerTopic, long maxBytes) {
		long capacity = maxBytes & -RecordFormat.ALIGNMENT;
		try {
			DurableReplayStore store = recovered(publisher, ReplayFile.open(path, publisher, capacity), maxPerTopic);
			return (store.log.capacity() == capacity) ? store : store.resized(capacity, maxPerTopic);
		}
		catch (ZmqConfigurationException ex) {
			throw new ZmqConfigurationException("zmq.publishers." + publisher + ".replay.file: " + ex.problem(),
					ex.action(), ex);
		}
	}

	private static DurableReplayStore recovered(String publisher, ReplayFile file, int maxPerTopic) {
		DurableReplayStore store = new DurableReplayStore(publisher, file, maxPerTopic);
		try {
			store.recover();
		}
		catch (RuntimeException | Error ex) {
			file.close();
			throw ex;
		}
		return store;
	}

	// A record that was written once more may come after records with higher numbers
	private void recover() {
		List<Stored> records = new ArrayList<>();
		this.log.recover((position) -> records.add(new Stored(this.log.time(position), position)));
		records.sort(Stored.BY_TIME);
		for (Stored record : records) {
			int length = this.log.length(record.position());
			ReplayMessage message = read(record.position(), length);
			if (message != null) {
				recover(message, record.position(), length);
			}
		}
		this.index.sortByPosition();
	}

	private void recover(ReplayMessage message, long position, int length) {
		TopicRing topic = this.index.topic(message.epoch(), message.topic());
		if (message.number() > topic.last()) {
			StoredMessage added = this.index.add(topic, message.number(), message.time(), length);
			added.position = position;
			added.copied = true;
		}
		else if (message.number() == topic.last() && topic.size() > 0) {
			topic.get(topic.size() - 1).position = position;
		}
	}

	private DurableReplayStore resized(long capacity, int maxPerTopic) {
		List<Stored> stored = new ArrayList<>();
		this.index.forEach((message) -> stored.add(new Stored(message.time, message.position)));
		stored.sort(Stored.BY_TIME);
		ReplayFile successor = successor(capacity);
		DurableReplayStore resized = new DurableReplayStore(this.publisher, successor, maxPerTopic);
		try {
			for (Stored record : stored) {
				ReplayMessage message = read(record.position(), this.log.length(record.position()));
				if (message != null) {
					resized.append(message.epoch(), message.topic(), message.number(), message.time(),
							message.payload(), 0, message.headers());
				}
			}
			successor.replace(this.file);
		}
		catch (RuntimeException | Error ex) {
			successor.discard();
			this.file.close();
			throw ex;
		}
		logger.info("Publisher '" + this.publisher + "' keeps " + resized.usage().messages() + " of " + stored.size()
				+ " messages, because the size of " + successor.path() + " has changed from " + this.log.capacity()
				+ " to " + capacity + " bytes");
		return resized;
	}

	private ReplayFile successor(long capacity) {
		try {
			return this.file.createSuccessor(this.publisher, capacity);
		}
		catch (RuntimeException ex) {
			this.file.close();
			throw ex;
		}
	}

	@Override
	public void append(long epoch, byte[] topic, long number, long time, byte[] frame, int offset,
			byte @Nullable [] headers) {
		try {
			if (isUsable()) {
				appendUsable(epoch, topic, number, time, frame, offset, headers);
			}
		}
		catch (InternalError ex) {
			failed(ex);
		}
	}

	private void appendUsable(long epoch, byte[] topic, long number, long time, byte[] frame, int offset,
			byte @Nullable [] headers) {
		long length = RecordFormat.length(topic, frame.length - offset, headers);
		this.index.lockForAppend();
		try {
			TopicRing ring = this.index.isClosed() ? null : this.index.topic(epoch, topic);
			if (ring != null && length > this.log.capacity()) {
				this.index.sent(ring, number, time);
			}
			else if (ring != null) {
				makeRoom((int) length);
				long position = this.log.write(epoch, topic, number, time, frame, offset, headers);
				this.index.add(ring, number, time, (int) length).position = position;
			}
			this.index.appended();
		}
		finally {
			this.index.unlock();
		}
	}

	private void makeRoom(int length) {
		keepOthers(length);
		long lowest = this.log.lowestTail(length);
		StoredMessage oldest = this.index.oldest();
		while (oldest != null && oldest.position < lowest) {
			this.index.removeOldest();
			oldest = this.index.oldest();
		}
		this.log.advanceTail((oldest != null) ? oldest.position : this.log.next(length));
	}

	private void keepOthers(int length) {
		long wanted = length + this.log.capacity() / RESERVE_SHARE;
		long most = (long) COPIED_PER_BYTE * length;
		long copied = 0;
		for (int copies = 0; copies < MOST_COPIES && copied < most && this.log.free() < wanted; copies++) {
			StoredMessage oldest = this.index.oldest();
			if (oldest == null || this.index.bytes() > this.log.capacity() / 2) {
				return;
			}
			this.log.advanceTail(oldest.position);
			if (this.log.free() >= wanted || !this.log.fits(oldest.size)) {
				return;
			}
			oldest.position = this.log.copy(oldest.position, oldest.size);
			oldest.copied = true;
			this.index.moveToEnd(oldest);
			copied += oldest.size;
		}
	}

	// Any other record leaves the ring before those of its topic with higher numbers, and
	// so is never found alone
	private void removed(StoredMessage message) {
		if (message.copied) {
			this.log.discard(message.position);
		}
	}

	// Before the mapping is used: a page that is missing would be noticed too late
	private boolean isUsable() {
		if (this.file.isComplete()) {
			return true;
		}
		failed(null);
		return false;
	}

	private void failed(@Nullable InternalError error) {
		if (this.fault.report(this.file.path(), error)) {
			this.index.close();
		}
	}

	@Override
	public ReplaySlice read(long epoch, byte[] topic, long from, long to, int maxMessages, int maxBytes) {
		try {
			return this.reader.read(epoch, topic, from, to, maxMessages, maxBytes);
		}
		catch (InternalError ex) {
			failed(ex);
			return ReplaySlice.UNKNOWN;
		}
	}

	private @Nullable ReplayMessage read(long position, int length) {
		byte[] record = isUsable() ? this.log.read(position, length) : null;
		return (record != null) ? RecordFormat.message(record) : null;
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
		return this.index.usage(this.log.capacity());
	}

	@Override
	public @Nullable String fault() {
		return this.fault.text();
	}

	@Override
	public void close() {
		this.index.close();
		this.file.close();
	}

	/**
	 * Where a message is in the file.
	 *
	 * @param time its time
	 * @param position its position
	 */
	private record Stored(long time, long position) {

		static final Comparator<Stored> BY_TIME = Comparator.comparingLong(Stored::time)
			.thenComparingLong(Stored::position);

	}

}
