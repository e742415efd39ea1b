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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * The content of a file of numbers. A header of 4096 bytes is followed by entries of 48
 * bytes. All numbers are big-endian:
 *
 * <pre>
 * offset  length
 *    0      8     ASCII "ZMQRESUM"
 *    8      4     version of the format, 1
 *   12      4     CRC32C of the bytes 16 to 1023
 *   16      8     number of entries
 *   24      4     length of the name of the subscriber
 *   28            the first 900 bytes of this name in UTF-8
 * 2048      8     1 if the subscriber has begun, which is when it first knew the last numbers
 *
 * Entry:
 *    0      8     epoch, 0 if the entry is free
 *    8     16     the first bytes of the SHA-256 of the topic; zeros if the subscription has
 *                 begun in this epoch
 *   24      8     the last number that was handled
 *   32      8     when that message was sent, in nanoseconds since 1970
 *   40      8     CRC32C of the bytes 0 to 23
 * </pre>
 */
final class NumbersTable {

	private static final int HEADER = 4096;

	private static final int ENTRY = 48;

	/** The most entries: twice as many as a publisher numbers topics. */
	static final int ENTRIES = 2 * 65_536;

	/** The size of the file. */
	static final int SIZE = HEADER + ENTRIES * ENTRY;

	/** The problem of a file of something else. */
	static final String FOREIGN = "was not written by a subscriber with replay.resume";

	/** The first bytes of the file. */
	static final long MAGIC = 0x5A4D51524553554DL;

	private static final int VERSION = 1;

	private static final int NAME_AT = 28;

	private static final int MOST_OF_NAME = 900;

	private static final int BEGUN_AT = 2048;

	private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final ByteBuffer file;

	/**
	 * Create the table in a buffer.
	 * @param file {@link #SIZE} bytes, zeros if the table is new
	 */
	NumbersTable(ByteBuffer file) {
		this.file = file;
	}

	/**
	 * Write the header of a new table. The first bytes are written last.
	 * @param subscriber the name of the subscriber
	 */
	void create(String subscriber) {
		byte[] name = name(subscriber);
		this.file.putInt(8, VERSION);
		this.file.putLong(16, ENTRIES);
		this.file.putInt(24, name.length);
		this.file.put(NAME_AT, name);
		this.file.putInt(12, checksum(16, 1024));
		LONG.setRelease(this.file, 0, MAGIC);
	}

	private static byte[] name(String subscriber) {
		byte[] name = subscriber.getBytes(StandardCharsets.UTF_8);
		return (name.length > MOST_OF_NAME) ? Arrays.copyOf(name, MOST_OF_NAME) : name;
	}

	private int checksum(int from, int to) {
		byte[] checked = new byte[to - from];
		this.file.get(from, checked);
		CRC32C checksum = new CRC32C();
		checksum.update(checked);
		return (int) checksum.getValue();
	}

	/**
	 * What keeps the table from being used.
	 * @param subscriber the name of the subscriber
	 * @return a phrase that follows the name of the file, {@code null} if there is no
	 * problem
	 */
	@Nullable String problem(String subscriber) {
		if (this.file.getLong(0) != MAGIC) {
			return FOREIGN;
		}
		if (this.file.getInt(8) != VERSION) {
			return "has the format " + this.file.getInt(8) + ", but this version of the library uses the format "
					+ VERSION;
		}
		if (this.file.getInt(12) != checksum(16, 1024) || this.file.getLong(16) != ENTRIES) {
			return "is damaged: its header has changed";
		}
		byte[] name = new byte[Math.min(MOST_OF_NAME, Math.max(0, this.file.getInt(24)))];
		this.file.get(NAME_AT, name);
		if (!Arrays.equals(name, name(subscriber))) {
			return "belongs to the subscriber '" + new String(name, StandardCharsets.UTF_8) + "', not to '" + subscriber
					+ "'";
		}
		for (int i = 0; i < ENTRIES; i++) {
			if (key(i).epoch() != 0
					&& (checksum(at(i), at(i) + 24) != (int) this.file.getLong(at(i) + 40) || number(i) < 0)) {
				return "is damaged: the entry " + i + " has changed";
			}
		}
		return null;
	}

	private static int at(int entry) {
		return HEADER + entry * ENTRY;
	}

	/**
	 * The key of an entry.
	 * @param entry the index of the entry
	 * @return the key, with the epoch 0 if the entry is free
	 */
	NumbersKey key(int entry) {
		int at = at(entry);
		return new NumbersKey(this.file.getLong(at), this.file.getLong(at + 8), this.file.getLong(at + 16));
	}

	long number(int entry) {
		return this.file.getLong(at(entry) + 24);
	}

	long time(int entry) {
		return this.file.getLong(at(entry) + 32);
	}

	/**
	 * Fill a free entry. It counts when its epoch is written.
	 * @param entry the index of the entry
	 * @param key the key
	 * @param number the number
	 * @param time the time
	 */
	void add(int entry, NumbersKey key, long number, long time) {
		int at = at(entry);
		ByteBuffer checked = ByteBuffer.allocate(24).putLong(key.epoch()).putLong(key.high()).putLong(key.low());
		CRC32C checksum = new CRC32C();
		checksum.update(checked.flip());
		this.file.putLong(at + 8, key.high());
		this.file.putLong(at + 16, key.low());
		this.file.putLong(at + 24, number);
		this.file.putLong(at + 32, time);
		this.file.putLong(at + 40, checksum.getValue());
		LONG.setRelease(this.file, at, key.epoch());
	}

	/**
	 * Change the number of an entry.
	 * @param entry the index of the entry
	 * @param number the number
	 * @param time the time
	 */
	void set(int entry, long number, long time) {
		LONG.setRelease(this.file, at(entry) + 24, number);
		LONG.setRelease(this.file, at(entry) + 32, time);
	}

	void remove(int entry) {
		LONG.setRelease(this.file, at(entry), 0L);
	}

	boolean hasBegun() {
		return this.file.getLong(BEGUN_AT) != 0;
	}

	void begin() {
		LONG.setRelease(this.file, BEGUN_AT, 1L);
	}

}
