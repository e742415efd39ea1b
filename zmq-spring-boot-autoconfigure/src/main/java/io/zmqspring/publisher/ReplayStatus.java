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

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.store.ReplayStore;
import io.zmqspring.replay.store.ReplayUsage;

/**
 * How much a publisher keeps for subscribers that have missed messages, and how often
 * they have asked.
 *
 * @param messages the number of messages that can be sent again
 * @param bytes the size of all these messages, as {@code replay.max-bytes} limits it
 * @param maxBytes the largest size
 * @param topics the number of topics that are known, once per start of the publisher
 * @param answered the number of requests that were answered
 * @param refused the number of requests that were refused
 * @since 0.1
 */
public record ReplayStatus(long messages, long bytes, long maxBytes, int topics, long answered, long refused) {

	static ReplayStatus of(@Nullable ReplayStore store, long answered, long refused) {
		ReplayUsage usage = (store != null) ? store.usage() : new ReplayUsage(0, 0, 0, 0);
		return new ReplayStatus(usage.messages(), usage.bytes(), usage.maxBytes(), usage.topics(), answered, refused);
	}

}
