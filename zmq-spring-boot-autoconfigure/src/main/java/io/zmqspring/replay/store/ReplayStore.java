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

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.settings.PublisherReplaySettings;

/**
 * The recent messages of a publisher, by epoch, topic and number. It is bounded: when it
 * is full, the oldest messages make room. One thread appends at a time; any number of
 * threads may read meanwhile.
 * <p>
 * A topic that has no messages any more is still known with its last number, so that a
 * subscriber learns how many messages it has missed.
 *
 * @since 0.1
 */
public interface ReplayStore extends AutoCloseable {

	/**
	 * The largest number of topics; a topic counts once per epoch. If there are more,
	 * topics without messages are forgotten, and topics that have not sent for the
	 * longest time.
	 */
	int MOST_TOPICS = 65_536;

	/**
	 * The largest number of epochs. If there are more, the topics of the oldest one are
	 * forgotten.
	 */
	int MOST_EPOCHS = 200;

	/**
	 * Open the store of a publisher: in memory, or in the file of the settings with the
	 * messages of earlier epochs.
	 * @param publisher the name of the publisher
	 * @param settings its settings
	 * @return the store, to be closed
	 * @throws ZmqConfigurationException if the file cannot be used
	 */
	static ReplayStore open(String publisher, PublisherReplaySettings settings) {
		int messages = settings.messages();
		long maxBytes = settings.maxBytes().toBytes();
		if (settings.file() != null) {
			return DurableReplayStore.open(publisher, settings.file(), messages, maxBytes);
		}
		HeapShare share = HeapShare.take(publisher, maxBytes, Runtime.getRuntime().maxMemory());
		return new MemoryReplayStore(messages, maxBytes, share::close);
	}

	/**
	 * Keep a message. The arrays are kept or copied and must not be changed afterwards. A
	 * message that is larger than the store is not kept, but its number is.
	 * @param epoch the epoch of the publisher, not 0
	 * @param topic the topic; the same array each time is found faster
	 * @param number the number of the message, greater than that of the message before it
	 * in the same epoch and topic
	 * @param time the time of the message in nanoseconds since 1970, greater than that of
	 * the message before it
	 * @param frame the frame with the payload
	 * @param offset where the payload begins in this frame
	 * @param headers the frame with the headers, if any
	 */
	void append(long epoch, byte[] topic, long number, long time, byte[] frame, int offset, byte @Nullable [] headers);

	/**
	 * Read messages of a topic in the order of their numbers. No value of an argument is
	 * an error.
	 * @param epoch the epoch
	 * @param topic the topic
	 * @param from the first number wanted
	 * @param to the last number wanted
	 * @param maxMessages the largest number of messages
	 * @param maxBytes the largest size of topics, payloads and headers together; a first
	 * message that is larger is returned alone
	 * @return the messages that exist, and what this topic has at this moment. A number
	 * between two messages that is missing is lost
	 */
	ReplaySlice read(long epoch, byte[] topic, long from, long to, int maxMessages, int maxBytes);

	/**
	 * The topics that have had messages since a time, page by page. A topic that has had
	 * one before the first page is read, is in exactly one page, whatever is appended
	 * meanwhile, unless it is forgotten. A topic that gets one later may be missing.
	 * Therefore the next question continues with the time {@code until} of the first
	 * page.
	 * @param time the topics with a newer message than this are wanted
	 * @param prefixes what the topics start with, at least one of these; an empty one
	 * stands for all topics
	 * @param page 0 for the first page, then {@code next} of the page before. Any other
	 * number gives a page without entries
	 * @param max the largest number of entries
	 * @return the page
	 */
	ReplaySummary changedSince(long time, List<byte[]> prefixes, int page, int max);

	/**
	 * The time of the newest message, also of earlier epochs. A publisher continues with
	 * a later time, even if its clock has been set back.
	 * @return the time in nanoseconds since 1970, 0 if there has never been a message
	 */
	long newestTime();

	/**
	 * How much there is.
	 * @return the sizes at this moment
	 */
	ReplayUsage usage();

	/**
	 * Why nothing is kept any more.
	 * @return a sentence without a full stop, {@code null} if all is well
	 */
	@Nullable String fault();

	/**
	 * Release what the store uses. Afterwards nothing is kept and nothing found. A second
	 * call does nothing.
	 */
	@Override
	void close();

}
