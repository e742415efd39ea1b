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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * Settings of a publisher, bound from {@code zmq.publishers.<name>}. Immutable.
 *
 * @param address the address to bind or connect to: one address or several
 * @param port the port of an address without one, 0 for any free port
 * @param bind whether to bind ({@code true}) or to connect
 * @param defaultTopic topic of messages for which neither the call nor the payload
 * specifies one
 * @param wireFormat how topic and payload are encoded
 * @param topicRule which topics are valid
 * @param sendTimeout how long a send may block with {@code overflow: block}
 * @param highWaterMark messages queued per subscriber, 0 for no limit
 * @param overflow what to do when the queue of a subscriber is full
 * @param awaitSubscribers whether to delay the first message until its topics have
 * subscribers
 * @param linger how long shutdown waits for queued messages to be sent
 * @param latencyClass the time within which its messages must be handled
 * @param headers whether messages carry headers, such as those of a trace, for
 * subscribers that expect them
 * @param heartbeat its heartbeat messages
 * @param converter name of a {@code ZmqMessageConverter} bean; absent = the only one
 * @param socket tuning of the socket
 * @since 0.1
 */
public record PublisherSettings(@Nullable List<String> address, @Nullable Integer port,
		@DefaultValue("true") boolean bind, @Nullable String defaultTopic,
		@DefaultValue("multipart") WireFormat wireFormat, @DefaultValue("lenient") TopicRule topicRule,
		@DefaultValue("1s") Duration sendTimeout, @DefaultValue("1000") int highWaterMark,
		@DefaultValue("drop") Overflow overflow, @DefaultValue AwaitSubscribersSettings awaitSubscribers,
		@DefaultValue("1s") Duration linger, @Nullable LatencyClass latencyClass,
		@DefaultValue("false") boolean headers, @DefaultValue HeartbeatSettings heartbeat, @Nullable String converter,
		@DefaultValue SocketTuning socket) {

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if a value is invalid, or two values cannot be
	 * combined
	 */
	public PublisherSettings {
		defaultTopic = StringUtils.hasLength(defaultTopic) ? defaultTopic : null;
		converter = StringUtils.hasText(converter) ? converter : null;
		toSocketSettings(address, port, bind, sendTimeout, highWaterMark, linger, socket);
		if (defaultTopic != null) {
			checkDefaultTopic(defaultTopic, topicRule, wireFormat);
		}
		checkHeartbeat(heartbeat, topicRule, wireFormat);
		checkHeadersFit(headers, wireFormat);
		for (String topic : awaitSubscribers.topics()) {
			checkTopic("await-subscribers.topics", topic, topicRule, wireFormat);
		}
	}

	/**
	 * Return the default settings with the given addresses.
	 * @param addresses the addresses to bind to
	 * @return the settings
	 */
	// Not of(String): Spring's ConversionService would use it as a converter
	public static PublisherSettings of(String... addresses) {
		return new PublisherSettings(List.of(addresses), null, true, null, WireFormat.MULTIPART, TopicRule.LENIENT,
				Duration.ofSeconds(1), 1000, Overflow.DROP, AwaitSubscribersSettings.DEFAULTS, Duration.ofSeconds(1),
				null, false, HeartbeatSettings.DEFAULTS, null, SocketTuning.DEFAULTS);
	}

	private static void checkDefaultTopic(String defaultTopic, TopicRule topicRule, WireFormat wireFormat) {
		if (wireFormat == WireFormat.RAW) {
			throw new InvalidSettingException("default-topic", defaultTopic,
					"cannot be combined with wire-format: raw, which carries no topic", "Remove one of the two.");
		}
		checkTopic("default-topic", defaultTopic, topicRule, wireFormat);
	}

	static void checkTopic(String key, String topic, TopicRule topicRule, WireFormat wireFormat) {
		try {
			topicRule.encode(topic, wireFormat);
		}
		catch (IllegalArgumentException ex) {
			throw SettingChecks.topicRefused(key, topic, topicRule, ex);
		}
	}

	private static void checkHeartbeat(HeartbeatSettings heartbeat, TopicRule topicRule, WireFormat wireFormat) {
		if (wireFormat != WireFormat.RAW) {
			checkTopic("heartbeat.topic", heartbeat.topic(), topicRule, wireFormat);
		}
		else if (heartbeat.enabled()) {
			throw new InvalidSettingException("heartbeat.enabled", true,
					"cannot be combined with wire-format: raw, which carries no topic", "Remove one of the two.");
		}
	}

	static void checkHeadersFit(boolean headers, WireFormat wireFormat) {
		if (headers && wireFormat == WireFormat.RAW) {
			throw new InvalidSettingException("headers", true,
					"cannot be combined with wire-format: raw, which cannot carry headers", "Remove one of the two.");
		}
	}

	private static SocketSettings toSocketSettings(@Nullable List<String> address, @Nullable Integer port, boolean bind,
			Duration sendTimeout, int highWaterMark, Duration linger, SocketTuning socket) {
		return new SocketSettings(Addresses.parse(address, port), bind, highWaterMark, linger, sendTimeout, socket);
	}

	/**
	 * Return the settings of the socket.
	 * @return the settings
	 */
	public SocketSettings toSocketSettings() {
		return toSocketSettings(this.address, this.port, this.bind, this.sendTimeout, this.highWaterMark, this.linger,
				this.socket);
	}

	/**
	 * The addresses to which the publisher binds or connects.
	 * @return the endpoints, at least one
	 */
	public List<Endpoint> endpoints() {
		return Addresses.parse(this.address, this.port);
	}

}
