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
 * Messages at the start of a range are not available any more.
 *
 * @param range the index of the range in the request, from 0
 * @param first the number of the first message that is available; {@link Long#MAX_VALUE}
 * if there is none from the start of the range on
 * @since 0.1
 */
public record MissingMessages(int range, long first) {

	static final int SIZE = Short.BYTES + Long.BYTES;

	static MissingMessages read(FrameInput input) throws ReplayProtocolException {
		return new MissingMessages(input.readShort("the range of missing messages"),
				input.readLong("the first available number"));
	}

	void write(FrameOutput output) {
		output.writeShort(this.range).writeLong(this.first);
	}

}
