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

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Counts the subscriptions of the peers of a socket, and finds whose connection to end
 * when there are too many. If the socket connects, the limit holds for each address.
 * <p>
 * If it binds, the limit holds for all peers together. Each connection has a share, a
 * sixteenth of the limit. If what exceeds the shares is more than half of the limit, the
 * connection with the most subscriptions is ended. Otherwise many connections with few
 * subscriptions fill the limit; then the youngest connection of the IP address that has
 * the most subscriptions is ended, so that they cannot displace one that has more. Used
 * under the lock of the guard.
 */
final class SubscriptionLimit {

	private static final int SHARES = 16;

	private final Map<String, Set<ByteBuffer>> topics = new HashMap<>();

	private final int limit;

	private final boolean binds;

	private int total;

	/**
	 * Create a limit.
	 * @param limit the most subscriptions, 0 for no limit
	 * @param binds whether the socket binds
	 */
	SubscriptionLimit(int limit, boolean binds) {
		this.limit = limit;
		this.binds = binds;
	}

	/**
	 * The subscriptions that a new connection begins with. A publisher that connects
	 * keeps the queue of a peer that reconnects, and its subscriptions.
	 * @param endpoint the endpoint of the socket
	 * @return the topics, to be changed by the connection
	 */
	Set<ByteBuffer> topics(String endpoint) {
		return this.binds ? new HashSet<>() : this.topics.computeIfAbsent(endpoint, (unknown) -> new HashSet<>());
	}

	/**
	 * A connection has ended.
	 * @param connection the connection
	 */
	void forget(PeerConnection connection) {
		if (this.binds) {
			this.total -= connection.forgetSubscriptions();
		}
	}

	/**
	 * Count a subscription or its cancellation.
	 * @param frame a frame of a peer
	 * @param connection its connection
	 * @param connections all connections
	 * @return the connection to end, {@code null} if there are not too many
	 */
	@Nullable PeerConnection change(PeerFrame frame, PeerConnection connection, Collection<PeerConnection> connections) {
		byte first = (frame.size() > 0) ? frame.get(0) : -1;
		if (frame.hasMore() || first < 0 || first > 1) {
			// A message to a publisher, which JeroMQ would queue without a limit
			frame.discard();
			return null;
		}
		ByteBuffer topic = ByteBuffer.wrap(frame.data(), 1, frame.size() - 1);
		int change = connection.change(topic, first == 1);
		if (!this.binds) {
			return isExceeded(connection, topic, change) ? connection : null;
		}
		this.total += change;
		return (this.limit > 0 && this.total > this.limit) ? excessive(connections) : null;
	}

	// The engine keeps the subscriptions of such a peer after its connection, so closing
	// the connection of another peer would free nothing
	private boolean isExceeded(PeerConnection connection, ByteBuffer topic, int change) {
		if (change <= 0 || this.limit == 0 || connection.subscriptions() <= this.limit) {
			return false;
		}
		connection.change(topic, false);
		return true;
	}

	private @Nullable PeerConnection excessive(Collection<PeerConnection> connections) {
		List<PeerConnection> subscribed = connections.stream()
			.filter((connection) -> !connection.hasEnded() && connection.subscriptions() > 0)
			.toList();
		return (beyondShares(subscribed) > this.limit / 2) ? greediest(subscribed) : youngest(subscribed);
	}

	private long beyondShares(List<PeerConnection> connections) {
		int share = this.limit / SHARES;
		return connections.stream().mapToLong((connection) -> Math.max(0, connection.subscriptions() - share)).sum();
	}

	private static @Nullable PeerConnection greediest(List<PeerConnection> connections) {
		return connections.stream().max(Comparator.comparingInt(PeerConnection::subscriptions)).orElse(null);
	}

	private static @Nullable PeerConnection youngest(List<PeerConnection> connections) {
		Map<String, Integer> byHost = connections.stream()
			.collect(Collectors.groupingBy(PeerConnection::host, Collectors.summingInt(PeerConnection::subscriptions)));
		String host = byHost.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
		return connections.stream()
			.filter((connection) -> connection.host().equals(host))
			.max(Comparator.comparingLong(PeerConnection::openedAt))
			.orElse(null);
	}

}
