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

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.zmqspring.autoconfigure.actuate.RoleBean;
import io.zmqspring.publisher.ReplayStatus;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * The state of a role at one moment. Counts are totals; the page computes rates from
 * them.
 *
 * @param role the kind of role
 * @param name the name in the settings
 * @param state the state; {@code null} if it could not be read
 * @param pausable whether the role can be paused
 * @param flows {@code sent} and {@code received}, as far as the role does either, in the
 * order of the page
 * @param addresses the addresses of its sockets
 * @param connections the number of connected peers; {@code null} for inproc addresses,
 * because JeroMQ does not report connections within a process
 * @param peers the peers that are connected, or that the role tries to connect to
 * @param otherPeers how many more there are
 * @param secured whether a peer was authenticated or denied since the start
 * @param sent messages sent
 * @param received messages received
 * @param dropped messages dropped, by reason
 * @param failed messages that failed, by exception
 * @param rejected messages rejected, by reason
 * @param missing messages that are missing by their numbers
 * @param queued messages that wait in queues, {@code null} if that cannot be told
 * @param kept messages that a publisher keeps for replay, {@code null} if it keeps none
 * @param keptBytes their size in bytes
 * @param faults the reasons why the role does not work although it is started
 * @param warnings what is wrong although the role works
 * @param lastError the last error
 */
record DashboardRole(String role, String name, @Nullable ZmqState state, boolean pausable, List<String> flows,
		List<String> addresses, @Nullable Integer connections, List<DashboardPeer> peers, int otherPeers,
		boolean secured, long sent, long received, Map<String, Long> dropped, Map<String, Long> failed,
		Map<String, Long> rejected, long missing, @Nullable Long queued, @Nullable Long kept, long keptBytes,
		List<String> faults, List<String> warnings, @Nullable String lastError) {

	/** Limits the length of the page. */
	private static final int MOST_PEERS = 20;

	static DashboardRole of(RoleBean bean) {
		ZmqRole role = bean.role();
		ZmqStatistics stats = role.stats();
		List<String> addresses = role.addresses();
		List<DashboardPeer> peers = DashboardPeer.of(role.connections());
		ReplayStatus replay = (role instanceof ZmqPublisher publisher) ? publisher.replay() : null;
		boolean inProcess = addresses.stream().allMatch((address) -> address.startsWith("inproc:"));
		return new DashboardRole(bean.kind(), bean.name(), role.state(), role instanceof ZmqSubscriber, flows(bean),
				addresses, inProcess ? null : role.connectionCount(), peers.stream().limit(MOST_PEERS).toList(),
				Math.max(0, peers.size() - MOST_PEERS), isSecured(stats), stats.sent(), stats.received(), stats.drops(),
				stats.failures(), stats.rejected(), stats.lost(), stats.queueDepth(),
				(replay != null) ? replay.messages() : null, (replay != null) ? replay.bytes() : 0, role.faults(),
				Stream.of(role.notConnected(), role.warnings()).flatMap(List::stream).toList(), stats.lastError());
	}

	static DashboardRole unreadable(RoleBean bean) {
		return new DashboardRole(bean.kind(), bean.name(), null, false, List.of(), List.of(), null, List.of(), 0, false,
				0, 0, Map.of(), Map.of(), Map.of(), 0, null, null, 0,
				List.of("the state of the role could not be read; the log has the reason"), List.of(), null);
	}

	// A controller first sends work; what all others send follows from what they receive
	private static List<String> flows(RoleBean bean) {
		List<String> flows = bean.kind().equals("controller") ? List.of("sent", "received")
				: List.of("received", "sent");
		return flows.stream().filter((flow) -> flow.equals("sent") ? bean.sends() : bean.receives()).toList();
	}

	private static boolean isSecured(ZmqStatistics stats) {
		return stats.handshakes().getOrDefault("success", 0L) > 0 || stats.handshakes().getOrDefault("denied", 0L) > 0;
	}

}
