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
 * Asks for messages. The reply may have fewer; the requester asks again for those that
 * are missing.
 *
 * @param id the id that the reply repeats
 * @param maxMessages the most messages of the reply, at least 1
 * @param maxBytes the most bytes of the reply, at least 1; a larger message comes alone
 * @param ranges the messages, at most {@value ReplayRequest#MOST_RANGES} ranges
 * @since 0.1
 */
public record GetRequest(long id, int maxMessages, int maxBytes, List<MessageRange> ranges) implements ReplayRequest {

	static final int TYPE = 2;

	static GetRequest read(FrameInput input) throws ReplayProtocolException {
		int maxMessages = input.readInt("the most messages");
		int maxBytes = input.readInt("the most bytes");
		if (maxMessages < 1 || maxBytes < 1) {
			throw input.malformed("it allows " + maxMessages + " messages and " + maxBytes + " bytes");
		}
		int count = input.readShort("the number of ranges");
		if (count > MOST_RANGES) {
			throw input.tooLarge("it has " + count + " ranges, but may have " + MOST_RANGES);
		}
		List<MessageRange> ranges = new ArrayList<>(input.elements(count, MessageRange.SMALLEST, "ranges"));
		for (int i = 0; i < count; i++) {
			ranges.add(MessageRange.read(input));
		}
		input.requireEnd();
		return new GetRequest(input.id(), maxMessages, maxBytes, ranges);
	}

	@Override
	public byte[] encode() {
		int size = 2 * Integer.BYTES + Short.BYTES + this.ranges.stream().mapToInt(MessageRange::size).sum();
		FrameOutput output = new FrameOutput(TYPE, this.id, size).writeInt(this.maxMessages)
			.writeInt(this.maxBytes)
			.writeShort(this.ranges.size());
		this.ranges.forEach((range) -> range.write(output));
		return output.frame();
	}

}
