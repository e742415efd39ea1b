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

import org.zeromq.ZMQ;

import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * This side has a name and a password.
 */
final class PlainClientMechanism implements SocketMechanism {

	private final String section;

	private final String username;

	private final String password;

	PlainClientMechanism(String section, String username, String password) {
		this.section = section;
		this.username = username;
		this.password = password;
	}

	@Override
	public SecurityMechanism type() {
		return SecurityMechanism.PLAIN;
	}

	@Override
	public void applyTo(ZMQ.Socket socket) {
		socket.setPlainUsername(CurveKey.of(X25519.random(CurveKey.LENGTH)).z85());
		socket.setPlainPassword(CurveKey.of(X25519.random(CurveKey.LENGTH)).z85());
	}

	@Override
	public Handshake create(String socketType, String address, HandshakeListener listener) {
		return new PlainClient(this.section, this.username, this.password, socketType, listener);
	}

}
