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

package io.zmqspring.scenario.proxy;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.proxy.ProxyType;

/**
 * {@code ZMQ.proxy} between two sockets of JeroMQ, in a thread of its own.
 */
final class ProxyByHand implements AutoCloseable {

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket frontend;

	private final ZMQ.Socket backend;

	private final String frontendAddress;

	private final String backendAddress;

	ProxyByHand(ProxyType type) {
		boolean subscribes = type == ProxyType.PUB_SUB;
		this.frontend = bind(subscribes ? SocketType.XSUB : SocketType.PULL);
		this.backend = bind(subscribes ? SocketType.XPUB : SocketType.PUSH);
		this.frontendAddress = this.frontend.getLastEndpoint();
		this.backendAddress = this.backend.getLastEndpoint();
		new Thread(this::forward, "proxy-by-hand").start();
	}

	private ZMQ.Socket bind(SocketType type) {
		ZMQ.Socket socket = this.context.socket(type);
		socket.setHandshakeIvl(300);
		socket.setLinger(0);
		socket.bind("tcp://127.0.0.1:*");
		return socket;
	}

	// Returns when the context ends
	private void forward() {
		try {
			ZMQ.proxy(this.frontend, this.backend, null);
		}
		finally {
			this.frontend.close();
			this.backend.close();
		}
	}

	String frontendAddress() {
		return this.frontendAddress;
	}

	String backendAddress() {
		return this.backendAddress;
	}

	@Override
	public void close() {
		this.context.term();
	}

}
