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

import java.security.GeneralSecurityException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.CurveKey;
import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.CurveLibrary;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * The client side of CURVE. A command counts only in the state that expects it.
 */
final class CurveClient extends CurveHandshake {

	private static final int SHORTEST_READY = 30;

	private final String section;

	private final CurveKeyPair own;

	private final byte[] serverKey;

	private State state = State.SEND_HELLO;

	private byte[] serverShortTerm = {};

	private byte[] cookie = {};

	CurveClient(String section, CurveKeyPair own, byte[] serverKey, CurveLibrary library, String socketType,
			HandshakeListener listener) {
		super(library, socketType, listener);
		this.section = section;
		this.own = own;
		this.serverKey = serverKey;
	}

	@Override
	void process(byte[] command) throws HandshakeException, GeneralSecurityException {
		if (Command.is(command, "ERROR") && (this.state == State.WELCOME || this.state == State.READY)) {
			boolean denied = this.state == State.READY && !Command.isFailure(command);
			throw new HandshakeException(denied ? DenialReason.NOT_ALLOWED : DenialReason.REFUSED);
		}
		refuseClient(command);
		switch (this.state) {
			case WELCOME -> welcome(command);
			case READY -> ready(command);
			default -> throw new HandshakeException(DenialReason.MALFORMED);
		}
	}

	private void welcome(byte[] command) throws HandshakeException, GeneralSecurityException {
		Command.expect(command, "WELCOME", WELCOME_LENGTH, WELCOME_LENGTH);
		byte[] content = open(this.helloKey, nonce("WELCOME-", Command.part(command, 8, LONG_NONCE)),
				Command.rest(command, 24), DenialReason.SERVER_KEY_UNPROVED);
		this.serverShortTerm = Command.part(content, 0, CurveKey.LENGTH);
		this.cookie = Command.rest(content, CurveKey.LENGTH);
		this.sessionKey = shortTerm().sharedKey(this.serverShortTerm);
		this.state = State.SEND_INITIATE;
	}

	private void ready(byte[] command) throws HandshakeException {
		Command.expect(command, "READY", SHORTEST_READY, LONGEST_COMMAND);
		byte[] counter = Command.part(command, 6, SHORT_NONCE);
		accept(counter);
		byte[] properties = open(this.sessionKey, nonce("CurveZMQREADY---", counter), Command.rest(command, 14),
				DenialReason.FORGED);
		checkProperties(properties, null);
		begin(false);
		this.state = State.DONE;
		complete();
	}

	@Override
	byte @Nullable [] produce() throws GeneralSecurityException {
		return switch (this.state) {
			case SEND_HELLO -> hello();
			case SEND_INITIATE -> initiate();
			default -> null;
		};
	}

	private byte[] hello() throws GeneralSecurityException {
		CurveKeyPair ours = createShortTerm();
		this.helloKey = ours.sharedKey(this.serverKey);
		byte[] counter = nextNonce();
		byte[] box = this.library.seal(this.helloKey, nonce("CurveZMQHELLO---", counter), new byte[64]);
		this.state = State.WELCOME;
		return Command.of("HELLO", new byte[] { 1, 0 }, new byte[72], ours.publicKey(), counter, box);
	}

	private byte[] initiate() throws GeneralSecurityException {
		byte[] random = X25519.random(LONG_NONCE);
		byte[] vouchKey = this.own.sharedKey(this.serverShortTerm);
		byte[] vouch = this.library.seal(vouchKey, nonce("VOUCH---", random),
				Command.join(shortTerm().publicKey(), this.serverKey));
		Arrays.fill(vouchKey, (byte) 0);
		byte[] counter = nextNonce();
		byte[] box = this.library.seal(this.sessionKey, nonce("CurveZMQINITIATE", counter),
				Command.join(this.own.publicKey(), random, vouch, ownProperties()));
		this.state = State.READY;
		return Command.of("INITIATE", this.cookie, counter, box);
	}

	@Override
	@Nullable DenialReason closedByPeer() {
		return switch (this.state) {
			case WELCOME -> DenialReason.SERVER_KEY_UNPROVED;
			case READY -> DenialReason.NOT_ALLOWED;
			default -> null;
		};
	}

	@Override
	@Nullable String advice(DenialReason reason) {
		return switch (reason) {
			case SERVER_KEY_UNPROVED ->
				"check that zmq.security.curve." + this.section + ".server-key or server-key-file, which is "
						+ CurveKey.of(this.serverKey).fingerprint() + ", is its public key, and that it is a server";
			case NOT_ALLOWED -> "check that it allows our address and the public key of zmq.security.curve."
					+ this.section + ".secret-key or secret-file, which is "
					+ CurveKey.of(this.own.publicKey()).fingerprint() + ", and that the type of its socket fits";
			default -> super.advice(reason);
		};
	}

	private enum State {

		SEND_HELLO, WELCOME, SEND_INITIATE, READY, DONE

	}

}
