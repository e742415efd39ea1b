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

package io.zmqspring.sample.live;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * A role at one moment. Counts are totals; the page makes rates of them.
 *
 * @param role the kind of role
 * @param name its name in the settings
 * @param state its state
 * @param pausable whether it can pause
 * @param addresses where its sockets are
 * @param connections how many peers are connected; {@code null} where JeroMQ does not
 * tell, which is within a process
 * @param peers those it is, or should be, connected to
 * @param sent messages sent
 * @param received messages received
 * @param dropped messages dropped, by reason
 * @param failed messages that failed, by what was thrown
 * @param rejected messages rejected, by reason
 * @param faults what keeps it from working
 * @param lastError what went wrong last
 */
record LiveRole(String role, String name, ZmqState state, boolean pausable, List<String> addresses,
		@Nullable Integer connections, List<Peer> peers, long sent, long received, Map<String, Long> dropped,
		Map<String, Long> failed, Map<String, Long> rejected, List<String> faults, @Nullable String lastError) {

	/** More than these would only make the page long. */
	private static final int MOST_PEERS = 20;

	static LiveRole of(ZmqRole role) {
		ZmqStatistics stats = role.stats();
		List<String> addresses = role.addresses();
		boolean inProcess = addresses.stream().allMatch((address) -> address.startsWith("inproc:"));
		return new LiveRole(role.role(), role.name(), role.state(), role instanceof ZmqSubscriber, addresses,
				inProcess ? null : role.connectionCount(), Peer.of(role.connections()), stats.sent(), stats.received(),
				stats.drops(), stats.failures(), stats.rejected(), role.faults(), stats.lastError());
	}

	/**
	 * A connection.
	 *
	 * @param address the peer's address, or ours where the peer's is not known
	 * @param connected whether messages can flow
	 * @param disconnects how often it was lost
	 * @param attempts how often it was tried again
	 */
	record Peer(String address, boolean connected, long disconnects, long attempts) {

		private static List<Peer> of(List<Connection> connections) {
			return connections.stream()
				.map(Peer::of)
				.sorted((left, right) -> Boolean.compare(right.connected(), left.connected()))
				.limit(MOST_PEERS)
				.toList();
		}

		private static Peer of(Connection connection) {
			String remote = connection.remote();
			return new Peer((remote != null) ? remote : connection.address(), connection.handshakeDone(),
					connection.disconnects(), connection.reconnectAttempts());
		}

	}

}
