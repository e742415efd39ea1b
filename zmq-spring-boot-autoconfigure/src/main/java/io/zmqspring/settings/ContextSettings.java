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

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the one ZeroMQ context of an application, bound from {@code zmq.context}.
 *
 * @param ioThreads Number of ZeroMQ I/O threads; one transfers millions of messages per
 * second.
 * @param maxSockets Largest number of open sockets.
 * @param restartOnFailure Whether an engine whose thread has ended or hangs is replaced
 * by a new engine with new sockets.
 * @since 0.1
 */
public record ContextSettings(@DefaultValue("1") int ioThreads, @DefaultValue("1024") int maxSockets,
		@DefaultValue("true") boolean restartOnFailure) {

	/** The values of an empty {@code zmq.context} section. */
	public static final ContextSettings DEFAULTS = new ContextSettings(1, 1024, true);

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if a number is less than 1
	 */
	public ContextSettings {
		if (ioThreads < 1) {
			throw new InvalidSettingException("io-threads", ioThreads, "is less than 1", "Write at least 1.");
		}
		if (maxSockets < 1) {
			throw new InvalidSettingException("max-sockets", maxSockets, "is less than 1", "Write at least 1.");
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
