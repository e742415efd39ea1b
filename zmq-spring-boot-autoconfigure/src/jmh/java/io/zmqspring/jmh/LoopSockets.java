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

package io.zmqspring.jmh;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.settings.SocketTuning;

/**
 * Creates JeroMQ sockets with the same options as the starter, but without the starter.
 * They are the baseline for comparisons.
 */
public final class LoopSockets {

	/** The default of the starter. */
	public static final int HIGH_WATER_MARK = 1000;

	private LoopSockets() {
	}

	/**
	 * Create a socket that is not connected. A publisher blocks while a subscriber is
	 * slow.
	 * @param context the context
	 * @param type the type of the socket
	 * @return the socket
	 */
	public static ZMQ.Socket create(ZContext context, SocketType type) {
		ZMQ.Socket socket = tuned(context.createSocket(type));
		if (type == SocketType.XPUB) {
			socket.setXpubNoDrop(true);
		}
		return socket;
	}

	/**
	 * Create a publisher that blocks while a subscriber is slow, as with
	 * {@code overflow: block}.
	 * @param context the context
	 * @param address the address to bind
	 * @return the bound socket
	 */
	public static ZMQ.Socket publisher(ZContext context, String address) {
		return bound(create(context, SocketType.XPUB), address);
	}

	/**
	 * Create a subscriber.
	 * @param context the context
	 * @param address the address to connect to
	 * @param topic the topic to subscribe to
	 * @return the socket, which is connecting
	 */
	public static ZMQ.Socket subscriber(ZContext context, String address, String topic) {
		ZMQ.Socket socket = connected(create(context, SocketType.SUB), address);
		socket.subscribe(topic);
		return socket;
	}

	private static ZMQ.Socket tuned(ZMQ.Socket socket) {
		SocketTuning tuning = SocketTuning.DEFAULTS;
		socket.setMaxMsgSize(tuning.maxMessageSize().toBytes());
		socket.setHandshakeIvl((int) tuning.handshakeInterval().toMillis());
		socket.setHeartbeatIvl((int) tuning.heartbeatInterval().toMillis());
		socket.setHeartbeatTimeout((int) tuning.heartbeatTimeout().toMillis());
		socket.setHeartbeatTtl((int) tuning.heartbeatTimeout().toMillis());
		socket.setReconnectIVL((int) tuning.reconnectInterval().toMillis());
		socket.setReconnectIVLMax((int) tuning.reconnectIntervalMax().toMillis());
		socket.setSndHWM(HIGH_WATER_MARK);
		socket.setRcvHWM(HIGH_WATER_MARK);
		socket.setLinger(1000);
		if (tuning.receiveBuffer() != null) {
			socket.setReceiveBufferSize((int) tuning.receiveBuffer().toBytes());
		}
		return socket;
	}

	// A binding socket rejects the size before bind; accepted connections inherit it
	private static void applySendBuffer(ZMQ.Socket socket) {
		if (SocketTuning.DEFAULTS.sendBuffer() != null) {
			socket.setSendBufferSize((int) SocketTuning.DEFAULTS.sendBuffer().toBytes());
		}
	}

	/**
	 * Bind a socket that was created here.
	 * @param socket the socket
	 * @param address the address
	 * @return the same socket
	 */
	public static ZMQ.Socket bound(ZMQ.Socket socket, String address) {
		socket.bind(address);
		applySendBuffer(socket);
		return socket;
	}

	/**
	 * Connect a socket that was created here.
	 * @param socket the socket
	 * @param address the address
	 * @return the same socket
	 */
	public static ZMQ.Socket connected(ZMQ.Socket socket, String address) {
		applySendBuffer(socket);
		socket.connect(address);
		return socket;
	}

}
