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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * The header of the file of a durable store. All numbers are big-endian:
 *
 * <pre>
 * offset  length
 *    0      8     ASCII "ZMQREPLY"
 *    8      4     version of the format, 1
 *   12      4     CRC32C of the bytes 16 to 1023
 *   16      8     size of the data
 *   24      4     length of the name of the publisher
 *   28            the first 900 bytes of this name in UTF-8
 * 2048      8     position of the oldest record
 * </pre>
 */
final class ReplayFileHeader {

	/** The size of the header; the data follows. */
	static final int SIZE = 4096;

	/** The problem of a file of something else. */
	static final String FOREIGN = "was not written by a publisher with replay";

	/** What to do about a problem. */
	static final String ACTION = "Write the path of another file, or delete this one; its messages are then lost.";

	private static final long MAGIC = 0x5A4D515245504C59L;

	private static final int VERSION = 1;

	private static final int VERSION_AT = 8;

	private static final int CHECKSUM_AT = 12;

	private static final int CAPACITY_AT = 16;

	private static final int NAME_LENGTH_AT = 24;

	private static final int NAME_AT = 28;

	private static final int MOST_OF_NAME = 900;

	private static final int CHECKED = 1024;

	private static final int TAIL_AT = 2048;

	private final ByteBuffer header;

	/**
	 * Create the header in a buffer.
	 * @param header {@link #SIZE} bytes
	 */
	ReplayFileHeader(ByteBuffer header) {
		this.header = header;
	}

	/**
	 * Write the header of a file that contains zeros. The first bytes are written last.
	 * @param publisher the name of the publisher
	 * @param capacity the size of the data
	 */
	void write(String publisher, long capacity) {
		byte[] name = name(publisher);
		this.header.putInt(VERSION_AT, VERSION);
		this.header.putLong(CAPACITY_AT, capacity);
		this.header.putInt(NAME_LENGTH_AT, name.length);
		this.header.put(NAME_AT, name);
		this.header.putInt(CHECKSUM_AT, checksum());
		this.header.putLong(0, MAGIC);
	}

	private static byte[] name(String publisher) {
		byte[] name = publisher.getBytes(StandardCharsets.UTF_8);
		return (name.length > MOST_OF_NAME) ? Arrays.copyOf(name, MOST_OF_NAME) : name;
	}

	private int checksum() {
		byte[] checked = new byte[CHECKED - CAPACITY_AT];
		this.header.get(CAPACITY_AT, checked);
		CRC32C checksum = new CRC32C();
		checksum.update(checked);
		return (int) checksum.getValue();
	}

	/**
	 * What keeps the file from being used.
	 * @param publisher the name of the publisher
	 * @param size the real size of the data
	 * @return a phrase that follows the name of the file, {@code null} if there is no
	 * problem
	 */
	@Nullable String problem(String publisher, long size) {
		if (this.header.getLong(0) != MAGIC) {
			return FOREIGN;
		}
		int version = this.header.getInt(VERSION_AT);
		if (version != VERSION) {
			return "has the format " + version + ", but this version of the library uses the format " + VERSION;
		}
		if (this.header.getInt(CHECKSUM_AT) != checksum()) {
			return "is damaged: the checksum of its header is wrong";
		}
		if (!Arrays.equals(storedName(), name(publisher))) {
			return "belongs to the publisher '" + new String(storedName(), StandardCharsets.UTF_8) + "', not to '"
					+ publisher + "'";
		}
		return (capacity() != size) ? "is damaged: it has " + size + " bytes of data instead of " + capacity() : null;
	}

	private byte[] storedName() {
		byte[] name = new byte[Math.min(MOST_OF_NAME, Math.max(0, this.header.getInt(NAME_LENGTH_AT)))];
		this.header.get(NAME_AT, name);
		return name;
	}

	/**
	 * The size of the data.
	 * @return the number of bytes
	 */
	long capacity() {
		return this.header.getLong(CAPACITY_AT);
	}

	ByteBuffer tailMark() {
		return this.header.slice(TAIL_AT, Long.BYTES);
	}

}
