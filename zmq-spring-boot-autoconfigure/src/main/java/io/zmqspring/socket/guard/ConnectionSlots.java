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

package io.zmqspring.socket.guard;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The room for connections of a socket that binds. If there is none left, the oldest
 * connection whose handshake is not complete makes room for a new one, so that
 * connections that do nothing keep nobody out.
 *
 * @param most the most connections, 0 for no limit
 * @param mostPerAddress the most connections from one IP address, 0 for no limit. Peers
 * of Unix domain sockets have no IP address
 */
record ConnectionSlots(int most, int mostPerAddress) {

	/**
	 * Make room for a new connection.
	 * @param host the IP address of its peer, or {@link PeerConnection#LOCAL}
	 * @param connections the present connections
	 * @param end ends a connection that makes room
	 * @return whether there is room
	 */
	boolean makeRoom(String host, Collection<PeerConnection> connections, Consumer<PeerConnection> end) {
		if (this.mostPerAddress > 0 && !host.equals(PeerConnection.LOCAL) && !hasRoom(this.mostPerAddress,
				connections.stream().filter((connection) -> connection.host().equals(host)).toList(), end)) {
			return false;
		}
		return this.most == 0 || connections.size() < this.most || hasRoom(this.most, connections, end);
	}

	private static boolean hasRoom(int most, Collection<PeerConnection> connections, Consumer<PeerConnection> end) {
		List<PeerConnection> open = connections.stream()
			.filter((connection) -> !connection.hasEnded() && !connection.isClosed())
			.toList();
		if (open.size() < most) {
			return true;
		}
		PeerConnection oldest = open.stream()
			.filter((connection) -> !connection.isHandshakeDone())
			.min(Comparator.comparingLong(PeerConnection::openedAt))
			.orElse(null);
		if (oldest == null) {
			return false;
		}
		end.accept(oldest);
		return true;
	}

}
