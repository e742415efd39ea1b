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

import java.nio.ByteBuffer;

/**
 * Encodes the 64 bytes of a payload, which contain the number of the run.
 */
final class Payload {

	private static final int SIZE = 64;

	private Payload() {
	}

	static byte[] of(int run) {
		return ByteBuffer.allocate(SIZE).putInt(run).array();
	}

	static int run(byte[] payload) {
		return (payload[0] & 0xff) << 24 | (payload[1] & 0xff) << 16 | (payload[2] & 0xff) << 8 | payload[3] & 0xff;
	}

}
