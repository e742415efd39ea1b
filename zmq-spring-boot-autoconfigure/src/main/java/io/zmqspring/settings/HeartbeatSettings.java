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

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the heartbeat messages of a publisher, bound from
 * {@code zmq.publishers.<name>.heartbeat}. Immutable.
 *
 * @param enabled whether they are sent
 * @param interval time between two heartbeats
 * @param topic the topic to which they are published
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

}
