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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.lastvalue.LastValueCache;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * The topics of a publisher, each checked and encoded once. Safe for any number of
 * threads. Limited in number, so that a flood of topics needs time but no memory.
 */
final class OutboundTopics {

	private static final int CACHED = 10_000;

	private final Map<String, OutboundTopic> topics = new ConcurrentHashMap<>();

	private final TopicRule rule;

	private final WireFormat wireFormat;

	private final @Nullable MessageNumbers numbers;

	private final @Nullable LastValueTopics lastValues;

	/**
	 * Create an empty collection of topics.
	 * @param settings which topics are valid, and how they are encoded
	 * @param numbers the numbers of their messages, {@code null} if they have none
	 * @param lastValues keeps the newest message of some topics, {@code null} for none
	 */
	OutboundTopics(PublisherSettings settings, @Nullable MessageNumbers numbers, @Nullable LastValueCache lastValues) {
		this.rule = settings.topicRule();
		this.wireFormat = settings.wireFormat();
		this.numbers = numbers;
		this.lastValues = (lastValues != null) ? new LastValueTopics(lastValues, settings) : null;
	}

	/**
	 * A topic by its name.
	 * @param topic the name
	 * @return the topic
	 * @throws IllegalArgumentException if it breaks the topic rule
	 */
	OutboundTopic get(String topic) {
		OutboundTopic known = this.topics.get(topic);
		if (known == null) {
			known = create(topic, this.rule.encode(topic, this.wireFormat));
			if (this.lastValues != null) {
				this.lastValues.keep(known);
			}
			if (this.topics.size() < CACHED) {
				this.topics.put(topic, known);
			}
		}
		return known;
	}

	private OutboundTopic create(String topic, byte[] bytes) {
		return (this.numbers != null) ? new NumberedTopic(topic, bytes, this.wireFormat, this.numbers)
				: new OutboundTopic(topic, bytes, this.wireFormat);
	}

}
