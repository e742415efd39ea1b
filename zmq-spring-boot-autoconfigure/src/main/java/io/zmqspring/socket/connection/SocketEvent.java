package io.zmqspring.socket.connection;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a connection of a socket.
 *
 * @param kind what
 * @param address the endpoint of ours the connection belongs to
 * @param remote the peer's address, where it is known
 * @param usable whether messages could flow over the connection, now or before it ended
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
