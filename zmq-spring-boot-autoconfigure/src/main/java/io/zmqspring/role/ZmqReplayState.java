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

package io.zmqspring.role;

import java.util.List;

/**
 * What a subscriber does to recover messages that it has missed.
 *
 * @param requests how many requests it has sent since its start
 * @param waitingTopics how many topics wait for missing messages
 * @param heldBytes the memory of messages that are held until those before them arrive
 * @param addressesWithoutReplay the addresses of replay at which nobody answers
 * @since 0.1
 */
public record ZmqReplayState(long requests, int waitingTopics, long heldBytes, List<String> addressesWithoutReplay) {

	/** The state before the first start. */
	public static final ZmqReplayState NONE = new ZmqReplayState(0, 0, 0, List.of());

}
