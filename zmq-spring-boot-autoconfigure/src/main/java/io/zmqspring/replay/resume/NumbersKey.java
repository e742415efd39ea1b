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

package io.zmqspring.replay.resume;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What identifies the numbers of a topic: the epoch of the publisher, and 16 bytes of the
 * SHA-256 of the topic, so that all entries of a file have the same size.
 *
 * @param epoch the epoch
 * @param high the first eight bytes
 * @param low the next eight bytes
 */
record NumbersKey(long epoch, long high, long low) {

	/**
	 * The key of the entry that says in which epoch of a publisher the subscription has
	 * begun.
	 * @param epoch the epoch
	 * @return a key that no topic has
	 */
	static NumbersKey beginning(long epoch) {
		return new NumbersKey(epoch, 0, 0);
	}

	static NumbersKey of(long epoch, byte[] topic) {
		try {
			ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(topic));
			return new NumbersKey(epoch, digest.getLong(), digest.getLong());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
