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

import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.access.Access;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * Clients have names and passwords.
 *
 * @param users the users
 * @param access decides which clients may connect
 */
record PlainServerMechanism(PlainUsers users, Access access) implements SocketMechanism {

	@Override
	public SecurityMechanism type() {
		return SecurityMechanism.PLAIN;
	}

	@Override
	public SocketMechanism of(Access ofSocket) {
		return new PlainServerMechanism(this.users, ofSocket);
	}

	@Override
	public void applyTo(ZMQ.Socket socket) {
		socket.setPlainServer(true);
	}

	@Override
	public Handshake create(String socketType, String address, HandshakeListener listener) {
		return new PlainServer(this.users, this.access, socketType, listener);
	}

}
