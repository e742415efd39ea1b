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
import io.zmqspring.socket.access.Access;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * The server side of the mechanism PLAIN (RFC 24).
 */
final class PlainServer extends Handshake {

	private static final int SHORTEST_HELLO = 8;

	private final PlainUsers users;

	private final Access access;

	private State state = State.HELLO;

	private @Nullable String user;

	PlainServer(PlainUsers users, Access access, String socketType, HandshakeListener listener) {
		super(socketType, listener);
		this.users = users;
		this.access = access;
	}

	@Override
	void process(byte[] command) throws HandshakeException {
		switch (this.state) {
			case HELLO -> {
				this.user = authenticated(command);
				this.state = State.SEND_WELCOME;
			}
			case INITIATE -> {
				Command.expect(command, "INITIATE", 9, Integer.MAX_VALUE);
				checkProperties(Command.rest(command, 9), null);
				this.state = State.SEND_READY;
			}
			default -> throw new HandshakeException(DenialReason.MALFORMED);
		}
	}

	private String authenticated(byte[] hello) throws HandshakeException {
		Command.expect(hello, "HELLO", SHORTEST_HELLO, Integer.MAX_VALUE);
		int nameLength = hello[6] & 0xff;
		int passwordAt = 8 + nameLength;
		if (hello.length < passwordAt || hello.length != passwordAt + (hello[passwordAt - 1] & 0xff)) {
			throw new HandshakeException(DenialReason.MALFORMED);
		}
		String name = new String(hello, 7, nameLength, StandardCharsets.UTF_8);
		byte[] password = Command.rest(hello, passwordAt);
		Access.Verdict verdict = this.access.ofUser(name, password, this.users.isKnown(name, password), remote());
		Arrays.fill(password, (byte) 0);
		Arrays.fill(hello, (byte) 0);
		if (verdict.denial() != null) {
			throw new HandshakeException(verdict.denial());
		}
		return verdict.user();
	}

	@Override
	byte @Nullable [] produce() {
		return switch (this.state) {
			case SEND_WELCOME -> {
				this.state = State.INITIATE;
				yield Command.of("WELCOME");
			}
			case SEND_READY -> {
				this.state = State.DONE;
				complete();
				yield Command.of("READY", ownProperties());
			}
			default -> null;
		};
	}

	@Override
	public @Nullable String userId() {
		return this.user;
	}

	private enum State {

		HELLO, SEND_WELCOME, INITIATE, SEND_READY, DONE

	}

}
