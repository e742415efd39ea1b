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

/**
 * How many messages of a topic have a number in an epoch. Written with the lock of the
 * socket. Another thread may read a number that is not current.
 */
final class TopicCounter {

	private final long epoch;

	private long number;

	TopicCounter(long epoch) {
		this.epoch = epoch;
	}

	long epoch() {
		return this.epoch;
	}

	/**
	 * The number of the last message.
	 * @return the number, 0 if there was none
	 */
	long number() {
		return this.number;
	}

	/**
	 * Use the next number.
	 * @return the number
	 */
	long next() {
		return ++this.number;
	}

}
