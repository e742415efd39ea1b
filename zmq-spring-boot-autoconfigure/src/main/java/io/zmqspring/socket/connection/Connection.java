package io.zmqspring.socket.connection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A connection of a socket, as far as the engine tells. A socket that binds has one for
 * each peer, and keeps the last hundred that have ended; one that connects has one for
 * each address it connects to, which lives on while it is lost and retried. Immutable.
 *
 * @param address the endpoint of ours
 * @param remote the peer's address; {@code null} while it is not known
 * @param connected whether TCP is connected
 * @param handshakeDone whether both sides have greeted, so that messages flow
 * @param since when TCP connected, or the connection ended; {@code null} if it never was
 * @param disconnects how often it was lost
 * @param reconnectAttempts how often it was tried again
 */
public record Connection(String address, @Nullable String remote, boolean connected, boolean handshakeDone,
		@Nullable Instant since, long disconnects, long reconnectAttempts) {

}
