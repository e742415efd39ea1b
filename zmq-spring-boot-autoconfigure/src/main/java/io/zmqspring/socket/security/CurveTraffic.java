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

import zmq.Msg;

import io.zmqspring.socket.crypto.MessageBox;
import io.zmqspring.socket.frame.SealedFrame;

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

	private static final int FLAGS_AT = BOX_AT + MessageBox.OVERHEAD;

	private static final int MORE = 1;

	private static final int COMMAND = 2;

	private final byte[] sendNonce;

	private final byte[] receiveNonce;

	private final MessageBox outgoing;

	private final MessageBox incoming;

	private long nextNonce;

	private long lastOfPeer;

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
	 * @param sealed receives the content of the frame to send
	 * @return {@code false} after the last nonce
	 */
	boolean seal(Msg frame, SealedFrame sealed) {
		if (this.nextNonce == 0) {
			return false;
		}
		int size = frame.size();
		byte[] message = sealed.begin(OVERHEAD + size);
		LONG.set(message, 0, MESSAGE);
		LONG.set(message, 8, this.nextNonce);
		message[FLAGS_AT] = (byte) ((frame.hasMore() ? MORE : 0) | (frame.isCommand() ? COMMAND : 0));
		frame.getBytes(0, message, OVERHEAD, size);
		LONG.set(this.sendNonce, BOX_AT, this.nextNonce);
		this.nextNonce++;
		this.outgoing.seal(this.sendNonce, message, BOX_AT, size + 1);
		return true;
	}

	/**
	 * Open a frame in place. Its content starts at {@value #OVERHEAD} then.
	 * @param message the content of the frame that was received
	 * @param length the length of the content
	 * @return {@code false} if the peer has not sealed it, or has sent it before
	 */
	boolean open(byte[] message, int length) {
		if (length < OVERHEAD || (long) LONG.get(message, 0) != MESSAGE) {
			return false;
		}
		long nonce = (long) LONG.get(message, 8);
		if (Long.compareUnsigned(nonce, this.lastOfPeer) <= 0) {
			return false;
		}
		LONG.set(this.receiveNonce, BOX_AT, nonce);
		if (!this.incoming.open(this.receiveNonce, message, BOX_AT, length - BOX_AT)) {
			return false;
		}
		this.lastOfPeer = nonce;
		return true;
	}

	static boolean isMore(byte[] opened) {
		return (opened[FLAGS_AT] & MORE) != 0;
	}

	static boolean isCommand(byte[] opened) {
		return (opened[FLAGS_AT] & COMMAND) != 0;
	}

	void wipe() {
		this.outgoing.wipe();
		this.incoming.wipe();
	}

}
