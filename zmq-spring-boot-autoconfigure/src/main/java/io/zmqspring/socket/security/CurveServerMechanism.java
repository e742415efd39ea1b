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

import java.util.function.Supplier;

import org.zeromq.ZMQ;

import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.access.Access;
import io.zmqspring.socket.crypto.CurveLibrary;
import io.zmqspring.socket.guard.HandshakeListener;
import io.zmqspring.socket.keys.ServerKeys;

/**
 * Clients have keys.
 *
 * @param keys returns the present keys of this side and of the clients
 * @param live the clients that are connected
 * @param errorOnDenial whether a client that is not let in gets an ERROR
 * @param library seals and opens boxes
 * @param access decides which clients may connect
 */
record CurveServerMechanism(Supplier<ServerKeys> keys, LiveClients live, boolean errorOnDenial, CurveLibrary library,
		Access access) implements SocketMechanism {

	@Override
	public SecurityMechanism type() {
		return SecurityMechanism.CURVE;
	}

	@Override
	public SocketMechanism of(Access ofSocket) {
		return new CurveServerMechanism(this.keys, this.live, this.errorOnDenial, this.library, ofSocket);
	}

	@Override
	public void applyTo(ZMQ.Socket socket) {
		socket.setCurveServer(true);
		CurveClientMechanism.useRandomKeys(socket);
	}

	@Override
	public Handshake create(String socketType, String address, HandshakeListener listener) {
		return new CurveServer(this, socketType, listener);
	}

}
