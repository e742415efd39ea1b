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
 * A reply of a publisher.
 *
 * @since 0.1
 */
public sealed interface ReplayReply permits SummaryReply, MessagesReply, ErrorReply {

	/**
	 * The id of the request.
	 * @return the id, 0 if the request had none
	 */
	long id();

	/**
	 * The size of what a reply contains.
	 * @return about as many bytes as the frame has
	 */
	long size();

	/**
	 * Write this reply.
	 * @return the frame
	 */
	byte[] encode();

	/**
	 * Read a reply.
	 * @param frame the frame of a peer
	 * @return the reply
	 * @throws ReplayProtocolException if the frame is no reply
	 */
	static ReplayReply decode(byte[] frame) throws ReplayProtocolException {
		FrameInput input = new FrameInput(frame);
		return switch (input.type()) {
			case SummaryReply.TYPE -> SummaryReply.read(input);
			case MessagesReply.TYPE -> MessagesReply.read(input);
			case ErrorReply.TYPE -> ErrorReply.read(input);
			default -> throw input.unsupported("a reply of type " + input.type() + " is not known");
		};
	}

}
