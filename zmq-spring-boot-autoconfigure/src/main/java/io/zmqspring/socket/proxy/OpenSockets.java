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

package io.zmqspring.socket.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import zmq.SocketBase;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.socket.OpenSocket;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.support.Deadline;

/**
 * The sockets of a forwarding.
 *
 * @param frontend the socket that receives
 * @param backend the socket that sends
 * @param capture the socket that publishes copies, if any
 */
record OpenSockets(OpenSocket frontend, OpenSocket backend, @Nullable OpenSocket capture) {

	/**
	 * Open the sockets, all or none.
	 * @param context the context
	 * @param settings their settings
	 * @param events receives the events of their connections
	 * @return the sockets, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	static OpenSockets open(ZmqContext context, ForwardingSettings settings, SocketEventListener events) {
		boolean subscribes = settings.type() == ProxyType.PUB_SUB;
		List<OpenSocket> opened = new ArrayList<>();
		try {
			opened.add(open(context, subscribes ? SocketType.XPUB : SocketType.PUSH, settings.backend(), events));
			if (settings.capture() != null) {
				opened.add(open(context, SocketType.XPUB, settings.capture(), events));
			}
			// Last: its peers begin to send at once
			OpenSocket receiving = open(context, subscribes ? SocketType.XSUB : SocketType.PULL, settings.frontend(),
					events);
			return new OpenSockets(receiving, opened.get(0), (opened.size() > 1) ? opened.get(1) : null);
		}
		catch (RuntimeException | Error ex) {
			opened.forEach(OpenSocket::close);
			throw ex;
		}
	}

	private static OpenSocket open(ZmqContext context, SocketType type, SocketSettings settings,
			SocketEventListener events) {
		return OpenSocket.open(context, type, settings, events, (socket) -> {
			// JeroMQ inverts the meaning of the option: false does not queue for peers
			// that
			// are not connected, so that back-pressure begins at once
			if (type == SocketType.PUSH) {
				socket.setImmediate(false);
			}
		});
	}

	Stream<OpenSocket> all() {
		return Stream.of(this.frontend, this.backend, this.capture).filter(Objects::nonNull);
	}

	List<SocketBase> bases() {
		return all().map(OpenSocket::base).toList();
	}

	/**
	 * Whether an exception that was thrown while a socket was used may have left the
	 * engine inconsistent.
	 * @param cause the exception
	 * @return {@code true} if the engine and all its sockets will be replaced
	 */
	boolean haveFailed(Throwable cause) {
		return this.backend.hasFailed(cause);
	}

	boolean haveFailed() {
		return this.backend.hasFailed();
	}

	/**
	 * Close all sockets: first the one that receives.
	 * @param deadline until when to wait that the peers have received all messages
	 * @return the number of messages that were accepted and not sent, once per peer
	 */
	long close(Deadline deadline) {
		try {
			this.frontend.close();
		}
		finally {
			all().skip(1).forEach((socket) -> socket.stopSending(deadline.left()));
		}
		all().skip(1).forEach((socket) -> socket.stopSending(Duration.ZERO).await(this::processCommands));
		return all().skip(1).mapToLong(OpenSocket::close).sum();
	}

	private void processCommands() {
		all().skip(1).forEach((socket) -> socket.base().poll(0, 0, null));
	}

}
