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
import java.util.Arrays;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of one record in a file. All numbers are big-endian:
 *
 * <pre>
 * offset  length
 *  0       4      length of the record; negative for bytes that are left out
 *  4       4      CRC32C of everything after it; all bits inverted if it is not to be found
 *  8       8      position
 * 16       8      epoch
 * 24       8      number
 * 32       8      time
 * 40       4      length of the topic
 * 44       4      length of the headers, -1 if there are none
 * 48              topic, headers, payload
 * </pre>
 *
 * A record starts at a multiple of eight. One thread writes and checks at a time.
 */
final class RecordFormat {

	/** The size of a record without content. */
	static final int HEADER = 48;

	/** A record starts at a multiple of this. */
	static final int ALIGNMENT = 8;

	private static final int CHECKSUM = 4;

	private static final int POSITION = 8;

	private static final int EPOCH = 16;

	private static final int NUMBER = 24;

	private static final int TIME = 32;

	private static final int TOPIC_LENGTH = 40;

	private static final int HEADERS_LENGTH = 44;

	private static final int LOADED = 16 * 1024;

	private static final int SKIPPED = 0x5A534B50;

	private final ByteBuffer data;

	private final ByteBuffer fields = ByteBuffer.allocate(HEADER);

	private final byte[] loaded = new byte[LOADED];

	private final CRC32C checksum = new CRC32C();

	/**
	 * Create the format of the records in a buffer.
	 * @param data the buffer, whose position and limit are not used
	 */
	RecordFormat(ByteBuffer data) {
		this.data = data;
	}

	/**
	 * The length of a record.
	 * @param topic the topic
	 * @param payload the size of the payload
	 * @param headers the headers, if any
	 * @return the length in bytes
	 */
	static long length(byte[] topic, int payload, byte @Nullable [] headers) {
		return (long) HEADER + topic.length + payload + ((headers != null) ? headers.length : 0);
	}

	// A record that is there as soon as its length is written
	void write(int at, long position, long epoch, byte[] topic, long number, long time, byte[] frame, int offset,
			byte @Nullable [] headers) {
		int payload = frame.length - offset;
		this.fields.putLong(POSITION, position);
		this.fields.putLong(EPOCH, epoch);
		this.fields.putLong(NUMBER, number);
		this.fields.putLong(TIME, time);
		this.fields.putInt(TOPIC_LENGTH, topic.length);
		this.fields.putInt(HEADERS_LENGTH, (headers != null) ? headers.length : -1);
		this.checksum.reset();
		this.checksum.update(this.fields.array(), POSITION, HEADER - POSITION);
		this.checksum.update(topic);
		if (headers != null) {
			this.checksum.update(headers);
		}
		this.checksum.update(frame, offset, payload);
		this.fields.putInt(CHECKSUM, (int) this.checksum.getValue());
		this.data.put(at + CHECKSUM, this.fields.array(), CHECKSUM, HEADER - CHECKSUM);
		int content = at + HEADER;
		this.data.put(content, topic);
		content += topic.length;
		if (headers != null) {
			this.data.put(content, headers);
			content += headers.length;
		}
		this.data.put(content, frame, offset, payload);
		this.data.putInt(at, content + payload - at);
	}

	/**
	 * Write a complete record once more.
	 * @param from where the record begins
	 * @param to where the copy begins
	 * @param length the length of the record
	 * @param position the position of the copy
	 */
	void copy(int from, int to, int length, long position) {
		byte[] record = loaded(from, length);
		ByteBuffer copy = ByteBuffer.wrap(record);
		copy.putLong(POSITION, position);
		copy.putInt(CHECKSUM, checksum(record, length));
		this.data.put(to + CHECKSUM, record, CHECKSUM, length - CHECKSUM);
		this.data.putInt(to, length);
	}

	// In the heap: if the file has been truncated, the JVM survives an access to the
	// mapping, but not the code of the checksum
	private byte[] loaded(int at, int length) {
		byte[] loaded = (length <= this.loaded.length) ? this.loaded : new byte[length];
		this.data.get(at, loaded, 0, length);
		return loaded;
	}

	private int checksum(byte[] record, int length) {
		this.checksum.reset();
		this.checksum.update(record, POSITION, length - POSITION);
		return (int) this.checksum.getValue();
	}

	/**
	 * Mark bytes that are left out.
	 * @param at where they begin
	 * @param length their number, at least eight
	 * @param position their position
	 */
	void skip(int at, int length, long position) {
		this.data.putInt(at + CHECKSUM, SKIPPED ^ Long.hashCode(position));
		this.data.putInt(at, -length);
	}

	boolean isSkipped(int at, int length, long position) {
		return length(at) == -length && this.data.getInt(at + CHECKSUM) == (SKIPPED ^ Long.hashCode(position));
	}

	/**
	 * Check a record.
	 * @param at where it would begin
	 * @param mostBytes its largest length
	 * @param position its position
	 * @return what is there
	 */
	State state(int at, long mostBytes, long position) {
		int length = length(at);
		if (length < HEADER || length > mostBytes || this.data.getLong(at + POSITION) != position) {
			return State.INCOMPLETE;
		}
		long topic = this.data.getInt(at + TOPIC_LENGTH);
		long headers = this.data.getInt(at + HEADERS_LENGTH);
		if (topic < 0 || headers < -1 || HEADER + topic + Math.max(0, headers) > length) {
			return State.INCOMPLETE;
		}
		int expected = checksum(loaded(at, length), length);
		int stored = this.data.getInt(at + CHECKSUM);
		return (stored == expected) ? State.COMPLETE : (stored == ~expected) ? State.DISCARDED : State.INCOMPLETE;
	}

	/**
	 * Mark a complete record once, so that it is not found any more.
	 * @param at where it begins
	 */
	void discard(int at) {
		this.data.putInt(at + CHECKSUM, ~this.data.getInt(at + CHECKSUM));
	}

	/**
	 * The length of a record.
	 * @param at where it begins
	 * @return the number of bytes
	 */
	int length(int at) {
		return this.data.getInt(at);
	}

	/**
	 * The time of a record.
	 * @param at where it begins
	 * @return the time
	 */
	long time(int at) {
		return this.data.getLong(at + TIME);
	}

	/**
	 * Read the bytes of a record.
	 * @param at where it begins
	 * @param length its length
	 * @return the bytes, which may be those of several records if others are written
	 */
	byte[] bytes(int at, int length) {
		byte[] bytes = new byte[length];
		this.data.get(at, bytes);
		return bytes;
	}

	/**
	 * The message of a record.
	 * @param record the bytes of a complete record
	 * @return the message
	 */
	static ReplayMessage message(byte[] record) {
		ByteBuffer fields = ByteBuffer.wrap(record);
		int headers = HEADER + fields.getInt(TOPIC_LENGTH);
		int headersLength = fields.getInt(HEADERS_LENGTH);
		int payload = headers + Math.max(0, headersLength);
		return new ReplayMessage(fields.getLong(EPOCH), Arrays.copyOfRange(record, HEADER, headers),
				fields.getLong(NUMBER), fields.getLong(TIME), Arrays.copyOfRange(record, payload, record.length),
				(headersLength >= 0) ? Arrays.copyOfRange(record, headers, payload) : null);
	}

	/**
	 * What a check has found.
	 */
	enum State {

		/** A record that was written at this position. */
		COMPLETE,

		/** The same, but it is not to be found. */
		DISCARDED,

		/** No record, or one that was not written completely. */
		INCOMPLETE

	}

}
