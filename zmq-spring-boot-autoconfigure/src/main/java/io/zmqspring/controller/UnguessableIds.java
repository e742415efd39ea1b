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

package io.zmqspring.controller;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Creates the ids of work. A worker that knows the ids of its own items cannot derive the
 * id of another one, and so cannot send a result for it. Safe for any thread.
 */
final class UnguessableIds {

	private static final int RANDOM_BYTES = 16;

	// Reading many bytes at once costs less
	private final byte[] random = new byte[256 * RANDOM_BYTES];

	private final SecureRandom source = new SecureRandom();

	private int used = this.random.length;

	private long number;

	/**
	 * Create an id.
	 * @return a consecutive number, for people, and a random number of 128 bits
	 */
	synchronized String next() {
		if (this.used == this.random.length) {
			this.source.nextBytes(this.random);
			this.used = 0;
		}
		String digits = HexFormat.of().formatHex(this.random, this.used, this.used + RANDOM_BYTES);
		this.used += RANDOM_BYTES;
		this.number++;
		return this.number + "-" + digits;
	}

}
