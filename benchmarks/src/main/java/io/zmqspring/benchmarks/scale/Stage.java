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
	 * Publish, waiting while the queue of a subscriber is full. From one thread only,
	 * unless the layout is a shared one.
	 * @param topic which of the topics of the layout
	 * @param payload not to be changed afterwards
	 * @return {@code false} if it has waited in vain, and nothing is sent
	 */
	boolean publish(int topic, byte[] payload);

	@Override
	void close();

}
