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

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * The mechanism NULL: both sides send READY.
 */
final class NullHandshake extends Handshake {

	private boolean sent;

	private boolean received;

	NullHandshake(String socketType, HandshakeListener listener) {
		super(socketType, listener);
	}

	@Override
	void process(byte[] command) throws HandshakeException {
		if (Command.is(command, "ERROR")) {
			throw new HandshakeException(DenialReason.REFUSED);
		}
		Command.expect(command, "READY", 6, Integer.MAX_VALUE);
		if (this.received) {
			throw new HandshakeException(DenialReason.MALFORMED);
		}
		checkProperties(Command.rest(command, 6), null);
		this.received = true;
		completeIfBoth();
	}

	@Override
	byte @Nullable [] produce() {
		if (this.sent) {
			return null;
		}
		this.sent = true;
		byte[] command = Command.of("READY", ownProperties());
		completeIfBoth();
		return command;
	}

	private void completeIfBoth() {
		if (this.sent && this.received) {
			complete();
		}
	}

}
