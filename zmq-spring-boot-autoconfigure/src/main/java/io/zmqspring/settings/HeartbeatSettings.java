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

import io.zmqspring.wire.Heartbeat;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * Settings of the heartbeat messages of a publisher, bound from
 * {@code zmq.publishers.<name>.heartbeat}. Immutable.
 *
 * @param enabled Whether heartbeats are sent.
 * @param interval Time between two heartbeats.
 * @param topic Topic to which heartbeats are published.
 * @since 0.1
 */
public record HeartbeatSettings(@DefaultValue("false") boolean enabled, @DefaultValue("5s") Duration interval,
		@DefaultValue(HeartbeatSettings.TOPIC) String topic) {

	/** The default topic of heartbeats. */
	public static final String TOPIC = "heartbeat";

	/** The values of an empty section. */
	public static final HeartbeatSettings DEFAULTS = new HeartbeatSettings(false, Duration.ofSeconds(5), TOPIC);

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if the interval is not positive or is too long
	 */
	public HeartbeatSettings {
		SettingChecks.checkPositive("interval", interval);
	}

	/**
	 * Check the heartbeats that a publisher sends.
	 * @param settings the settings of the publisher
	 * @throws InvalidSettingException if it cannot send them
	 */
	static void checkSent(PublisherSettings settings) {
		HeartbeatSettings heartbeat = settings.heartbeat();
		if (settings.wireFormat() != WireFormat.RAW) {
			SettingChecks.checkTopic("heartbeat.topic", heartbeat.topic(), settings.topicRule(), settings.wireFormat());
		}
		else if (heartbeat.enabled()) {
			throw new InvalidSettingException("heartbeat.enabled", true,
					"cannot be combined with wire-format: raw, which carries no topic", "Remove one of the two.");
		}
	}

	/**
	 * Check the heartbeats that a subscriber expects.
	 * @param settings the settings of the subscriber
	 * @throws InvalidSettingException if it cannot receive them
	 */
	static void checkExpected(SubscriberSettings settings) {
		checkServices(settings.expectHeartbeatFrom(), settings.wireFormat());
		checkHeartbeats(settings.expectHeartbeatWithin(), settings.heartbeatTopic(), settings.topicRule(),
				settings.wireFormat());
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
			SettingChecks.checkTopic("heartbeat-topic", heartbeatTopic, topicRule, wireFormat);
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

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

}
