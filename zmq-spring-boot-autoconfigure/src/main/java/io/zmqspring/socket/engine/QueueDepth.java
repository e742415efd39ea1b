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

package io.zmqspring.socket.engine;

import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.io.SessionBase;
import zmq.pipe.Pipe;
import zmq.util.MultiMap;

/**
 * How many messages wait in the queues between a socket and its peers. It is computed
 * from the numbers of messages that both ends of a queue keep for themselves, so it costs
 * nothing until it is read. They are read without the lock of the socket, which senders
 * need and may hold while they wait, so they may be a moment old. Safe for any thread.
 *
 * @since 0.1
 */
public final class QueueDepth {

	private static final JeroMqInternals.@Nullable Unsent MEMBERS = JeroMqInternals.Unsent.FOUND;

	private static final int ATTEMPTS = 3;

	private QueueDepth() {
	}

	/**
	 * The messages that a socket has accepted and its I/O threads have not taken.
	 * @param socket the socket
	 * @return the number of messages, once per peer; {@code null} if it cannot be told
	 */
	public static @Nullable Long outgoing(SocketBase socket) {
		return (MEMBERS != null) ? sum(MEMBERS, socket, (pipe) -> waiting(MEMBERS, pipe, peer(MEMBERS, pipe))) : null;
	}

	/**
	 * The messages that I/O threads have read for a socket and it has not received.
	 * @param socket the socket
	 * @return the number of messages; {@code null} if it cannot be told
	 */
	public static @Nullable Long incoming(SocketBase socket) {
		return (MEMBERS != null) ? sum(MEMBERS, socket, (pipe) -> waiting(MEMBERS, peer(MEMBERS, pipe), pipe)) : null;
	}

	/**
	 * The queues between a socket and the peer of one of the addresses that it connects
	 * to. Only for the owner of the socket.
	 * @param socket the socket
	 * @param address the address, as the socket was given it
	 * @return the queues; {@code null} if there are none, or they cannot be told
	 */
	public static @Nullable Peer of(SocketBase socket, String address) {
		if (MEMBERS == null) {
			return null;
		}
		for (Map.Entry<?, ?> entry : ((MultiMap<?, ?>) MEMBERS.endpoints().get(socket)).entries()) {
			if (entry.getValue().equals(address)
					&& MEMBERS.endpoint().get(entry.getKey()) instanceof SessionBase session) {
				Pipe theirs = (Pipe) MEMBERS.pipe().getVolatile(session);
				Pipe ours = (theirs != null) ? peer(MEMBERS, theirs) : null;
				return new Peer(MEMBERS.connection().getVolatile(session) != null, waiting(MEMBERS, theirs, ours),
						waiting(MEMBERS, ours, theirs));
			}
		}
		return null;
	}

	// Only the owner changes the set of queues. If it does so at this moment, the copy
	// may fail, and is made again
	@SuppressWarnings("unchecked")
	private static @Nullable Long sum(JeroMqInternals.Unsent members, SocketBase socket, ToLongFunction<Pipe> waiting) {
		for (int i = 0; i < ATTEMPTS; i++) {
			try {
				long total = 0;
				for (Object pipe : ((Set<Pipe>) members.pipes().get(socket)).toArray()) {
					total += (pipe != null) ? waiting.applyAsLong((Pipe) pipe) : 0;
				}
				return total;
			}
			catch (RuntimeException ex) {
				Thread.onSpinWait();
			}
		}
		return null;
	}

	private static @Nullable Pipe peer(JeroMqInternals.Unsent members, Pipe pipe) {
		return (Pipe) members.peer().getOpaque(pipe);
	}

	private static long waiting(JeroMqInternals.Unsent members, @Nullable Pipe writer, @Nullable Pipe reader) {
		if (writer == null || reader == null) {
			return 0;
		}
		long read = (long) members.read().getOpaque(reader);
		return Math.max(0, (long) members.written().getOpaque(writer) - read);
	}

	/**
	 * The queues between a socket and one peer.
	 *
	 * @param connected whether there is a connection
	 * @param unread how many messages have arrived and were not received
	 * @param unsent how many messages wait to be sent
	 */
	public record Peer(boolean connected, long unread, long unsent) {

	}

}
