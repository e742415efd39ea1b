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

	private static final int SKIPPED = 0x5A534B50;

	private final ByteBuffer data;

	private final ByteBuffer checked;

	private final CRC32C checksum = new CRC32C();

	/**
	 * Create the format of the records in a buffer.
	 * @param data the buffer, whose position and limit are not used
	 */
	RecordFormat(ByteBuffer data) {
		this.data = data;
		this.checked = data.duplicate();
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

	// Everything but the start of a record, which finish writes
	void write(int at, long epoch, byte[] topic, long number, long time, byte[] frame, int offset,
			byte @Nullable [] headers) {
		this.data.putLong(at + EPOCH, epoch);
		this.data.putLong(at + NUMBER, number);
		this.data.putLong(at + TIME, time);
		this.data.putInt(at + TOPIC_LENGTH, topic.length);
		this.data.putInt(at + HEADERS_LENGTH, (headers != null) ? headers.length : -1);
		int content = at + HEADER;
		this.data.put(content, topic);
		content += topic.length;
		if (headers != null) {
			this.data.put(content, headers);
			content += headers.length;
		}
		this.data.put(content, frame, offset, frame.length - offset);
	}

	/**
	 * Copy everything but the start of a record, which {@link #finish} writes.
	 * @param from where the record begins
	 * @param to where the copy begins
	 * @param length the length of the record
	 */
	void copy(int from, int to, int length) {
		this.data.put(to, this.data, from, length);
	}

	/**
	 * Write the start of a record, and so make it complete.
	 * @param at where the record begins
	 * @param length its length
	 * @param position its position
	 */
	void finish(int at, int length, long position) {
		this.data.putLong(at + POSITION, position);
		this.data.putInt(at + CHECKSUM, checksum(at, length));
		this.data.putInt(at, length);
	}

	private int checksum(int at, int length) {
		this.checked.limit(at + length).position(at + POSITION);
		this.checksum.reset();
		this.checksum.update(this.checked);
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
	 * Whether there is a complete record.
	 * @param at where it would begin
	 * @param mostBytes its largest length
	 * @param position its position
	 * @return whether it is complete and was written at this position
	 */
	boolean isComplete(int at, long mostBytes, long position) {
		long length = length(at);
		if (length < HEADER || length > mostBytes || this.data.getLong(at + POSITION) != position) {
			return false;
		}
		long topic = this.data.getInt(at + TOPIC_LENGTH);
		long headers = this.data.getInt(at + HEADERS_LENGTH);
		return topic >= 0 && headers >= -1 && HEADER + topic + Math.max(0, headers) <= length
				&& (isIntact(at, checksum(at, (int) length)) || isDiscarded(at));
	}

	private boolean isIntact(int at, int checksum) {
		return this.data.getInt(at + CHECKSUM) == checksum;
	}

	/**
	 * Mark a complete record once, so that it is not found any more.
	 * @param at where it begins
	 */
	void discard(int at) {
		this.data.putInt(at + CHECKSUM, ~this.data.getInt(at + CHECKSUM));
	}

	/**
	 * Whether a record was marked.
	 * @param at where a complete record begins
	 * @return whether it is not to be found
	 */
	boolean isDiscarded(int at) {
		return isIntact(at, ~checksum(at, length(at)));
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

}
