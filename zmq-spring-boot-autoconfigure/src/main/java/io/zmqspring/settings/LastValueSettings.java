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

package io.zmqspring.settings;

import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.zmqspring.wire.TopicPattern;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * Settings of a publisher that keeps the newest message of its topics for subscribers
 * that join, bound from {@code zmq.publishers.<name>.last-value}. Immutable.
 *
 * @param topics Topics and patterns, such as sensor.*, whose newest message a subscriber
 * gets first when it joins; empty = no message is kept. A heartbeat is kept only if its
 * topic is listed itself.
 * @param maxBytes Largest size of all kept messages together, with 256 bytes for each;
 * the topic whose newest message is the oldest makes room.
 * @since 0.1
 */
public record LastValueSettings(@DefaultValue List<String> topics, @DefaultValue("16MB") DataSize maxBytes) {

	private static final DataSize SMALLEST = DataSize.ofKilobytes(1);

	private static final DataSize LARGEST = DataSize.ofMegabytes(2047);

	/** The values of an empty section. */
	public static final LastValueSettings DEFAULTS = of();

	/**
	 * Check the settings that do not depend on others.
	 * @throws InvalidSettingException if the size is out of range
	 */
	public LastValueSettings {
		topics = List.copyOf(topics);
		if (maxBytes.compareTo(SMALLEST) < 0 || maxBytes.compareTo(LARGEST) > 0) {
			throw new InvalidSettingException("last-value.max-bytes", maxBytes, "is out of range",
					"Write a size from 1KB to 2047MB.");
		}
	}

	/**
	 * Return the default settings with the given topics.
	 * @param topics topics and patterns
	 * @return the settings
	 */
	public static LastValueSettings of(String... topics) {
		return new LastValueSettings(List.of(topics), DataSize.ofMegabytes(16));
	}

	/**
	 * Whether messages are kept.
	 * @return {@code true} if there is a topic
	 */
	public boolean enabled() {
		return !this.topics.isEmpty();
	}

	/**
	 * The topics whose newest message is kept.
	 * @param topicRule the topic rule of the publisher
	 * @param wireFormat the wire format of the publisher
	 * @return the patterns
	 * @throws InvalidSettingException if one of them breaks the topic rule
	 */
	public List<TopicPattern> patterns(TopicRule topicRule, WireFormat wireFormat) {
		try {
			return this.topics.stream().map((topic) -> SettingChecks.parseTopic(topic, topicRule, wireFormat)).toList();
		}
		catch (InvalidSettingException ex) {
			throw ex.below("last-value");
		}
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

}
