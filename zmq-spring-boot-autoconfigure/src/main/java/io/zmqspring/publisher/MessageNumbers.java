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

package io.zmqspring.publisher;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.store.ReplayStore;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.LogThrottle;

/**
 * The numbers of the messages of a publisher, from one start to its stop, also while the
 * engine is replaced. Limited to {@value #MOST_TOPICS} topics: for one more, all numbers
 * are forgotten and the next epoch begins, which subscribers see as a restart of the same
 * publisher. Used with the lock of the socket.
 */
final class MessageNumbers {

	/** The largest number of topics of an epoch. */
	static final int MOST_TOPICS = 65_536;

	private static final Log logger = LogFactory.getLog(MessageNumbers.class);

	private final LogThrottle epochs = new LogThrottle(Duration.ofMinutes(1));

	private final FailureLog failures;

	private final String publisher;

	private final SendClock clock;

	private final @Nullable ReplayStore store;

	private Map<String, TopicCounter> counters = new HashMap<>();

	private long epoch = newEpoch();

	/**
	 * Begin with the number 1 for each topic.
	 * @param publisher the name of the publisher
	 * @param clock the clock of the publisher
	 * @param store keeps each message, {@code null} for none
	 */
	MessageNumbers(String publisher, SendClock clock, @Nullable ReplayStore store) {
		this.publisher = publisher;
		this.clock = clock;
		this.store = store;
		this.failures = FailureLog.errors(logger, () -> "Publisher '" + publisher
				+ "' could not keep a message for a later replay, and may have given up those before it");
	}

	private static long newEpoch() {
		SecureRandom random = new SecureRandom();
		long next = random.nextLong();
		while (next == 0) {
			next = random.nextLong();
		}
		return next;
	}

	/**
	 * The counter of a topic in the present epoch.
	 * @param topic the topic
	 * @param known the counter at the last message, if any
	 * @return the counter
	 */
	TopicCounter counter(String topic, @Nullable TopicCounter known) {
		if (known != null && known.epoch() == this.epoch) {
			return known;
		}
		TopicCounter counter = this.counters.get(topic);
		if (counter == null) {
			if (this.counters.size() >= MOST_TOPICS) {
				beginEpoch();
			}
			counter = new TopicCounter(this.epoch);
			this.counters.put(topic, counter);
		}
		return counter;
	}

	private void beginEpoch() {
		this.counters = new HashMap<>();
		// The next number, so that subscribers recognize the publisher
		this.epoch = (this.epoch != -1) ? this.epoch + 1 : 1;
		this.epochs.log((suffix) -> logger.warn("Publisher '" + this.publisher + "' has numbered " + MOST_TOPICS
				+ " topics, and begins again with number 1 for each topic. Its subscribers see a restart, and do not"
				+ " notice if the last messages before it are lost. Use fewer topics, or set sequence: false"
				+ suffix));
	}

	/**
	 * The time of a message.
	 * @return nanoseconds since 1970, different for each message
	 */
	long time() {
		return this.clock.next();
	}

	/**
	 * Whether messages are kept, also those without a subscriber.
	 * @return {@code false} if nobody needs the content of a message without a subscriber
	 */
	boolean keepMessages() {
		return this.store != null;
	}

	/**
	 * Keep a message for a later replay. Never throws an exception.
	 * @param topic its topic
	 * @param counter the counter, which has its number
	 * @param time its time
	 * @param payload its payload, {@code null} if messages are not kept
	 * @param headers its headers, encoded
	 */
	void keep(OutboundTopic topic, TopicCounter counter, long time, byte @Nullable [] payload,
			byte @Nullable [] headers) {
		ReplayStore kept = this.store;
		if (kept == null || payload == null) {
			return;
		}
		try {
			kept.append(counter.epoch(), topic.bytes(), counter.number(), time, payload, 0, headers);
		}
		catch (RuntimeException | Error ex) {
			this.failures.add(ex);
		}
	}

}
