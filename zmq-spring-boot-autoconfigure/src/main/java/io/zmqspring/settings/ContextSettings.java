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
 * @param ioThreads threads that move bytes; one serves millions of messages a second
 * @param maxSockets most sockets that may be open at once
 * @param restartOnFailure whether a new engine, with all sockets, takes the place of one
 * whose thread has died or hangs
 * @since 0.1
 */
public record ContextSettings(@DefaultValue("1") int ioThreads, @DefaultValue("1024") int maxSockets,
		@DefaultValue("true") boolean restartOnFailure) {

	/** What an empty {@code zmq.context} section means. */
	public static final ContextSettings DEFAULTS = new ContextSettings(1, 1024, true);

	public ContextSettings {
		if (ioThreads < 1) {
			throw new InvalidSettingException("io-threads", ioThreads, "is less than 1", "Write at least 1.");
		}
		if (maxSockets < 1) {
			throw new InvalidSettingException("max-sockets", maxSockets, "is less than 1", "Write at least 1.");
		}
	}

}
