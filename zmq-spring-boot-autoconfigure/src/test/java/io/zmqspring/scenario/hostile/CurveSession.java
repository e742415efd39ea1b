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
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;

import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.testsupport.LowOrderPoints;

/**
 * One side of a CURVE connection that conforms to RFC 26. Its keys and nonces are
 * accessible, so that a hostile peer can get to any point of the protocol and then break
 * it.
 */
final class CurveSession implements FrameCodec {

	static final byte[] ZEROS = new byte[64];

	final Random random;

	final boolean server;

	final CurveKeyPair own;

	final CurveKeyPair shortTerm;

	final byte[] serverKey;

	byte[] peerShortTerm = new byte[32];

	byte[] key = new byte[32];

	byte[] cookie;

	long nonce = 1;

	private CurveSession(Random random, boolean server, CurveKeyPair own, byte[] serverKey) {
		this.random = random;
		this.server = server;
		this.own = own;
		this.serverKey = serverKey;
		this.shortTerm = pair(random);
		this.cookie = bytes(CurveCommands.COOKIE_LENGTH);
	}

	static CurveSession client(Random random, CurveKeyPair own, byte[] serverKey) {
		return new CurveSession(random, false, own, serverKey);
	}

	static CurveSession server(Random random, CurveKeyPair own) {
		return new CurveSession(random, true, own, own.publicKey());
	}

	static CurveKeyPair pair(Random random) {
		byte[] secret = new byte[32];
		random.nextBytes(secret);
		try {
			return CurveKeyPair.of(secret);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// With a key of low order, the shared secret is all zero
	static byte[] shared(CurveKeyPair own, byte[] peer) {
		try {
			return own.sharedKey(peer);
		}
		catch (GeneralSecurityException ex) {
			return LowOrderPoints.sharedKey();
		}
	}

	byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	byte[] helloKey() {
		return this.server ? shared(this.own, this.peerShortTerm) : shared(this.shortTerm, this.serverKey);
	}

	byte[] hello() {
		return CurveCommands.hello(this.shortTerm.publicKey(), this.nonce++, helloKey(), ZEROS);
	}

	void takeHello(byte[] command) {
		this.peerShortTerm = CurveCommands.part(command, 80, 32);
		CurveCommands.open(helloKey(), "CurveZMQHELLO---", CurveCommands.part(command, 112, 8),
				CurveCommands.rest(command, 120));
		this.key = shared(this.shortTerm, this.peerShortTerm);
	}

	byte[] welcome() {
		return CurveCommands.welcome(bytes(16), helloKey(), this.shortTerm.publicKey(), this.cookie);
	}

	void takeWelcome(byte[] command) {
		byte[] content = CurveCommands.open(helloKey(), "WELCOME-", CurveCommands.part(command, 8, 16),
				CurveCommands.rest(command, CurveCommands.WELCOME_BOX_AT));
		this.peerShortTerm = Arrays.copyOf(content, 32);
		this.cookie = CurveCommands.rest(content, 32);
		this.key = shared(this.shortTerm, this.peerShortTerm);
	}

	byte[] vouch() {
		return CurveCommands.vouch(bytes(16), shared(this.own, this.peerShortTerm), this.shortTerm.publicKey(),
				this.serverKey);
	}

	byte[] initiate(byte[] properties) {
		return CurveCommands.initiate(this.cookie, this.nonce++, this.key, this.own.publicKey(), vouch(), properties);
	}

	byte[] ready(byte[] properties) {
		return CurveCommands.ready(this.nonce++, this.key, properties);
	}

	byte[] message(int flags, byte[] content) {
		int inner = (((flags & Zmtp.MORE) != 0) ? 1 : 0) | (((flags & Zmtp.COMMAND) != 0) ? 2 : 0);
		return box(inner, content);
	}

	byte[] box(int innerFlags, byte[] content) {
		return CurveCommands.message(this.server, this.nonce++, this.key,
				Zmtp.join(new byte[] { (byte) innerFlags }, content));
	}

	@Override
	public byte[] encode(int flags, byte[] content) {
		return Zmtp.frame(0, message(flags, content));
	}

	@Override
	public Frame decode(Frame received) throws IOException {
		byte[] content = received.content();
		if (content.length < 33) {
			throw new IOException("A frame of " + content.length + " bytes is no MESSAGE");
		}
		byte[] opened = CurveCommands.open(this.key, this.server ? "CurveZMQMESSAGEC" : "CurveZMQMESSAGES",
				CurveCommands.part(content, 8, 8), CurveCommands.rest(content, 16));
		int flags = (((opened[0] & 1) != 0) ? Zmtp.MORE : 0) | (((opened[0] & 2) != 0) ? Zmtp.COMMAND : 0);
		return new Frame(flags, CurveCommands.rest(opened, 1));
	}

}
