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

package io.zmqspring.socket.connection;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.Denial;
import io.zmqspring.socket.unix.UnixPeer;

/**
 * An event of a connection of a socket. Immutable.
 *
 * @param kind the kind of event
 * @param address the configured address of the socket
 * @param remote the peer's address, or its name such as {@code ipc peer 17}; {@code null}
 * if it is not known
 * @param usable whether the handshake of the connection is complete, or was before it
 * ended
 * @param denial why the handshake did not succeed, {@code null} for other kinds
 * @param user the name of the client whose handshake is complete, {@code null} if it is
 * not known
 * @since 0.1
 */
public record SocketEvent(Kind kind, String address, @Nullable String remote, boolean usable, @Nullable Denial denial,
		@Nullable String user) {

	/**
	 * Create an event of a connection that was not denied.
	 * @param kind the kind of event
	 * @param address the configured address of the socket
	 * @param remote the peer's address
	 * @param usable whether the handshake is complete
	 */
	public SocketEvent(Kind kind, String address, @Nullable String remote, boolean usable) {
		this(kind, address, remote, usable, null, null);
	}

	/**
	 * The peer for a log line.
	 * @return the peer's address, or its name and user such as
	 * {@code ipc peer 17 (uid alice)}; {@code null} if it is not known
	 */
	public @Nullable String peer() {
		UnixPeer peer = UnixPeer.find(this.remote);
		return (peer != null) ? peer.toString() : this.remote;
	}

	/**
	 * The kinds of events.
	 */
	public enum Kind {

		/** The TCP connection of a peer was accepted. */
		ACCEPTED,

		/** A TCP connection to a peer was made. */
		CONNECTED,

		/** The handshake is complete: messages can flow. */
		HANDSHAKEN,

		/**
		 * The peer has proved who it is: the handshake of a socket with security is
		 * complete.
		 */
		AUTHENTICATED,

		/** A connection was lost. */
		DISCONNECTED,

		/** A connection was ended because the peer sent a frame over the size limit. */
		OVERSIZE,

		/** The socket will try to reconnect a lost connection. */
		RETRIED,

		/** A connection was refused because the limit of connections is reached. */
		TOO_MANY_CONNECTIONS,

		/**
		 * A connection is ended because its peer has too many subscriptions, or
		 * subscribes too often.
		 */
		TOO_MANY_SUBSCRIPTIONS,

		/** A connection is ended because a message of its peer has too many frames. */
		TOO_MANY_FRAMES,

		/** A connection is ended because large incomplete frames fill the memory. */
		NO_MEMORY,

		/** A connection is ended because its peer has not completed the handshake. */
		NO_HANDSHAKE,

		/** A connection is ended because its handshake did not succeed. */
		DENIED,

		/** A connection is ended because its peer has broken the protocol. */
		MALFORMED

	}

}
