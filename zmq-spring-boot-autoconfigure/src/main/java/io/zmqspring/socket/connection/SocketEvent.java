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

/**
 * What happened to a connection of a socket.
 *
 * @param kind what
 * @param address the endpoint of ours the connection belongs to
 * @param remote the peer's address, where it is known
 * @param usable whether messages could flow over the connection, now or before it ended
 * @since 0.1
 */
public record SocketEvent(Kind kind, String address, @Nullable String remote, boolean usable) {

	/**
	 * The kinds of events.
	 */
	public enum Kind {

		/** A peer's TCP connection was accepted. */
		ACCEPTED,

		/** Our TCP connection reached a peer. */
		CONNECTED,

		/** Both sides have greeted: from now on messages flow. */
		HANDSHAKEN,

		/** A connection has ended. */
		DISCONNECTED,

		/** A connection ended because the peer sent a frame over the size limit. */
		OVERSIZE,

		/** A lost connection will be tried again. */
		RETRIED,

		/** A connection was refused because there are enough. */
		TOO_MANY_CONNECTIONS,

		/**
		 * A connection is ended because its peer subscribes to too much, or too often.
		 */
		TOO_MANY_SUBSCRIPTIONS,

		/** A connection is ended because a message of its peer has too many frames. */
		TOO_MANY_FRAMES,

		/** A connection is ended because large frames on their way fill the memory. */
		NO_MEMORY,

		/** A connection is ended because its peer has not finished the handshake. */
		NO_HANDSHAKE,

		/** A connection is ended because its peer sends what it must not. */
		MALFORMED

	}

}
