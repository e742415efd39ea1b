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

package io.zmqspring.benchmarks.scale;

/**
 * A publisher and its subscribers, connected over tcp.
 */
interface Stage extends AutoCloseable {

	/**
	 * Publish a message. Block while the queue of a subscriber is full. Only one thread
	 * may call this method, unless the layout is shared.
	 * @param topic the index of the topic in the layout
	 * @param payload the payload, which must not be changed afterwards
	 * @return {@code false} if the message was not sent because the queue stayed full
	 */
	boolean publish(int topic, byte[] payload);

	@Override
	void close();

}
