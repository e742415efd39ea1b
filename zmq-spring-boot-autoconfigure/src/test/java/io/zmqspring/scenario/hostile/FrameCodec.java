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

package io.zmqspring.scenario.hostile;

import java.io.IOException;

/**
 * Encodes and decodes the frames of a peer after its handshake.
 */
interface FrameCodec {

	/** Frames are sent as they are. */
	FrameCodec CLEAR = new FrameCodec() {

		@Override
		public byte[] encode(int flags, byte[] content) {
			return Zmtp.frame(flags, content);
		}

		@Override
		public Frame decode(Frame received) {
			return received;
		}

	};

	/**
	 * Encode a frame.
	 * @param flags its flags
	 * @param content its content
	 * @return the bytes to send
	 */
	byte[] encode(int flags, byte[] content);

	/**
	 * Decode a frame.
	 * @param received the frame as received
	 * @return the frame that the other side has encoded
	 * @throws IOException if it is not authentic
	 */
	Frame decode(Frame received) throws IOException;

	/**
	 * A frame.
	 *
	 * @param flags its flags
	 * @param content its content
	 */
	record Frame(int flags, byte[] content) {

		boolean is(int flag) {
			return (this.flags & flag) != 0;
		}

	}

}
