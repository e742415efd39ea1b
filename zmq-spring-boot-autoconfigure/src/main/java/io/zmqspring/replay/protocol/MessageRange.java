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

/**
 * Successive messages of a topic.
 *
 * @param epoch the epoch of the publisher
 * @param topic the topic, not to be changed
 * @param from the number of the first message, from 1
 * @param to the number of the last message, not less than {@code from}; messages that do
 * not exist yet may be included
 * @since 0.1
 */
public record MessageRange(long epoch, byte[] topic, long from, long to) {

	static final int SMALLEST = 3 * Long.BYTES + Short.BYTES;

	static MessageRange read(FrameInput input) throws ReplayProtocolException {
		long epoch = input.readLong("an epoch");
		byte[] topic = input.readShortBytes(ReplayRequest.LONGEST_TOPIC, "a topic");
		long from = input.readLong("the first number of a range");
		long to = input.readLong("the last number of a range");
		if (from < 1 || to < from) {
			throw input.malformed("the range from " + from + " to " + to + " is not possible");
		}
		return new MessageRange(epoch, topic, from, to);
	}

	void write(FrameOutput output) {
		output.writeLong(this.epoch).writeShortBytes(this.topic).writeLong(this.from).writeLong(this.to);
	}

	int size() {
		return SMALLEST + this.topic.length;
	}

}
