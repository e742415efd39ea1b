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

package io.zmqspring.replay.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Asks for the last numbers of topics, page by page.
 *
 * @param id the id that the reply repeats
 * @param after only topics that have a message with a later time, in nanoseconds since
 * 1970; 0 for all topics
 * @param prefixes only topics that begin with one of these, at most
 * {@value ReplayRequest#MOST_PREFIXES}; an empty prefix for every topic
 * @param page 0 for the first page, then the next page of the reply before
 * @since 0.1
 */
public record SyncRequest(long id, long after, List<byte[]> prefixes, int page) implements ReplayRequest {

	static final int TYPE = 1;

	static SyncRequest read(FrameInput input) throws ReplayProtocolException {
		long after = input.readLong("the time");
		int flags = input.readByte("the flags");
		if (flags != 0) {
			throw input.unsupported("the flags " + flags + " are not known");
		}
		int count = input.readShort("the number of prefixes");
		if (count > MOST_PREFIXES) {
			throw input.tooLarge("it has " + count + " prefixes, but may have " + MOST_PREFIXES);
		}
		List<byte[]> prefixes = new ArrayList<>(input.elements(count, Short.BYTES, "prefixes"));
		for (int i = 0; i < count; i++) {
			prefixes.add(input.readShortBytes(LONGEST_TOPIC, "a prefix"));
		}
		int page = input.readInt("the page");
		input.requireEnd();
		return new SyncRequest(input.id(), after, prefixes, page);
	}

	@Override
	public byte[] encode() {
		int size = Long.BYTES + 1 + Short.BYTES + Integer.BYTES;
		for (byte[] prefix : this.prefixes) {
			size += Short.BYTES + prefix.length;
		}
		FrameOutput output = new FrameOutput(TYPE, this.id, size).writeLong(this.after)
			.writeByte(0)
			.writeShort(this.prefixes.size());
		this.prefixes.forEach(output::writeShortBytes);
		return output.writeInt(this.page).frame();
	}

}
