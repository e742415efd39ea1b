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

import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.support.Interrupts;

/**
 * A socket that receives and answers on one thread: ROUTER for the side that is asked,
 * DEALER for the side that asks (RFC 28). Sending never waits: what a peer has no room
 * for is discarded, and the side that asks has to ask again.
 *
 * @since 0.1
 */
public final class RequestSocket {

	private final SocketBase base;

	private final OpenSocket open;

	private final ReceivingSocket receiving;

	private RequestSocket(OpenSocket open, String name, FrameSink sink) {
		this.open = open;
		this.base = open.base();
		this.receiving = new ReceivingSocket(open, name, sink, 0);
	}

	/**
	 * Open a socket that is asked (ROUTER). The first frame of each message that it
	 * receives identifies the peer, for {@link #answer}; peers cannot choose it.
	 * @param context the context
	 * @param settings the settings; the high-water mark is the most requests and the most
	 * answers that wait for each peer
	 * @param name the name of the thread, without prefix
	 * @param sink processes the requests
	 * @param events receives the events of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static RequestSocket answering(ZmqContext context, SocketSettings settings, String name, FrameSink sink,
			SocketEventListener events) {
		return new RequestSocket(OpenSocket.open(context, SocketType.ROUTER, settings, events,
				(socket) -> socket.setRouterMandatory(true)), name, sink);
	}

	/**
	 * Open a socket that asks (DEALER). With more than one address, each request goes to
	 * another peer.
	 * @param context the context
	 * @param settings the settings
	 * @param name the name of the thread, without prefix
	 * @param sink processes the answers
	 * @param events receives the events of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static RequestSocket asking(ZmqContext context, SocketSettings settings, String name, FrameSink sink,
			SocketEventListener events) {
		// JeroMQ inverts the meaning of the option: false does not queue for a peer that
		// is not connected
		return new RequestSocket(
				OpenSocket.open(context, SocketType.DEALER, settings, events, (socket) -> socket.setImmediate(false)),
				name, sink);
	}

	/**
	 * The thread that receives, and everything else that receiving sockets have.
	 * @return the receiving side of this socket, to be started and closed by the caller
	 */
	public ReceivingSocket receiving() {
		return this.receiving;
	}

	/**
	 * Answer a peer. Only for the receiving thread.
	 * @param peer the first frame of the request
	 * @param answer the answer, not to be changed afterwards; discarded if the peer is
	 * gone, or does not read its answers
	 * @return whether it was accepted; the peer receives it, unless its connection ends
	 */
	public boolean answer(byte[] peer, byte[] answer) {
		// JeroMQ accepts the rest of a message whose first frame it has accepted
		return send(peer, ZMQ.SNDMORE) && send(answer, 0);
	}

	/**
	 * End a connection, as if the peer had ended it. What waits for the peer is
	 * discarded.
	 * @param connection the {@linkplain Frames#connectionName() name} of the connection
	 */
	public void end(String connection) {
		this.open.end(connection);
	}

	/**
	 * Ask. Only for the receiving thread.
	 * @param request the request, not to be changed afterwards
	 * @return whether a peer is connected and has room for it
	 */
	public boolean ask(byte[] request) {
		return send(request, 0);
	}

	private boolean send(byte[] frame, int flags) {
		try {
			return Interrupts.defer(() -> sendNow(frame, flags | ZMQ.DONTWAIT));
		}
		catch (VirtualMachineError ex) {
			// The engine may have lost a part of the message
			this.open.hasFailed(ex);
			throw ex;
		}
	}

	private boolean sendNow(byte[] frame, int flags) {
		while (!this.base.send(new Msg(frame), flags)) {
			int errno = this.base.errno();
			// The receiver notices the end of the engine
			if (errno == ZError.EAGAIN || errno == ZError.EHOSTUNREACH || errno == ZError.ETERM) {
				return false;
			}
			if (errno != ZError.EINTR) {
				throw new IllegalStateException("ZeroMQ has refused the message", new ZMQException(errno));
			}
		}
		return true;
	}

}
