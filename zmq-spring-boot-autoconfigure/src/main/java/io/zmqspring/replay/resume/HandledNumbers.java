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

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.replay.recovery.SeenNumbers;
import io.zmqspring.replay.resume.TopicProgress.Handling;

/**
 * The numbers of the messages that a subscriber has handled, kept in a file. A number is
 * written when the handlers of its message, and of all messages of the topic before, have
 * returned. A message is identified by its payload, the array itself, until then. Safe
 * for any thread.
 *
 * @since 0.1
 */
public final class HandledNumbers implements SeenNumbers, AutoCloseable {

	private final Map<NumbersKey, Long> seen = new HashMap<>();

	private final Map<TopicKey, TopicProgress> topics = new HashMap<>();

	private final Map<byte[], Handling> inProgress = new IdentityHashMap<>();

	private final NumbersFile file;

	private final NumbersEntries entries;

	private final boolean continues;

	private boolean stopping;

	private boolean closed;

	private @Nullable Handling received;

	private HandledNumbers(NumbersFile file) {
		this.file = file;
		this.continues = file.table().hasBegun();
		this.entries = new NumbersEntries(file.table(), this.seen);
	}

	/**
	 * Open or create the file.
	 * @param key the key of the path in the settings
	 * @param path the path as the user has written it
	 * @param subscriber the name of the subscriber
	 * @return the numbers
	 * @throws ZmqConfigurationException if the file cannot be used
	 */
	public static HandledNumbers open(String key, String path, String subscriber) {
		return new HandledNumbers(NumbersFile.open(key, path, subscriber));
	}

	@Override
	public synchronized long last(long epoch, byte[] topic) {
		TopicProgress progress = this.topics.get(new TopicKey(epoch, ByteBuffer.wrap(topic)));
		long received = (progress != null) ? progress.received() : 0;
		return this.seen.isEmpty() ? received
				: Math.max(received, this.seen.getOrDefault(NumbersKey.of(epoch, topic), 0L));
	}

	@Override
	public boolean continues() {
		return this.continues;
	}

	@Override
	public synchronized long lastOfEarlierRun(long epoch, byte[] topic) {
		return this.seen.isEmpty() ? 0 : this.seen.getOrDefault(NumbersKey.of(epoch, topic), 0L);
	}

	@Override
	public synchronized boolean hasBegunIn(long epoch) {
		return this.entries.contains(NumbersKey.beginning(epoch));
	}

	/**
	 * The last numbers of a publisher are known, and written. From now on the subscriber
	 * continues.
	 * @param epoch the epoch of the publisher, 0 if it has sent nothing so far
	 */
	public synchronized void begun(long epoch) {
		if (this.closed || this.continues) {
			return;
		}
		if (epoch != 0 && !hasBegunIn(epoch)) {
			set(NumbersKey.beginning(epoch), 0, Long.MAX_VALUE);
		}
		this.file.table().begin();
	}

	/**
	 * The subscriber begins with the messages of a topic after a number.
	 * @param epoch the epoch of the publisher
	 * @param topic the topic, not to be changed
	 * @param last the number
	 */
	public synchronized void begun(long epoch, byte[] topic, long last) {
		if (!this.closed && last > last(epoch, topic)) {
			write(progress(epoch, topic), last, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
		}
	}

	private TopicProgress progress(long epoch, byte[] topic) {
		return this.topics.computeIfAbsent(new TopicKey(epoch, ByteBuffer.wrap(topic)),
				(added) -> new TopicProgress(NumbersKey.of(epoch, topic)));
	}

	private void write(TopicProgress topic, long number, long time) {
		set(topic.key(), number, time);
		topic.written(number);
	}

	private void set(NumbersKey key, long number, long time) {
		if (this.entries.set(key, number, time)) {
			this.topics.values().removeIf((topic) -> topic.isIdle() && !this.entries.contains(topic.key()));
		}
	}

	/**
	 * A message is about to be delivered. Followed by {@link #delivered()}.
	 * @param epoch the epoch of its publisher
	 * @param topic its topic, not to be changed
	 * @param number its number
	 * @param time its time of sending
	 */
	public synchronized void received(long epoch, byte[] topic, long number, long time) {
		TopicProgress progress = progress(epoch, topic);
		if (progress.last() >= number) {
			// It was under way when the publisher named its last number
			write(progress, number - 1, time);
		}
		Handling message = new Handling(progress, number, time, 1);
		progress.begin(message);
		this.received = message;
	}

	/**
	 * The message has handlers that may return later.
	 * @param payload its payload as the handlers receive it
	 * @param handlers how many of them there are
	 * @return the payload to deliver: a copy if a message in progress has the same array,
	 * as is possible over inproc
	 */
	public synchronized byte[] handledBy(byte[] payload, int handlers) {
		Handling message = this.received;
		if (message == null || handlers == 0) {
			return payload;
		}
		byte[] own = this.inProgress.containsKey(payload) ? payload.clone() : payload;
		// First: memory may run out here, and the message would never end
		this.inProgress.put(own, message);
		message.expect(handlers);
		return own;
	}

	/**
	 * The message was delivered.
	 */
	public synchronized void delivered() {
		Handling message = this.received;
		if (message != null) {
			this.received = null;
			ended(message);
		}
	}

	/**
	 * A handler does not need a message any more.
	 * @param payload the payload of the message
	 * @param handled {@code false} if the handler was not called because the subscriber
	 * stops, or the handler was removed
	 */
	public synchronized void ended(byte[] payload, boolean handled) {
		Handling message = (handled || !this.stopping) ? this.inProgress.get(payload) : null;
		if (message != null) {
			ended(message);
			if (message.hasEnded()) {
				this.inProgress.remove(payload);
			}
		}
	}

	private void ended(Handling message) {
		message.ended();
		Handling newest = message.hasEnded() ? message.topic().removeEnded() : null;
		if (newest != null && !this.closed) {
			write(message.topic(), newest.number(), newest.time());
		}
	}

	/**
	 * Messages are lost: the subscriber does not wait for them.
	 * @param epoch the epoch of their publisher
	 * @param topic their topic, not to be changed
	 * @param to the number of the last one
	 */
	public synchronized void lost(long epoch, byte[] topic, long to) {
		Handling last = new Handling(progress(epoch, topic), to, 0, 1);
		last.topic().begin(last);
		ended(last);
	}

	/**
	 * The subscriber stops: a message whose handler is not called any more is received
	 * again after the next start.
	 */
	public synchronized void stopping() {
		this.stopping = true;
	}

	/**
	 * Close the file.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.file.close();
	}

	/**
	 * A topic of a publisher.
	 *
	 * @param epoch the epoch of the publisher
	 * @param topic the topic, not to be changed
	 */
	private record TopicKey(long epoch, ByteBuffer topic) {

	}

}
