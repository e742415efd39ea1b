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

import java.nio.ByteBuffer;

/**
 * The last bytes of the file of a durable store, which are lost if somebody truncates the
 * file, also if it grows again.
 */
final class FileEnd {

	/** The size. */
	static final int SIZE = 2 * Long.BYTES;

	private static final long FIRST = 0x5A4D515245504C59L;

	private static final long SECOND = 0x456E644F6646696CL;

	private final ByteBuffer bytes;

	/**
	 * Create the end in a buffer.
	 * @param bytes {@link #SIZE} bytes
	 */
	FileEnd(ByteBuffer bytes) {
		this.bytes = bytes;
	}

	void write() {
		this.bytes.putLong(0, FIRST);
		this.bytes.putLong(Long.BYTES, SECOND);
	}

	/**
	 * Whether the file is complete.
	 * @return {@code false} if it was truncated
	 */
	boolean isThere() {
		return this.bytes.getLong(0) == FIRST && this.bytes.getLong(Long.BYTES) == SECOND;
	}

}
