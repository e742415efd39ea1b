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

package io.zmqspring.replay.recovery;

import java.util.List;

import io.zmqspring.replay.protocol.MessageRange;

/**
 * Sends the requests of a recovery. The methods must not call the recovery.
 *
 * @since 0.1
 */
public interface ReplayRequests {

	/**
	 * Ask for the last numbers of topics. The answer goes to {@link Recovery#onSummary},
	 * its absence to {@link Recovery#onNoSummary}.
	 * @param source the index of the replay address
	 * @param after only topics with a message after this time
	 * @param prefixes only topics that begin with one of these
	 * @param page the number of the page, from 0
	 * @return whether the request could be sent
	 */
	boolean sync(int source, long after, List<byte[]> prefixes, int page);

	/**
	 * Ask for messages. The answer goes to {@link Recovery#onMessages}, its absence to
	 * {@link Recovery#onNoMessages}.
	 * @param source the index of the replay address
	 * @param ranges the messages
	 * @return whether the request could be sent
	 */
	boolean get(int source, List<MessageRange> ranges);

}
