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

import java.net.UnixDomainSocketAddress;

import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.SocketBase;
import zmq.io.IEngine;
import zmq.io.IOThread;
import zmq.io.SessionBase;

/**
 * The session of a connection to a Unix domain socket. It lives in an I/O thread and
 * connects again whenever the connection is lost.
 */
final class UnixSession extends SessionBase {

	private final UnixDomainSocketAddress path;

	private final UnixAddress address;

	private volatile @Nullable String failure;

	private UnixSession(IOThread thread, SocketBase socket, Options options, UnixAddress address,
			UnixDomainSocketAddress path) {
		super(thread, true, socket, options, address);
		this.address = address;
		this.path = path;
	}

	/**
	 * Create a session, which connects when it is started.
	 * @param thread its I/O thread
	 * @param socket the socket
	 * @param options the options of the socket
	 * @param endpoint the endpoint, as in events
	 * @return the session
	 */
	static UnixSession to(IOThread thread, SocketBase socket, Options options, String endpoint) {
		return new UnixSession(thread, socket, options, new UnixAddress(endpoint),
				UnixDomainSocketAddress.of(endpoint.substring(UnixTransport.SCHEME.length())));
	}

	/**
	 * Note the outcome of an attempt to connect.
	 * @param problem what kept a program at the path from being reached, {@code null} if
	 * nothing did
	 */
	void setFailure(@Nullable String problem) {
		this.failure = problem;
	}

	@Nullable String failure() {
		return this.failure;
	}

	@Override
	protected void processPlug() {
		super.processPlug();
		connect(false);
	}

	@Override
	protected void processAttach(IEngine engine) {
		this.address.setConnected(true);
		super.processAttach(engine);
	}

	// JeroMQ calls this when it reconnects, before it would start a connecter
	@Override
	protected void reset() {
		super.reset();
		this.address.setConnected(false);
		if (this.options.reconnectIvl != -1) {
			connect(true);
		}
	}

	private void connect(boolean later) {
		launchChild(new UnixConnecter(chooseIoThread(this.options.affinity), this, this.options,
				this.address.toString(), this.path, later));
	}

}
