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

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.engine.MechanismExchange;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * The handshake of one connection. Whatever goes wrong ends it: no message passes before
 * it is complete.
 */
abstract class Handshake implements MechanismExchange.PeerMechanism {

	private final String socketType;

	private final HandshakeListener listener;

	private boolean ready;

	private volatile boolean failed;

	/**
	 * Create a handshake.
	 * @param socketType the type of the own socket, such as {@code SUB}
	 * @param listener receives its end
	 */
	Handshake(String socketType, HandshakeListener listener) {
		this.socketType = socketType;
		this.listener = listener;
	}

	@Override
	public final boolean receive(byte[] command) {
		if (this.ready || this.failed || this.listener.hasEnded()) {
			return false;
		}
		try {
			process(command);
			return !this.failed;
		}
		catch (HandshakeException ex) {
			fail(ex.denial());
		}
		catch (GeneralSecurityException ex) {
			// A public key of low order
			fail(DenialReason.FORGED);
		}
		catch (RuntimeException | Error ex) {
			fail(DenialReason.FAILURE);
		}
		return false;
	}

	/**
	 * Process a command of the peer.
	 * @param command the command
	 * @throws HandshakeException to end the handshake
	 * @throws GeneralSecurityException to end the handshake
	 */
	abstract void process(byte[] command) throws HandshakeException, GeneralSecurityException;

	@Override
	public final byte @Nullable [] next() {
		if (this.ready || this.failed || this.listener.hasEnded()) {
			return null;
		}
		try {
			return produce();
		}
		catch (GeneralSecurityException | RuntimeException | Error ex) {
			fail(DenialReason.FAILURE);
			return null;
		}
	}

	/**
	 * Produce the next command.
	 * @return the command, {@code null} if it is the peer's turn
	 * @throws GeneralSecurityException to end the handshake
	 */
	abstract byte @Nullable [] produce() throws GeneralSecurityException;

	/**
	 * Why the peer has closed the connection in the present state.
	 * @return the reason, {@code null} if it is none of the handshake
	 */
	@Nullable DenialReason closedByPeer() {
		return null;
	}

	/**
	 * What to check if the handshake fails.
	 * @param reason the reason
	 * @return a clause without a full stop, {@code null} if the reason says it all
	 */
	@Nullable String advice(DenialReason reason) {
		return (reason == DenialReason.REFUSED) ? "its authenticator denies our address, or has failed; look at its log"
				: null;
	}

	// The other side takes the part of this one
	static void refuseClient(byte[] command) throws HandshakeException {
		if (Command.is(command, "HELLO")) {
			throw new HandshakeException(new Denial(DenialReason.MALFORMED, null,
					"it is a client, too: one of the two sides needs security-role: server"));
		}
	}

	final void complete() {
		this.ready = true;
		this.listener.onReady(userId());
	}

	final void fail(DenialReason reason) {
		fail(new Denial(reason, null));
	}

	final void fail(Denial denial) {
		if (!this.failed) {
			this.failed = true;
			this.listener.onDenied((denial.advice() != null) ? denial
					: new Denial(denial.reason(), denial.fingerprint(), advice(denial.reason())));
		}
	}

	final @Nullable String remote() {
		return this.listener.remote();
	}

	final byte[] ownProperties() {
		return ZmtpProperties.of(this.socketType);
	}

	final void checkProperties(byte[] properties, @Nullable String fingerprint) throws HandshakeException {
		ZmtpProperties.check(properties, this.socketType, fingerprint);
	}

	@Override
	public final boolean isReady() {
		return this.ready && !this.failed;
	}

	@Override
	public final boolean hasFailed() {
		return this.failed;
	}

	@Override
	public void close() {
		DenialReason reason = (this.ready || this.failed) ? null : closedByPeer();
		if (reason != null) {
			fail(reason);
		}
	}

}
