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

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import zmq.Msg;

import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.CurveLibrary;
import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.frame.SealedFrame;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * What the client and the server of CURVE (RFC 26) have in common.
 */
abstract class CurveHandshake extends Handshake {

	static final int HELLO_LENGTH = 200;

	static final int WELCOME_LENGTH = 168;

	static final int COOKIE_LENGTH = 96;

	static final int SHORT_NONCE = 8;

	static final int LONG_NONCE = 16;

	static final int LONGEST_COMMAND = 2048;

	final CurveLibrary library;

	byte[] helloKey = {};

	byte[] sessionKey = {};

	private @Nullable CurveKeyPair shortTerm;

	private @Nullable CurveTraffic traffic;

	long sendNonce = 1;

	private long peerNonce;

	CurveHandshake(CurveLibrary library, String socketType, HandshakeListener listener) {
		super(socketType, listener);
		this.library = library;
	}

	static byte[] nonce(String prefix, byte[] rest) {
		return Command.join(Command.ascii(prefix), rest);
	}

	final byte[] nextNonce() {
		return ByteBuffer.allocate(SHORT_NONCE).putLong(this.sendNonce++).array();
	}

	/**
	 * Take note of a nonce of the peer.
	 * @param nonce its 8 bytes
	 * @throws HandshakeException if it is not larger than the last one
	 */
	final void accept(byte[] nonce) throws HandshakeException {
		long value = ByteBuffer.wrap(nonce).getLong();
		if (Long.compareUnsigned(value, this.peerNonce) <= 0) {
			throw new HandshakeException(DenialReason.FORGED);
		}
		this.peerNonce = value;
	}

	final byte[] open(byte[] key, byte[] nonce, byte[] box, DenialReason otherwise) throws HandshakeException {
		return this.library.open(key, nonce, box).orElseThrow(() -> new HandshakeException(otherwise));
	}

	final CurveKeyPair createShortTerm() throws GeneralSecurityException {
		CurveKeyPair created = CurveKeyPair.random();
		this.shortTerm = created;
		return created;
	}

	final CurveKeyPair shortTerm() throws GeneralSecurityException {
		CurveKeyPair created = this.shortTerm;
		if (created == null) {
			throw new GeneralSecurityException("There is no short-term key");
		}
		return created;
	}

	/**
	 * Begin the traffic, and overwrite the keys of the handshake.
	 * @param server whether this side is the server
	 */
	final void begin(boolean server) {
		this.traffic = new CurveTraffic(this.library.box(this.sessionKey), this.library.box(this.sessionKey), server,
				this.sendNonce, this.peerNonce);
		wipe();
	}

	@Override
	public final boolean encrypts() {
		return true;
	}

	@Override
	public final boolean encrypt(Msg frame, SealedFrame sealed) {
		try {
			if (this.traffic != null && isReady() && this.traffic.seal(frame, sealed)) {
				return true;
			}
		}
		catch (RuntimeException | Error ex) {
			// The connection ends
		}
		fail(DenialReason.FAILURE);
		return false;
	}

	@Override
	public final @Nullable Msg decrypt(byte[] frame, int length, DecoderReplacement.Decoder decoder) {
		try {
			if (this.traffic != null && isReady() && this.traffic.open(frame, length)) {
				return decoder.settle(frame, CurveTraffic.OVERHEAD, length, CurveTraffic.isMore(frame),
						CurveTraffic.isCommand(frame));
			}
			fail(DenialReason.FORGED);
		}
		catch (RuntimeException | Error ex) {
			fail(DenialReason.FAILURE);
		}
		return null;
	}

	@Override
	public void close() {
		super.close();
		if (this.traffic != null) {
			this.traffic.wipe();
		}
		wipe();
	}

	private void wipe() {
		Arrays.fill(this.sessionKey, (byte) 0);
		Arrays.fill(this.helloKey, (byte) 0);
		if (this.shortTerm != null) {
			this.shortTerm.wipe();
		}
	}

}
