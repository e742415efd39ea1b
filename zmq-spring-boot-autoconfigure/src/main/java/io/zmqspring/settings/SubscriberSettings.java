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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import io.zmqspring.wire.Heartbeat;
import io.zmqspring.wire.TopicPattern;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * Settings of a subscriber, bound from {@code zmq.subscribers.<name>}. Immutable.
 *
 * @param address the address to connect or bind to: one address or several
 * @param port the port of an address without one
 * @param bind whether to bind ({@code true}) or to connect
 * @param topics topics to subscribe to besides those of the listeners; {@code *} or empty
 * text = everything, trailing {@code *} = prefix
 * @param wireFormat how topic and payload are encoded
 * @param topicRule which topics are valid
 * @param highWaterMark messages queued per publisher, 0 for no limit
 * @param autoStartup whether it starts with the application
 * @param shutdownTimeout how long shutdown waits for handlers
 * @param maxPending largest number of asynchronous results of one listener that may be
 * pending; at this number the subscriber waits
 * @param resultTimeout how long an asynchronous result may be pending before its message
 * fails; absent = without limit
 * @param latencyClass the time within which its messages must be handled
 * @param headers whether messages carry headers, such as those of a trace
 * @param expectHeartbeatWithin longest time between two heartbeats of a service before it
 * counts as silent; absent = heartbeats are not watched, or 15 s if some are expected
 * @param expectHeartbeatFrom the services whose silence makes health DOWN
 * @param heartbeatTopic the topic of the heartbeats
 * @param converter name of a {@code ZmqMessageConverter} bean; absent = the only one
 * @param socket tuning of the socket
 * @since 0.1
 */
public record SubscriberSettings(@Nullable List<String> address, @Nullable Integer port,
		@DefaultValue("false") boolean bind, @DefaultValue List<String> topics,
		@DefaultValue("multipart") WireFormat wireFormat, @DefaultValue("lenient") TopicRule topicRule,
		@DefaultValue("1000") int highWaterMark, @DefaultValue("true") boolean autoStartup,
		@DefaultValue("5s") Duration shutdownTimeout, @DefaultValue("256") int maxPending,
		@Nullable Duration resultTimeout, @Nullable LatencyClass latencyClass, @DefaultValue("false") boolean headers,
		@Nullable Duration expectHeartbeatWithin, @DefaultValue List<String> expectHeartbeatFrom,
		@DefaultValue(HeartbeatSettings.TOPIC) String heartbeatTopic, @Nullable String converter,
		@DefaultValue SocketTuning socket) {

	private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(15);

	private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

	private static final int MAX_PENDING = 256;

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if a value is invalid, or two values cannot be
	 * combined
	 */
	public SubscriberSettings {
		converter = StringUtils.hasText(converter) ? converter : null;
		toSocketSettings(address, port, bind, highWaterMark, socket);
		topics = List.copyOf(topics);
		for (String topic : topics) {
			parse(topic, topicRule, wireFormat);
		}
		PublisherSettings.checkHeadersFit(headers, wireFormat);
		SettingChecks.checkPositive("shutdown-timeout", shutdownTimeout);
		SettingChecks.checkAtLeastOne("max-pending", maxPending);
		if (resultTimeout != null) {
			SettingChecks.checkPositive("result-timeout", resultTimeout);
		}
		expectHeartbeatFrom = List.copyOf(expectHeartbeatFrom);
		checkServices(expectHeartbeatFrom, wireFormat);
		if (expectHeartbeatWithin == null && !expectHeartbeatFrom.isEmpty()) {
			expectHeartbeatWithin = DEFAULT_WITHIN;
		}
		if (expectHeartbeatWithin != null) {
			SettingChecks.checkPositive("expect-heartbeat-within", expectHeartbeatWithin);
		}
		checkHeartbeats(expectHeartbeatWithin, heartbeatTopic, topicRule, wireFormat);
	}

	/**
	 * Return the default settings with the given address and topics.
	 * @param address the address to connect to
	 * @param topics topics to subscribe to besides those of the listeners
	 * @return the settings
	 */
	public static SubscriberSettings of(String address, String... topics) {
		return new SubscriberSettings(List.of(address), null, false, List.of(topics), WireFormat.MULTIPART,
				TopicRule.LENIENT, 1000, true, SHUTDOWN_TIMEOUT, MAX_PENDING, null, null, false, null, List.of(),
				HeartbeatSettings.TOPIC, null, SocketTuning.DEFAULTS);
	}

	private static void checkServices(List<String> services, WireFormat wireFormat) {
		if (!services.isEmpty() && wireFormat == WireFormat.RAW) {
			throw new InvalidSettingException("expect-heartbeat-from", services,
					"cannot be combined with wire-format: raw, which carries no topic", "Remove one of the two.");
		}
		for (String service : services) {
			if (!Heartbeat.isService(service)) {
				throw new InvalidSettingException("expect-heartbeat-from", service, "is not the name of a service",
						"Write the spring.application.name of the publisher, or the 'service' of its heartbeats: 1 to 255"
								+ " characters without control characters.");
			}
		}
	}

	private static void checkHeartbeats(@Nullable Duration expectHeartbeatWithin, String heartbeatTopic,
			TopicRule topicRule, WireFormat wireFormat) {
		if (wireFormat != WireFormat.RAW) {
			PublisherSettings.checkTopic("heartbeat-topic", heartbeatTopic, topicRule, wireFormat);
			if (heartbeatTopic.endsWith("*")) {
				throw new InvalidSettingException("heartbeat-topic", heartbeatTopic, "is a pattern, not a topic",
						"Write the exact topic of the heartbeats.");
			}
		}
		else if (expectHeartbeatWithin != null) {
			throw new InvalidSettingException("expect-heartbeat-within", expectHeartbeatWithin,
					"cannot be combined with wire-format: raw, which carries no topic", "Remove one of the two.");
		}
	}

	private static TopicPattern parse(String topic, TopicRule topicRule, WireFormat wireFormat) {
		try {
			return TopicPattern.parse(topic, topicRule, wireFormat);
		}
		catch (IllegalArgumentException ex) {
			throw SettingChecks.topicRefused("topics", topic, topicRule, ex);
		}
	}

	private static SocketSettings toSocketSettings(@Nullable List<String> address, @Nullable Integer port, boolean bind,
			int highWaterMark, SocketTuning socket) {
		return new SocketSettings(Addresses.parse(address, port), bind, highWaterMark, Duration.ZERO, Duration.ZERO,
				socket);
	}

	/**
	 * Return the settings of the socket.
	 * @return the settings
	 */
	public SocketSettings toSocketSettings() {
		return toSocketSettings(this.address, this.port, this.bind, this.highWaterMark, this.socket);
	}

	/**
	 * Return what the subscriber subscribes to besides the topics of its listeners: the
	 * configured topics and, if heartbeats are watched, the heartbeat topic.
	 * @return the patterns
	 */
	public List<TopicPattern> patterns() {
		Stream<TopicPattern> wanted = this.topics.stream()
			.map((topic) -> parse(topic, this.topicRule, this.wireFormat));
		return Stream.concat(wanted, Stream.ofNullable(heartbeatPattern())).toList();
	}

	/**
	 * Return the pattern of the heartbeat topic.
	 * @return the pattern, {@code null} if heartbeats are not watched
	 */
	public @Nullable TopicPattern heartbeatPattern() {
		return (this.expectHeartbeatWithin != null) ? new TopicPattern(this.heartbeatTopic, false) : null;
	}

	/**
	 * The addresses to which the subscriber connects or binds.
	 * @return the endpoints, at least one
	 */
	public List<Endpoint> endpoints() {
		return Addresses.parse(this.address, this.port);
	}

}
