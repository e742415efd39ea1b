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

import org.jspecify.annotations.Nullable;

/**
 * A message of a {@link ReplayStore}. The arrays are shared and must not be changed.
 *
 * @param epoch the epoch of the publisher
 * @param topic the topic
 * @param number the number within epoch and topic
 * @param time when it was sent, in nanoseconds since 1970
 * @param payload the payload as it was sent
 * @param headers the frame with the headers, if any
 * @since 0.1
 */
public record ReplayMessage(long epoch, byte[] topic, long number, long time, byte[] payload,
		byte @Nullable [] headers) {

	/**
	 * The size that counts for {@code maxBytes}.
	 * @return the bytes of topic, payload and headers
	 */
	public int size() {
		return this.topic.length + this.payload.length + ((this.headers != null) ? this.headers.length : 0);
	}

}
