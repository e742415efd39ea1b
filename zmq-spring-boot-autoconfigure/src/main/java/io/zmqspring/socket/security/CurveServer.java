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
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.CurveKey;
import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.access.Access;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * The server side of CURVE.
 */
final class CurveServer extends CurveHandshake {

	private static final int SHORTEST_INITIATE = 257;

	private static final byte[] DENIED = Command.of("ERROR", Command.ascii("\003400"));

	private final CurveServerMechanism mechanism;

	private State state = State.HELLO;

	private byte[] clientShortTerm = {};

	private byte[] cookie = {};

	private @Nullable CurveKeyPair own;

	private @Nullable CurveKey client;

	private @Nullable String listed;

	private @Nullable String user;

	private @Nullable Denial denial;

	CurveServer(CurveServerMechanism mechanism, String socketType, HandshakeListener listener) {
		super(mechanism.library(), socketType, listener);
		this.mechanism = mechanism;
	}

	@Override
	void process(byte[] command) throws HandshakeException, GeneralSecurityException {
		switch (this.state) {
			case HELLO -> hello(command);
			case INITIATE -> initiate(command);
			default -> throw new HandshakeException(DenialReason.MALFORMED);
		}
	}

	private void hello(byte[] command) throws HandshakeException, GeneralSecurityException {
		Command.expect(command, "HELLO", HELLO_LENGTH, HELLO_LENGTH);
		if (command[6] != 1 || command[7] != 0) {
			throw new HandshakeException(DenialReason.MALFORMED);
		}
		this.clientShortTerm = Command.part(command, 80, CurveKey.LENGTH);
		byte[] counter = Command.part(command, 112, SHORT_NONCE);
		accept(counter);
		byte[] box = Command.part(command, 120, 80);
		for (CurveKeyPair candidate : this.mechanism.keys().get().accepted()) {
			byte[] key = candidate.sharedKey(this.clientShortTerm);
			Optional<byte[]> zeros = this.library.open(key, nonce("CurveZMQHELLO---", counter), box);
			if (zeros.isPresent()) {
				if (!MessageDigest.isEqual(zeros.get(), new byte[64])) {
					throw new HandshakeException(DenialReason.MALFORMED);
				}
				this.own = candidate;
				this.helloKey = key;
				this.state = State.SEND_WELCOME;
				return;
			}
			Arrays.fill(key, (byte) 0);
		}
		throw new HandshakeException(DenialReason.WRONG_SERVER_KEY);
	}

	private void initiate(byte[] command) throws HandshakeException, GeneralSecurityException {
		Command.expect(command, "INITIATE", SHORTEST_INITIATE, LONGEST_COMMAND);
		if (!MessageDigest.isEqual(Command.part(command, 9, COOKIE_LENGTH), this.cookie)) {
			throw new HandshakeException(DenialReason.FORGED);
		}
		byte[] counter = Command.part(command, 105, SHORT_NONCE);
		accept(counter);
		byte[] content = open(this.sessionKey, nonce("CurveZMQINITIATE", counter), Command.rest(command, 113),
				DenialReason.FORGED);
		CurveKey proven = provenKey(content);
		String name = nameOf(proven);
		Access.Verdict verdict = this.mechanism.access().ofKey(proven, name, remote());
		if (verdict.denial() != null) {
			deny(new Denial(verdict.denial(), proven.fingerprint()));
			return;
		}
		checkProperties(Command.rest(content, 128), proven.fingerprint());
		this.client = proven;
		this.listed = name;
		this.user = verdict.user();
		this.state = State.SEND_READY;
	}

	private @Nullable String nameOf(CurveKey key) {
		return this.mechanism.keys().get().clients().name(key);
	}

	// The vouch proves that the owner of the client's key has chosen its short-term key
	private CurveKey provenKey(byte[] content) throws HandshakeException, GeneralSecurityException {
		byte[] key = Command.part(content, 0, CurveKey.LENGTH);
		CurveKeyPair chosen = this.own;
		if (chosen == null) {
			throw new HandshakeException(DenialReason.FAILURE);
		}
		byte[] vouchKey = shortTerm().sharedKey(key);
		byte[] vouch = open(vouchKey, nonce("VOUCH---", Command.part(content, 32, LONG_NONCE)),
				Command.part(content, 48, 80), DenialReason.FORGED);
		Arrays.fill(vouchKey, (byte) 0);
		if (!MessageDigest.isEqual(vouch, Command.join(this.clientShortTerm, chosen.publicKey()))) {
			throw new HandshakeException(DenialReason.FORGED);
		}
		return CurveKey.of(key);
	}

	private void deny(Denial reason) {
		if (this.mechanism.errorOnDenial()) {
			this.denial = reason;
			this.state = State.SEND_ERROR;
		}
		else {
			fail(reason);
		}
	}

	@Override
	byte @Nullable [] produce() throws GeneralSecurityException {
		return switch (this.state) {
			case SEND_WELCOME -> welcome();
			case SEND_READY -> ready();
			case SEND_ERROR -> {
				Denial reason = this.denial;
				fail((reason != null) ? reason : new Denial(DenialReason.FAILURE, null));
				yield DENIED;
			}
			default -> null;
		};
	}

	private byte[] welcome() throws GeneralSecurityException {
		CurveKeyPair ours = createShortTerm();
		this.sessionKey = ours.sharedKey(this.clientShortTerm);
		this.cookie = X25519.random(COOKIE_LENGTH);
		byte[] random = X25519.random(LONG_NONCE);
		byte[] box = this.library.seal(this.helloKey, nonce("WELCOME-", random),
				Command.join(ours.publicKey(), this.cookie));
		this.state = State.INITIATE;
		return Command.of("WELCOME", random, box);
	}

	private byte @Nullable [] ready() {
		this.mechanism.live().add(this);
		// The keys may have been replaced since INITIATE
		if (endIfRevoked()) {
			return null;
		}
		byte[] counter = nextNonce();
		byte[] box = this.library.seal(this.sessionKey, nonce("CurveZMQREADY---", counter), ownProperties());
		begin(true);
		this.state = State.DONE;
		complete();
		return Command.of("READY", counter, box);
	}

	/**
	 * End the connection if the lists of clients do not say the same about its client any
	 * more. An authorizer is asked when it connects again. Any thread.
	 * @return whether it is ended
	 */
	boolean endIfRevoked() {
		CurveKey key = this.client;
		boolean revoked = key != null && !Objects.equals(nameOf(key), this.listed);
		if (key != null && revoked) {
			fail(new Denial(DenialReason.REVOKED, key.fingerprint()));
		}
		return revoked;
	}

	@Override
	public @Nullable String userId() {
		return this.user;
	}

	@Override
	public void close() {
		super.close();
		this.mechanism.live().remove(this);
	}

	private enum State {

		HELLO, SEND_WELCOME, INITIATE, SEND_READY, SEND_ERROR, DONE

	}

}
