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

import org.jspecify.annotations.Nullable;

/**
 * A message of a publisher that numbers its messages.
 *
 * @param epoch the epoch of the publisher
 * @param topic the topic, not to be changed
 * @param number the number within epoch and topic, from 1
 * @param time the time of sending, in nanoseconds since 1970
 * @param payload the payload, not to be changed
 * @param headers the headers as JSON, {@code null} if there are none; not to be changed
 * @param userId the peer that has sent it, {@code null} if it is not known
 * @param peerAddress the address of the peer, {@code null} if it is not known
 * @param replayed whether its publisher has sent it again
 * @since 0.1
 */
public record SequencedMessage(long epoch, byte[] topic, long number, long time, byte[] payload,
		byte @Nullable [] headers, @Nullable String userId, @Nullable String peerAddress, boolean replayed) {

	// This object, the arrays, and the entry in a list
	private static final int OVERHEAD = 200;

	/**
	 * The memory that the message takes, about.
	 * @return bytes
	 */
	long memory() {
		return OVERHEAD + (long) this.topic.length + this.payload.length
				+ ((this.headers != null) ? this.headers.length : 0);
	}

}
