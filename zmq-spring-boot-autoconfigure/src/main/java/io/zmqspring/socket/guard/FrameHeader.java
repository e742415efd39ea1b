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

package io.zmqspring.socket.guard;

import java.nio.ByteBuffer;

import zmq.io.coder.v2.V2Protocol;

/**
 * The header of the frame that is arriving: flags and size (ZMTP, RFC 23), which may
 * arrive in parts. Used by the I/O thread of the connection.
 */
final class FrameHeader {

	private static final int SHORT = 2;

	private static final int LONG = 9;

	private final ByteBuffer bytes = ByteBuffer.allocate(LONG);

	/**
	 * The flags of the next frame, which is not read.
	 * @param data the received bytes
	 * @param end the end of their content
	 * @return the flags, those of a command if a header has begun or nothing follows
	 */
	int peek(ByteBuffer data, int end) {
		return (this.bytes.position() == 0 && data.position() < end) ? data.get(data.position())
				: V2Protocol.COMMAND_FLAG;
	}

	/**
	 * The length of a header.
	 * @param flags its flags
	 * @return the number of bytes
	 */
	static int length(int flags) {
		return ((flags & V2Protocol.LARGE_FLAG) != 0) ? LONG : SHORT;
	}

	/**
	 * The size of a frame.
	 * @param flags its flags
	 * @param data a buffer that contains its whole header
	 * @param start where the header starts
	 * @return the announced number of bytes, negative if that is not valid
	 */
	static long size(int flags, ByteBuffer data, int start) {
		return ((flags & V2Protocol.LARGE_FLAG) != 0) ? data.getLong(start + 1) : data.get(start + 1) & 0xff;
	}

	/**
	 * Read the header, or a part of it.
	 * @param data the received bytes
	 * @param end the end of their content
	 * @return whether the header is complete
	 */
	boolean read(ByteBuffer data, int end) {
		while (this.bytes.position() < ((this.bytes.position() > 0) ? length(flags()) : SHORT)) {
			if (data.position() == end) {
				return false;
			}
			this.bytes.put(data.get());
		}
		this.bytes.clear();
		return true;
	}

	private int flags() {
		return this.bytes.get(0);
	}

	/**
	 * Whether the frame has a flag.
	 * @param flag the flag
	 * @return {@code true} if it is set
	 */
	boolean is(int flag) {
		return (flags() & flag) != 0;
	}

	/**
	 * The size of the frame.
	 * @return the announced number of bytes, negative if that is not valid
	 */
	long size() {
		return size(flags(), this.bytes, 0);
	}

}
