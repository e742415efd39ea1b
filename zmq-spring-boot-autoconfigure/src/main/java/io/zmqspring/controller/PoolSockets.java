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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.Deadline;

/**
 * The sockets of a pool: the one that sends work, the one that receives results, or both.
 * What needs a socket that is not configured is refused.
 */
final class PoolSockets {

	private static final long CONNECTIONS_POLL_NANOS = 5_000_000;

	private final PoolContext shared;

	private final String name;

	private final PoolSettings settings;

	private final @Nullable PoolSender sender;

	private final @Nullable PoolReceiver receiver;

	PoolSockets(PoolContext shared, String name, PoolSettings settings, @Nullable Ledger ledger,
			PendingRequests pending) {
		this.shared = shared;
		this.name = name;
		this.settings = settings;
		PipeSettings push = settings.push();
		this.sender = (push != null) ? new PoolSender(shared, name, push, settings.maxQueueSize()) : null;
		PipeSettings pull = settings.pull();
		this.receiver = (pull != null) ? new PoolReceiver(shared, name, pull, ledger, pending) : null;
	}

	/**
	 * Open the sockets.
	 * @param context the ZeroMQ context
	 * @param events receives the events of connections
	 * @param failure told if the receiving thread cannot go on
	 * @param virtualThreads whether result handlers run on virtual threads
	 * @return the socket that sends work, {@code null} if there is none
	 */
	@Nullable SendingSocket open(ZmqContext context, SocketEventListener events, Consumer<Throwable> failure,
			boolean virtualThreads) {
		SendingSocket opened = (this.sender != null) ? this.sender.open(context, events) : null;
		if (this.receiver != null) {
			this.receiver.open(context, events, failure, virtualThreads);
		}
		return opened;
	}

	boolean sendsWork() {
		return this.sender != null;
	}

	boolean receivesResults() {
		return this.receiver != null;
	}

	/**
	 * The half that sends work.
	 * @return the sender
	 * @throws ZmqConfigurationException if there is no {@code push}
	 */
	PoolSender sender() {
		if (this.sender == null) {
			throw this.shared.without(this.name, "it only receives results, so no work can be sent to it", "push", "");
		}
		return this.sender;
	}

	@Nullable PoolReceiver receiver() {
		return this.receiver;
	}

	/**
	 * Refuse what needs results if the pool receives none.
	 * @param otherwise what to do instead, with a comma before, or empty
	 * @throws ZmqConfigurationException if there is no {@code pull}
	 */
	void checkReceivesResults(String otherwise) {
		if (this.receiver == null) {
			throw this.shared.without(this.name, "it only sends work, and receives no results", "pull", otherwise);
		}
	}

	Sockets open() {
		Sockets open = Sockets.of(sending(), receiving());
		return (this.receiver != null) ? open.with(this.receiver) : open;
	}

	private @Nullable SendingSocket sending() {
		return (this.sender != null) ? this.sender.socket() : null;
	}

	private @Nullable ReceivingSocket receiving() {
		return (this.receiver != null) ? this.receiver.socket() : null;
	}

	List<String> addresses() {
		return open().addresses(endpoints(this.settings.push()), endpoints(this.settings.pull()));
	}

	private static List<Endpoint> endpoints(@Nullable PipeSettings pipe) {
		return (pipe != null) ? pipe.endpoints() : List.of();
	}

	Map<String, List<String>> boundAddresses() {
		Map<String, List<String>> addresses = new HashMap<>();
		SendingSocket sending = sending();
		if (sending != null) {
			addresses.put(this.name + ".push", sending.boundAddresses());
		}
		ReceivingSocket receiving = receiving();
		if (receiving != null) {
			addresses.put(this.name + ".pull", receiving.boundAddresses());
		}
		return addresses;
	}

	/**
	 * Wait until workers are connected: at the socket that sends work, where they get
	 * work from then on, or else at the one that receives results.
	 * @param count the number of workers
	 * @param timeout the longest wait
	 * @return whether that many are connected
	 */
	boolean awaitConnections(int count, Duration timeout) {
		boolean inproc = endpoints((this.settings.push() != null) ? this.settings.push() : this.settings.pull())
			.stream()
			.anyMatch((endpoint) -> endpoint.transport() == Endpoint.Transport.INPROC);
		if (inproc) {
			throw new ZmqConfigurationException(
					"Pool '" + this.name + "' uses inproc, where JeroMQ does not report connections",
					"Count workers of tcp and ipc pools only");
		}
		Deadline deadline = Deadline.in(timeout);
		while (connections() < count) {
			if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(CONNECTIONS_POLL_NANOS);
		}
		return true;
	}

	private int connections() {
		SendingSocket sending = sending();
		if (sending != null) {
			return sending.readyPeers();
		}
		return Sockets.of(null, (this.sender != null) ? null : receiving()).connectionCount();
	}

}
