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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * The client side of the mechanism PLAIN (RFC 24).
 */
final class PlainClient extends Handshake {

	private static final byte[] LIBZMQ_ERROR = Command.ascii("^RROR");

	private final String section;

	private final byte[] username;

	private final byte[] password;

	private State state = State.SEND_HELLO;

	PlainClient(String section, String username, String password, String socketType, HandshakeListener listener) {
		super(socketType, listener);
		this.section = section;
		this.username = username.getBytes(StandardCharsets.UTF_8);
		this.password = password.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	void process(byte[] command) throws HandshakeException {
		if (isError(command) && (this.state == State.WELCOME || this.state == State.READY)) {
			throw new HandshakeException(
					Command.isFailure(command) ? DenialReason.REFUSED : DenialReason.CREDENTIALS_REFUSED);
		}
		refuseClient(command);
		switch (this.state) {
			case WELCOME -> {
				Command.expect(command, "WELCOME", 8, 8);
				this.state = State.SEND_INITIATE;
			}
			case READY -> {
				Command.expect(command, "READY", 6, Integer.MAX_VALUE);
				checkProperties(Command.rest(command, 6), null);
				this.state = State.DONE;
				complete();
			}
			default -> throw new HandshakeException(DenialReason.MALFORMED);
		}
	}

	// libzmq 4.3.4 writes the length and the E as one character, 0x5e
	private static boolean isError(byte[] command) {
		return Command.is(command, "ERROR") || Arrays.equals(command, 0, Math.min(command.length, LIBZMQ_ERROR.length),
				LIBZMQ_ERROR, 0, LIBZMQ_ERROR.length);
	}

	@Override
	byte @Nullable [] produce() {
		return switch (this.state) {
			case SEND_HELLO -> {
				this.state = State.WELCOME;
				yield Command.of("HELLO", new byte[] { (byte) this.username.length }, this.username,
						new byte[] { (byte) this.password.length }, this.password);
			}
			case SEND_INITIATE -> {
				this.state = State.READY;
				yield Command.of("INITIATE", ownProperties());
			}
			default -> null;
		};
	}

	@Override
	@Nullable DenialReason closedByPeer() {
		return switch (this.state) {
			case WELCOME -> DenialReason.CREDENTIALS_REFUSED;
			case READY -> DenialReason.WRONG_SOCKET_TYPE;
			default -> null;
		};
	}

	@Override
	@Nullable String advice(DenialReason reason) {
		return (reason == DenialReason.CREDENTIALS_REFUSED)
				? "check that it allows our address and the username and password of zmq.security.plain." + this.section
						+ ", and that it is a server"
				: super.advice(reason);
	}

	private enum State {

		SEND_HELLO, WELCOME, SEND_INITIATE, READY, DONE

	}

}
