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
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import zmq.Msg;

import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.frame.SealedFrame;

/**
 * The decoder of a connection with CURVE. A small encrypted frame is decrypted where it
 * was copied to; only its content gets memory of its own. The memory that was reserved
 * for a large one counts until then.
 *
 * @since 0.1
 */
public final class SealedFrameDecoder extends FrameDecoder {

	private final SealedFrame sealed = new SealedFrame();

	/**
	 * Create a decoder.
	 * @param buffer the first buffer to read into
	 * @param largestBatch the most bytes that are read at once
	 * @param intake decides about the frames
	 */
	public SealedFrameDecoder(ByteBuffer buffer, int largestBatch, FrameIntake intake) {
		super(buffer, largestBatch, intake, SMALL + SecurityMechanism.CURVE.overhead(), false);
	}

	@Override
	@Nullable Msg copy(ByteBuffer data, int start, int length) {
		try {
			byte[] bytes = this.sealed.begin(length);
			data.position(start).get(bytes, 0, length);
			return this.sealed;
		}
		catch (OutOfMemoryError ex) {
			return null;
		}
	}

	@Override
	void arrived(FrameContent arrived) {
		arrived.detach();
	}

	@Override
	public @Nullable Msg settle(byte[] bytes, int start, int end, boolean more, boolean command) {
		byte[] content = content(bytes, start, end);
		this.content.release();
		if (content != null && command) {
			content = more ? null : this.intake.decryptedCommand(content);
			if (content == null) {
				this.intake.refuseMalformed();
			}
		}
		if (content == null) {
			discard();
			return null;
		}
		return setFrame(content, more, command);
	}

	private byte @Nullable [] content(byte[] bytes, int start, int end) {
		try {
			return Arrays.copyOfRange(bytes, start, end);
		}
		catch (OutOfMemoryError ex) {
			this.intake.refuseForMemory();
			return null;
		}
	}

	@Override
	public void destroy() {
		super.destroy();
		this.sealed.wipe();
	}

}
