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

import io.zmqspring.publisher.ReplayStatus;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * The state of a role at one moment. Counts are totals; the page computes rates from
 * them.
 *
 * @param role the kind of role
 * @param name the name in the settings
 * @param state the state
 * @param pausable whether the role can be paused
 * @param addresses the addresses of its sockets
 * @param connections the number of connected peers; {@code null} for inproc addresses,
 * because JeroMQ does not report connections within a process
 * @param peers the peers that are connected, or that the role tries to connect to
 * @param sent messages sent
 * @param received messages received
 * @param dropped messages dropped, by reason
 * @param failed messages that failed, by exception
 * @param rejected messages rejected, by reason
 * @param missing messages that are missing by their numbers
 * @param kept messages that a publisher keeps for replay, {@code null} if it keeps none
 * @param keptBytes their size in bytes
 * @param faults the reasons why the role does not work although it is started
 * @param lastError the last error
 */
record LiveRole(String role, String name, ZmqState state, boolean pausable, List<String> addresses,
		@Nullable Integer connections, List<Peer> peers, long sent, long received, Map<String, Long> dropped,
		Map<String, Long> failed, Map<String, Long> rejected, long missing, @Nullable Long kept, long keptBytes,
		List<String> faults, @Nullable String lastError) {

	/** Limits the length of the page. */
	private static final int MAX_PEERS = 20;

	static LiveRole of(ZmqRole role) {
		ZmqStatistics stats = role.stats();
		List<String> addresses = role.addresses();
		ReplayStatus replay = (role instanceof ZmqPublisher publisher) ? publisher.replay() : null;
		boolean inProcess = addresses.stream().allMatch((address) -> address.startsWith("inproc:"));
		return new LiveRole(role.role(), role.name(), role.state(), role instanceof ZmqSubscriber, addresses,
				inProcess ? null : role.connectionCount(), Peer.of(role.connections()), stats.sent(), stats.received(),
				stats.drops(), stats.failures(), stats.rejected(), stats.lost(),
				(replay != null) ? replay.messages() : null, (replay != null) ? replay.bytes() : 0, role.faults(),
				stats.lastError());
	}

	/**
	 * A connection to a peer.
	 *
	 * @param address the address of the peer, or the local address if that is not known
	 * @param connected whether messages can be exchanged
	 * @param disconnects how often the connection was lost
	 * @param attempts the number of attempts to reconnect
	 * @param user the name by which the peer has authenticated itself, {@code null} if it
	 * has not
	 * @param since the time of its connection, in milliseconds since 1970
	 */
	record Peer(String address, boolean connected, long disconnects, long attempts, @Nullable String user,
			@Nullable Long since) {

		private static List<Peer> of(List<Connection> connections) {
			return connections.stream()
				.map(Peer::of)
				.sorted((left, right) -> Boolean.compare(right.connected(), left.connected()))
				.limit(MAX_PEERS)
				.toList();
		}

		private static Peer of(Connection connection) {
			String remote = connection.remote();
			return new Peer((remote != null) ? remote : connection.address(), connection.handshakeDone(),
					connection.disconnects(), connection.reconnectAttempts(), connection.user(),
					(connection.since() != null) ? connection.since().toEpochMilli() : null);
		}

	}

}
