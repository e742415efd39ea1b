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

package io.zmqspring.socket.engine.unix;

import org.jspecify.annotations.Nullable;
import zmq.io.net.Address;
import zmq.io.net.NetProtocol;

/**
 * The address of a session that connects to a Unix domain socket. Without a connection it
 * has no protocol, so that JeroMQ starts no connecter of its own; JeroMQ needs one when
 * the connection is lost. For one I/O thread.
 */
final class UnixAddress extends Address {

	private final String endpoint;

	private boolean connected;

	UnixAddress(String endpoint) {
		super(NetProtocol.ipc, endpoint);
		this.endpoint = endpoint;
	}

	void setConnected(boolean connected) {
		this.connected = connected;
	}

	@Override
	public @Nullable NetProtocol protocol() {
		return this.connected ? super.protocol() : null;
	}

	@Override
	public String toString() {
		return this.endpoint;
	}

}
