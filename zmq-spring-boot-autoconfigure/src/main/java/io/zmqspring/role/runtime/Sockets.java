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

package io.zmqspring.role.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.support.Deadline;

/**
 * The sockets that a role has open at one moment: their addresses and connections.
 *
 * @param tables the connections of each socket
 * @param boundOut the bound addresses of the socket that sends
 * @param boundIn the bound addresses of the socket that receives
 * @param faults reasons why they cannot do their work
 * @param warnings what is wrong although they do their work
 * @param absentPeers the addresses at which no peer is connected
 * @param queueDepths read how many messages wait in their queues and behind them
 * @param receiving the sockets that receive
 * @param backlogs what was received and has not been finished
 * @since 0.1
 */
public record Sockets(List<ConnectionTable> tables, List<String> boundOut, List<String> boundIn, List<String> faults,
		List<String> warnings, List<AbsentPeer> absentPeers, List<Supplier<@Nullable Long>> queueDepths,
		List<ReceivingSocket> receiving, List<Backlog> backlogs) {

	private static final long IDLE_POLL_NANOS = 50_000;

	/** No socket. */
	public static final Sockets NONE = new Sockets(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
			List.of(), List.of(), List.of());

	/**
	 * The socket of a publisher.
	 * @param socket the socket
	 * @return the sockets
	 */
	public static Sockets publishing(PublishingSocket socket) {
		return new Sockets(List.of(socket.connections()), socket.boundAddresses(), List.of(), socket.faults(),
				socket.warnings(), socket.absentPeers(), List.of(socket::queueDepth), List.of(), List.of());
	}

	/**
	 * The sockets of a role that receives.
	 * @param sending the socket that sends, {@code null} if there is none
	 * @param receiving the socket that receives, {@code null} if there is none
	 * @return the sockets
	 */
	public static Sockets of(@Nullable SendingSocket sending, @Nullable ReceivingSocket receiving) {
		List<ConnectionTable> tables = new ArrayList<>();
		List<String> faults = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		List<AbsentPeer> absentPeers = new ArrayList<>();
		List<Supplier<@Nullable Long>> queueDepths = new ArrayList<>();
		if (sending != null) {
			tables.add(sending.connections());
			faults.addAll(sending.faults());
			warnings.addAll(sending.warnings());
			absentPeers.addAll(sending.absentPeers());
			queueDepths.add(sending::queueDepth);
		}
		if (receiving != null) {
			tables.add(receiving.connections());
			faults.addAll(receiving.faults());
			warnings.addAll(receiving.warnings());
			absentPeers.addAll(receiving.absentPeers());
			queueDepths.add(receiving::queueDepth);
			if (receiving.hasDied()) {
				faults.add("its receiving thread has died");
			}
		}
		return new Sockets(tables, (sending != null) ? sending.boundAddresses() : List.of(),
				(receiving != null) ? receiving.boundAddresses() : List.of(), faults, warnings, absentPeers,
				queueDepths, (receiving != null) ? List.of(receiving) : List.of(), List.of());
	}

	/**
	 * All sockets of several groups.
	 * @param groups the groups
	 * @return the sockets
	 */
	public static Sockets all(List<Sockets> groups) {
		return new Sockets(groups.stream().flatMap((group) -> group.tables().stream()).toList(),
				groups.stream().flatMap((group) -> group.boundOut().stream()).toList(),
				groups.stream().flatMap((group) -> group.boundIn().stream()).toList(),
				groups.stream().flatMap((group) -> group.faults().stream()).toList(),
				groups.stream().flatMap((group) -> group.warnings().stream()).toList(),
				groups.stream().flatMap((group) -> group.absentPeers().stream()).toList(),
				groups.stream().flatMap((group) -> group.queueDepths().stream()).toList(),
				groups.stream().flatMap((group) -> group.receiving().stream()).toList(),
				groups.stream().flatMap((group) -> group.backlogs().stream()).toList());
	}

	/**
	 * These sockets, and what is behind them.
	 * @param backlog what was received and has not been finished
	 * @return the sockets
	 */
	public Sockets with(Backlog backlog) {
		List<Supplier<@Nullable Long>> all = new ArrayList<>(this.queueDepths);
		all.add(backlog::waiting);
		return new Sockets(this.tables, this.boundOut, this.boundIn, this.faults, this.warnings, this.absentPeers, all,
				this.receiving, List.of(backlog));
	}

	/**
	 * These sockets, and one that answers requests. Neither its requests nor its answers
	 * are messages of the role.
	 * @param requests the socket that receives the requests
	 * @param warnings what is wrong with the answers
	 * @return the sockets
	 */
	public Sockets withRequests(ReceivingSocket requests, List<String> warnings) {
		Sockets both = all(List.of(this, of(null, requests)));
		return new Sockets(both.tables, both.boundOut, both.boundIn, both.faults,
				Stream.concat(both.warnings.stream(), warnings.stream()).toList(), both.absentPeers, this.queueDepths,
				this.receiving, this.backlogs);
	}

	/**
	 * The connections of all sockets.
	 * @return a snapshot
	 */
	public List<Connection> connections() {
		return this.tables.stream().flatMap((table) -> table.snapshot().stream()).toList();
	}

	/**
	 * The host names of which all addresses are connected.
	 * @return a snapshot
	 */
	public List<ZmqRole.ResolvedName> resolvedNames() {
		return this.tables.stream()
			.flatMap((table) -> table.names().stream())
			.map((name) -> new ZmqRole.ResolvedName(name.address(), name.resolved(), name.connected(), name.leaving(),
					name.resolvedAt(), name.lastError()))
			.toList();
	}

	/**
	 * How many peers are connected.
	 * @return the number of connections over which messages can flow
	 */
	public int connectionCount() {
		return this.tables.stream().mapToInt(ConnectionTable::count).sum();
	}

	/**
	 * Wait until all messages that have arrived at a role have been handled, asynchronous
	 * results included. A role that is not running, or paused, handles none and is not
	 * waited for. Must not be called by a handler of the role.
	 * @param role the role
	 * @param deadline when to give up
	 * @return whether it is idle; {@code false} also if interrupted
	 */
	public static boolean awaitIdle(AbstractZmqRole role, Deadline deadline) {
		return role.state() != ZmqState.RUNNING || role.sockets().awaitIdle(deadline)
				|| role.state() != ZmqState.RUNNING;
	}

	private boolean awaitIdle(Deadline deadline) {
		if (!this.receiving.stream().allMatch((socket) -> socket.awaitRead(deadline))) {
			return false;
		}
		while (this.backlogs.stream().anyMatch(Backlog::isBusy)) {
			if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(IDLE_POLL_NANOS);
		}
		return true;
	}

	/**
	 * How many messages wait in the queues of all sockets.
	 * @return the number, once per peer; {@code null} if it cannot be told
	 */
	public @Nullable Long queueDepth() {
		long total = 0;
		for (Supplier<@Nullable Long> queue : this.queueDepths) {
			Long depth = queue.get();
			if (depth == null) {
				return null;
			}
			total += depth;
		}
		return total;
	}

	/**
	 * The addresses of the sockets.
	 * @param sending the configured endpoints of the socket that sends
	 * @param receiving the configured endpoints of the socket that receives
	 * @return the addresses really bound, or else the configured ones
	 */
	public List<String> addresses(List<Endpoint> sending, List<Endpoint> receiving) {
		return Stream.concat(shown(this.boundOut, sending), shown(this.boundIn, receiving)).toList();
	}

	private static Stream<String> shown(List<String> bound, List<Endpoint> settings) {
		return bound.isEmpty() ? settings.stream().map(Endpoint::toString) : bound.stream();
	}

	/**
	 * What a role has read from its sockets and not finished. Safe for any number of
	 * threads.
	 */
	@FunctionalInterface
	public interface Backlog {

		/**
		 * Whether a message is being handled, or will be without anything else having to
		 * happen.
		 * @return {@code false} if all messages that were read have been handled, except
		 * those that wait because their handler is not active
		 */
		boolean isBusy();

		/**
		 * How many messages wait.
		 * @return the number
		 */
		default long waiting() {
			return 0;
		}

	}

}
