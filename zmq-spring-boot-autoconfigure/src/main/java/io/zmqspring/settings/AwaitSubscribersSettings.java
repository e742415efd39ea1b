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

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a publisher that delays its first message until its topics have
 * subscribers, bound from {@code zmq.publishers.<name>.await-subscribers}. Immutable.
 *
 * @param topics Topics that must have a subscriber; empty = the first message is not
 * delayed.
 * @param timeout Longest delay of the first message.
 * @since 0.1
 */
public record AwaitSubscribersSettings(@DefaultValue List<String> topics, @DefaultValue("1s") Duration timeout) {

	/** The values of an empty section. */
	public static final AwaitSubscribersSettings DEFAULTS = new AwaitSubscribersSettings(List.of(),
			Duration.ofSeconds(1));

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if the time-out is not positive or is too long
	 */
	public AwaitSubscribersSettings {
		topics = List.copyOf(topics);
		SettingChecks.checkPositive("await-subscribers.timeout", timeout);
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
