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
 * Messages: those of the first range, in the order of their numbers, then those of the
 * second range, and so on.
 *
 * @param id the id of the request
 * @param complete whether no further message of the ranges is available
 * @param missing the ranges whose first messages are not available any more
 * @param messages the messages
 * @since 0.1
 */
public record MessagesReply(long id, boolean complete, List<MissingMessages> missing,
		List<ReplayedMessage> messages) implements ReplayReply {

	static final int TYPE = 130;

	static MessagesReply read(FrameInput input) throws ReplayProtocolException {
		int flags = input.readByte("the flags");
		int ranges = input.elements(input.readShort("the number of ranges"), MissingMessages.SIZE, "ranges");
		List<MissingMessages> missing = new ArrayList<>(ranges);
		for (int i = 0; i < ranges; i++) {
			missing.add(MissingMessages.read(input));
		}
		int count = input.elements(input.readInt("the number of messages"), ReplayedMessage.SMALLEST, "messages");
		List<ReplayedMessage> messages = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			messages.add(ReplayedMessage.read(input));
		}
		input.requireEnd();
		return new MessagesReply(input.id(), (flags & 1) != 0, missing, messages);
	}

	@Override
	public long size() {
		long size = 1 + Short.BYTES + (long) MissingMessages.SIZE * this.missing.size() + Integer.BYTES;
		for (ReplayedMessage message : this.messages) {
			size += message.size();
		}
		return size;
	}

	@Override
	public byte[] encode() {
		FrameOutput output = new FrameOutput(TYPE, this.id, Math.toIntExact(size())).writeByte(this.complete ? 1 : 0)
			.writeShort(this.missing.size());
		this.missing.forEach((range) -> range.write(output));
		output.writeInt(this.messages.size());
		this.messages.forEach((message) -> message.write(output));
		return output.frame();
	}

}
