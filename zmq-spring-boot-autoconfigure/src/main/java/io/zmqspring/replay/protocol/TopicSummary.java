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
 * What a publisher has sent to a topic within an epoch.
 *
 * @param epoch the epoch
 * @param topic the topic, not to be changed
 * @param last the number of the last message
 * @param first the number of the first message that is available; {@code last + 1} if
 * none is
 * @since 0.1
 */
public record TopicSummary(long epoch, byte[] topic, long last, long first) {

	static final int SMALLEST = 1 + Short.BYTES + 2 * Long.BYTES;

	static TopicSummary read(FrameInput input, long[] epochs) throws ReplayProtocolException {
		int index = input.readByte("the epoch of a topic");
		if (index >= epochs.length) {
			throw input.malformed("a topic has the epoch " + index + " of " + epochs.length);
		}
		byte[] topic = input.readShortBytes(ReplayRequest.LONGEST_TOPIC, "a topic");
		long last = input.readLong("the last number of a topic");
		long first = input.readLong("the first number of a topic");
		if (last < 1 || first < 1 || first - 1 > last) {
			throw input.malformed("a topic has the numbers " + first + " to " + last);
		}
		return new TopicSummary(epochs[index], topic, last, first);
	}

	void write(FrameOutput output, int epochIndex) {
		output.writeByte(epochIndex).writeShortBytes(this.topic).writeLong(this.last).writeLong(this.first);
	}

	/**
	 * The size within a reply.
	 * @return bytes
	 */
	public int size() {
		return SMALLEST + this.topic.length;
	}

}
