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

package io.zmqspring.handler;

/**
 * Handles the messages of a subscriber. Called on the subscriber's thread, one message at
 * a time.
 *
 * @param <T> the type to which payloads are decoded
 * @since 0.1
 */
@FunctionalInterface
public interface ZmqMessageHandler<T> {

	/**
	 * Handle one message.
	 * @param topic its topic
	 * @param payload its payload. A {@code byte[]} is not copied: do not change it,
	 * because other handlers may receive the same array
	 * @throws Exception if the message cannot be handled; it is counted as failed and
	 * reported to the {@link ZmqErrorHandler}, and the next message is handled
	 */
	void handle(String topic, T payload) throws Exception;

}
