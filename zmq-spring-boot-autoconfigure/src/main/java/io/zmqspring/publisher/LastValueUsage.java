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

import io.zmqspring.socket.lastvalue.LastValueCache;

/**
 * How much a publisher keeps for subscribers that join.
 *
 * @param topics the number of topics that have a message
 * @param bytes the size of all these messages, as {@code last-value.max-bytes} limits it
 * @since 0.1
 */
public record LastValueUsage(int topics, long bytes) {

	static LastValueUsage of(LastValueCache cache) {
		return new LastValueUsage(cache.topics(), cache.bytes());
	}

}
