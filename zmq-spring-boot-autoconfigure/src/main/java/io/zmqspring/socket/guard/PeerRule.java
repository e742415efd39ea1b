package io.zmqspring.socket.guard;

import org.zeromq.SocketType;

/**
 * What the peers of a socket may send it.
 */
public enum PeerRule {

	/** Messages, to a socket that receives. */
	MESSAGES,

	/** Subscriptions, to a socket that publishes. */
	SUBSCRIPTIONS,

	/** Nothing, to a socket that only sends. */
	NOTHING;

	// A topic has 255 bytes at most. JeroMQ descends into it one call per byte, in
	// whichever thread publishes, and its stack ends at some ten thousand
	private static final int LARGEST_SUBSCRIPTION = 1024;

	public static PeerRule of(SocketType type) {
		return switch (type) {
			case XPUB -> SUBSCRIPTIONS;
			case PUSH -> NOTHING;
			default -> MESSAGES;
		};
	}

	/**
	 * The largest frame of a peer, those of the handshake included.
	 * @param maxMessageSize the largest message
	 * @return bytes
	 */
	public long largestFrame(long maxMessageSize) {
		return (this == MESSAGES) ? maxMessageSize : LARGEST_SUBSCRIPTION;
	}

}
