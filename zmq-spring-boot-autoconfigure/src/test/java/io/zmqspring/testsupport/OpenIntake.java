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

package io.zmqspring.testsupport;

import org.jspecify.annotations.Nullable;
import zmq.Msg;

import io.zmqspring.socket.frame.SequencedFrame;
import io.zmqspring.socket.guard.FrameIntake;
import io.zmqspring.wire.SequenceFrame;

/**
 * Takes in all frames up to a size, on a connection whose handshake is complete. Records
 * how much memory is reserved.
 */
public class OpenIntake implements FrameIntake {

	private final long largestFrame;

	private long reserved;

	private int malformed;

	public OpenIntake() {
		this(Long.MAX_VALUE);
	}

	public OpenIntake(long largestFrame) {
		this.largestFrame = largestFrame;
	}

	public long reserved() {
		return this.reserved;
	}

	public int malformed() {
		return this.malformed;
	}

	@Override
	public long largestFrame() {
		return this.largestFrame;
	}

	@Override
	public boolean isHandshakeDone() {
		return true;
	}

	@Override
	public boolean mayBegin() {
		return true;
	}

	@Override
	public boolean reserve(int bytes) {
		this.reserved += bytes;
		return true;
	}

	@Override
	public void progressed(int bytes) {
	}

	@Override
	public void release() {
		this.reserved = 0;
	}

	@Override
	public byte @Nullable [] command(byte[] content, boolean handshake) {
		return content;
	}

	@Override
	public byte @Nullable [] decryptedCommand(byte[] content) {
		return content;
	}

	@Override
	public void onRead() {
	}

	@Override
	public Msg frame(byte[] content) {
		return new Msg(content);
	}

	@Override
	public Msg frame(byte[] content, long epoch, long number, long time) {
		return SequencedFrame.of(content, SequenceFrame.encode(epoch, number, time));
	}

	@Override
	public void refuseMalformed() {
		this.malformed++;
	}

	@Override
	public void refuseForMemory() {
		throw new AssertionError("The memory is not limited");
	}

	@Override
	public void close() {
	}

}
