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

package io.zmqspring.socket.security;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import zmq.Msg;

import io.zmqspring.socket.crypto.MessageBox;

/**
 * The MESSAGEs of a CURVE connection whose handshake is complete. A nonce is never used
 * twice, and none of the peer is accepted twice.
 */
final class CurveTraffic {

	/** How much longer a frame is on the wire than its content. */
	static final int OVERHEAD = 33;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final long MESSAGE = 0x074d455353414745L;

	private static final int BOX_AT = 16;

	private static final int MORE = 1;

	private static final int COMMAND = 2;

	private static final int KEPT = 8 * 1024;

	private final byte[] sendNonce;

	private final byte[] receiveNonce;

	private final MessageBox outgoing;

	private final MessageBox incoming;

	private long nextNonce;

	private long lastOfPeer;

	private byte[] plain = new byte[256];

	private int length;

	CurveTraffic(MessageBox outgoing, MessageBox incoming, boolean server, long nextNonce, long lastOfPeer) {
		this.outgoing = outgoing;
		this.incoming = incoming;
		this.sendNonce = Arrays.copyOf(Command.ascii("CurveZMQMESSAGE" + (server ? "S" : "C")),
				MessageBox.NONCE_LENGTH);
		this.receiveNonce = Arrays.copyOf(Command.ascii("CurveZMQMESSAGE" + (server ? "C" : "S")),
				MessageBox.NONCE_LENGTH);
		this.nextNonce = nextNonce;
		this.lastOfPeer = lastOfPeer;
	}

	/**
	 * Seal a frame.
	 * @param frame the frame
	 * @return the content of the frame to send, {@code null} after the last nonce
	 */
	byte @Nullable [] seal(Msg frame) {
		if (this.nextNonce == 0) {
			return null;
		}
		int size = frame.size() + 1;
		reserve(size);
		this.plain[0] = (byte) ((frame.hasMore() ? MORE : 0) | (frame.isCommand() ? COMMAND : 0));
		frame.getBytes(0, this.plain, 1, size - 1);
		byte[] message = new byte[BOX_AT + MessageBox.OVERHEAD + size];
		LONG.set(message, 0, MESSAGE);
		LONG.set(message, 8, this.nextNonce);
		LONG.set(this.sendNonce, BOX_AT, this.nextNonce);
		this.nextNonce++;
		this.outgoing.seal(this.sendNonce, this.plain, size, message, BOX_AT);
		release();
		return message;
	}

	/**
	 * Open a frame.
	 * @param message the content of the frame that was received
	 * @return {@code false} if the peer has not sealed it, or has sent it before
	 */
	boolean open(byte[] message) {
		if (message.length < OVERHEAD || (long) LONG.get(message, 0) != MESSAGE) {
			return false;
		}
		long nonce = (long) LONG.get(message, 8);
		if (Long.compareUnsigned(nonce, this.lastOfPeer) <= 0) {
			return false;
		}
		this.length = message.length - BOX_AT - MessageBox.OVERHEAD;
		reserve(this.length);
		LONG.set(this.receiveNonce, BOX_AT, nonce);
		if (!this.incoming.open(this.receiveNonce, message, BOX_AT, message.length - BOX_AT, this.plain)) {
			return false;
		}
		this.lastOfPeer = nonce;
		return true;
	}

	/**
	 * The content of the frame that was opened. To be called once.
	 * @return the content
	 */
	byte[] content() {
		byte[] content = Arrays.copyOfRange(this.plain, 1, this.length);
		release();
		return content;
	}

	boolean isMore() {
		return (this.plain[0] & MORE) != 0;
	}

	boolean isCommand() {
		return (this.plain[0] & COMMAND) != 0;
	}

	private void reserve(int size) {
		if (this.plain.length < size) {
			this.plain = new byte[Math.max(size, Math.min(2 * this.plain.length, KEPT))];
		}
	}

	private void release() {
		if (this.plain.length > KEPT) {
			this.plain = Arrays.copyOf(this.plain, 256);
		}
	}

	void wipe() {
		this.outgoing.wipe();
		this.incoming.wipe();
		Arrays.fill(this.plain, (byte) 0);
	}

}
