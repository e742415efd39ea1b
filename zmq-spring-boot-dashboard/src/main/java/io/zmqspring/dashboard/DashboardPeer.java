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

package io.zmqspring.dashboard;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.connection.Connection;

/**
 * A peer that is connected, or that a role tries to connect to.
 *
 * @param address the address of the peer, or the local address if that is not known
 * @param connected whether messages can be exchanged
 * @param disconnects how often the connection was lost
 * @param attempts the number of attempts to reconnect
 * @param user the name by which the peer has authenticated itself, {@code null} if it has
 * not
 * @param since the time when it was connected or when the connection ended, in
 * milliseconds since 1970; {@code null} if it has never been connected
 */
record DashboardPeer(String address, boolean connected, long disconnects, long attempts, @Nullable String user,
		@Nullable Long since) {

	static List<DashboardPeer> of(List<Connection> connections) {
		return connections.stream()
			.map(DashboardPeer::of)
			.sorted(Comparator.comparing((peer) -> !peer.connected()))
			.toList();
	}

	private static DashboardPeer of(Connection connection) {
		String remote = connection.remote();
		return new DashboardPeer((remote != null) ? remote : connection.address(),
				connection.connected() && connection.handshakeDone(), connection.disconnects(),
				connection.reconnectAttempts(), connection.user(),
				(connection.since() != null) ? connection.since().toEpochMilli() : null);
	}

}
