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

import java.nio.ByteBuffer;

/**
 * Writes a frame of the replay protocol, into an array of the right size.
 */
final class FrameOutput {

	private final ByteBuffer content;

	FrameOutput(int type, long id, int size) {
		this.content = ByteBuffer.allocate(FrameInput.HEADER + size);
		this.content.putInt(FrameInput.MAGIC).put((byte) type).putLong(id);
	}

	FrameOutput writeByte(int value) {
		this.content.put((byte) value);
		return this;
	}

	FrameOutput writeShort(int value) {
		this.content.putShort((short) value);
		return this;
	}

	FrameOutput writeInt(int value) {
		this.content.putInt(value);
		return this;
	}

	FrameOutput writeLong(long value) {
		this.content.putLong(value);
		return this;
	}

	FrameOutput writeShortBytes(byte[] bytes) {
		this.content.putShort((short) bytes.length).put(bytes);
		return this;
	}

	FrameOutput writeIntBytes(byte[] bytes) {
		this.content.putInt(bytes.length).put(bytes);
		return this;
	}

	byte[] frame() {
		return this.content.array();
	}

}
