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

package io.zmqspring.replay.store;

import java.util.List;

/**
 * Some messages of one topic, and what the topic has.
 *
 * @param messages the messages in the order of their numbers
 * @param first the first number that is available, {@code last + 1} if there is none
 * @param last the last number that was sent; 0 if epoch or topic are not known
 * @since 0.1
 */
public record ReplaySlice(List<ReplayMessage> messages, long first, long last) {

	/** What is known of an unknown topic. */
	static final ReplaySlice UNKNOWN = new ReplaySlice(List.of(), 1, 0);

}
