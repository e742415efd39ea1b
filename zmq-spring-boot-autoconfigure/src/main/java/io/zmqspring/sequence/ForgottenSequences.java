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

package io.zmqspring.sequence;

import java.util.BitSet;

/**
 * The topics of publishers whose numbers were forgotten: the next number does not count
 * from 1. Memory is bounded, so a topic may be taken for one of them by mistake. Used by
 * one thread.
 */
final class ForgottenSequences {

	private static final int SIZE = 1 << 20;

	// 128 KB, once something is forgotten
	private final BitSet hashes = new BitSet();

	void add(String topic, long epoch) {
		this.hashes.set(hash(topic, epoch));
	}

	/**
	 * Whether the numbers of a topic may have been forgotten.
	 * @param topic the topic
	 * @param epoch the epoch of the publisher
	 * @return {@code false} if they surely were not
	 */
	boolean mayContain(String topic, long epoch) {
		return this.hashes.get(hash(topic, epoch));
	}

	private static int hash(String topic, long epoch) {
		long hash = (topic.hashCode() + epoch) * 0x9E3779B97F4A7C15L;
		return (int) (hash >>> 32) & (SIZE - 1);
	}

	void clear() {
		this.hashes.clear();
	}

}
