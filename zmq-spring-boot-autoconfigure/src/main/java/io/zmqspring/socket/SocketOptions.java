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

package io.zmqspring.socket;

import java.time.Duration;

import org.springframework.util.unit.DataSize;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.engine.Engine;

/**
 * Creates a JeroMQ socket and sets its options, before it binds or connects.
 */
final class SocketOptions {

	// If the queue is full, the kernel of a peer tries again only after seconds
	private static final int BACKLOG = 1024;

	// After that the engine ends a connection that the peer guard has missed
	private static final Duration GRACE = Duration.ofSeconds(1);

	private static final int MAX_HEARTBEAT_TTL_MILLIS = 655_000;

	private static final String NO_ZAP_HANDLER = "zmtp-3-only";

	private SocketOptions() {
	}

	/**
	 * Create a socket.
	 * @param engine the engine
	 * @param type the type of the socket
	 * @return the socket, without options
	 * @throws SocketOpenException if there are too many sockets
	 */
	static ZMQ.Socket create(Engine engine, SocketType type) {
		try {
			return engine.socket(type);
		}
		catch (ZMQException ex) {
			throw new SocketOpenException("ZeroMQ cannot create another socket: " + ex.getMessage(),
					"Raise zmq.context.max-sockets, or the process's limit of open files", ex);
		}
	}

	/**
	 * Set the options of a socket.
	 * @param settings its settings
	 * @param handshakeTimeout the longest handshake, which is limited by the peer guard
	 * @param socket the socket
	 */
	static void apply(SocketSettings settings, Duration handshakeTimeout, ZMQ.Socket socket) {
		SocketTuning tuning = settings.tuning();
		// No ZAP handler answers for this domain. It only refuses peers that speak ZMTP 1
		// or 2, whose frames the peer guard could not tell apart
		socket.setZapDomain(NO_ZAP_HANDLER);
		socket.setHandshakeIvl(Math.toIntExact(longestGreeting(settings, handshakeTimeout).toMillis()));
		if (!tuning.heartbeatInterval().isZero()) {
			int timeout = (int) tuning.heartbeatTimeout().toMillis();
			socket.setHeartbeatIvl((int) tuning.heartbeatInterval().toMillis());
			socket.setHeartbeatTimeout(timeout);
			socket.setHeartbeatTtl(Math.min(timeout, MAX_HEARTBEAT_TTL_MILLIS));
		}
		socket.setReconnectIVL((int) tuning.reconnectInterval().toMillis());
		socket.setReconnectIVLMax((int) tuning.reconnectIntervalMax().toMillis());
		if (tuning.receiveBuffer() != null) {
			socket.setReceiveBufferSize((int) tuning.receiveBuffer().toBytes());
		}
		socket.setTCPKeepAlive(tuning.tcpKeepAlive() ? 1 : 0);
		// A socket that connects gets IP addresses of either kind
		socket.setIPv6(tuning.ipv6() || !settings.bind());
		// A SUB or XSUB sends its subscriptions only. When a connection is made again,
		// JeroMQ
		// would
		// discard those beyond the high-water mark (as libzmq does: libzmq issue 2258)
		SocketType type = socket.getSocketType();
		socket.setSndHWM((type == SocketType.SUB || type == SocketType.XSUB) ? 0 : settings.highWaterMark());
		socket.setRcvHWM(settings.highWaterMark());
		socket.setBacklog(BACKLOG);
		socket.setLinger((int) settings.linger().toMillis());
	}

	// A handshake with keys costs the I/O thread of a server milliseconds. If many
	// clients
	// gave up early and came back, it would never be done with them
	private static Duration longestGreeting(SocketSettings settings, Duration handshakeTimeout) {
		return (settings.security() != null) ? handshakeTimeout.plus(GRACE) : settings.tuning().handshakeInterval();
	}

	/**
	 * Set the send buffer: before connecting, but after binding. JeroMQ would also set it
	 * on the listening channel, which refuses it; connections accepted afterwards have
	 * it.
	 * @param settings the settings
	 * @param socket the socket
	 */
	static void applySendBuffer(SocketSettings settings, ZMQ.Socket socket) {
		DataSize buffer = settings.tuning().sendBuffer();
		if (buffer != null) {
			socket.setSendBufferSize((int) buffer.toBytes());
		}
	}

}
