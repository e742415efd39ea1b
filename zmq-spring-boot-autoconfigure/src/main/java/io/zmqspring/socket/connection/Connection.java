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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A connection of a socket, as reported by the engine. A socket that binds has one for
 * each peer, and keeps the last hundred that have ended. A socket that connects has one
 * for each of its addresses, which it keeps while the connection is lost and retried.
 * Immutable.
 *
 * @param address the configured address of the socket
 * @param remote the peer's address; {@code null} while it is not known. Of ipc, the name
 * of the peer as in events, such as {@code ipc peer 17}, followed by its user as soon as
 * the system has found it: {@code ipc peer 17 (uid alice)}
 * @param connected whether TCP is connected
 * @param handshakeDone whether the handshake is complete, so that messages can flow
 * @param since the time when TCP connected, or when the connection ended; {@code null} if
 * it has never been connected
 * @param disconnects how often the connection was lost
 * @param reconnectAttempts how often the socket has tried to reconnect
 * @param user the name by which the peer has authenticated itself, as in
 * {@code zmq_user_id}; {@code null} if it has not, or if this side is its client
 * @since 0.1
 */
public record Connection(String address, @Nullable String remote, boolean connected, boolean handshakeDone,
		@Nullable Instant since, long disconnects, long reconnectAttempts, @Nullable String user) {

}
