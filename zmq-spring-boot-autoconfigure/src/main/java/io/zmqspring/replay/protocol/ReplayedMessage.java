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

import org.jspecify.annotations.Nullable;

/**
 * A message in a reply.
 *
 * @param range the index of the range in the request that it belongs to, from 0
 * @param number the number of the message
 * @param time its time of sending, in nanoseconds since 1970
 * @param payload the payload, not to be changed
 * @param headers the headers as JSON, {@code null} if there are none; not to be changed
 * @since 0.1
 */
public record ReplayedMessage(int range, long number, long time, byte[] payload, byte @Nullable [] headers) {

	static final int SMALLEST = Short.BYTES + 2 * Long.BYTES + 2 * Integer.BYTES;

	static ReplayedMessage read(FrameInput input) throws ReplayProtocolException {
		int range = input.readShort("the range of a message");
		long number = input.readLong("the number of a message");
		long time = input.readLong("the time of a message");
		byte[] payload = input.readIntBytes("a payload");
		byte[] headers = input.readIntBytes("the headers of a message");
		return new ReplayedMessage(range, number, time, payload, (headers.length > 0) ? headers : null);
	}

	void write(FrameOutput output) {
		output.writeShort(this.range).writeLong(this.number).writeLong(this.time).writeIntBytes(this.payload);
		if (this.headers != null) {
			output.writeIntBytes(this.headers);
		}
		else {
			output.writeInt(0);
		}
	}

	/**
	 * The size within a reply.
	 * @return bytes
	 */
	public long size() {
		return SMALLEST + (long) this.payload.length + ((this.headers != null) ? this.headers.length : 0);
	}

}
