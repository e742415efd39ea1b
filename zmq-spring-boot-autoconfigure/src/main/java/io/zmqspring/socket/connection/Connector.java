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

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.engine.QueueDepth;
import io.zmqspring.socket.engine.unix.UnixTransport;

/**
 * Gives the engine the addresses that it connects a socket to. Used under the lock of a
 * {@link ConnectionKeeper}.
 */
final class Connector {

	private static final Log logger = LogFactory.getLog(Connector.class);

	/** Instead of a number of messages: the address was not disconnected. */
	static final long STAYS = -1;

	private static final Duration SAME_ADDRESS_RETRY = Duration.ofSeconds(1);

	private final ZMQ.Socket socket;

	private final Collection<RemoteEndpoint> endpoints;

	private final ConnectionTable connections;

	private final Map<String, String> tried = new HashMap<>();

	// By address. Also used by the owner of the socket, without the lock
	private final Map<String, Supplier<@Nullable String>> unixFailures = new ConcurrentHashMap<>();

	/**
	 * Create the connector of a socket.
	 * @param socket the socket
	 * @param endpoints all endpoints that the socket connects to, as they change
	 * @param connections the connections of the socket
	 */
	Connector(ZMQ.Socket socket, Collection<RemoteEndpoint> endpoints, ConnectionTable connections) {
		this.socket = socket;
		this.endpoints = endpoints;
		this.connections = connections;
	}

	/**
	 * Connect now, in the thread that owns the socket.
	 * @param endpoint the endpoint
	 * @param address its address without a host name
	 * @throws SocketOpenException if the engine refuses the address
	 */
	void connect(RemoteEndpoint endpoint, String address) {
		if (!assign(endpoint, address)) {
			return;
		}
		if (endpoint.endpoint().transport() == Endpoint.Transport.IPC && !UnixTransport.isAvailable()) {
			throw UnixDiagnosis.unavailable(endpoint.endpoint());
		}
		try {
			connectTo(address);
		}
		catch (ZMQException | IllegalArgumentException ex) {
			throw EndpointDiagnosis.connectFailed(endpoint.endpoint(), ex);
		}
	}

	private void connectTo(String address) {
		if (address.startsWith(UnixTransport.SCHEME)) {
			this.unixFailures.put(address, UnixTransport.connect(this.socket.base(), address));
		}
		else {
			Uninterrupted.call(this.socket, (socket) -> socket.connect(address));
		}
	}

	/**
	 * Assign an address to an endpoint, unless another endpoint has it. The engine would
	 * connect twice to it or, worse, end both connections by one disconnect.
	 * @param endpoint the endpoint
	 * @param address its address without a host name
	 * @return whether the engine is to connect to the address
	 */
	boolean assign(RemoteEndpoint endpoint, String address) {
		if (isAssignedToAnother(endpoint, address)) {
			if (endpoint.isFirstProblem()) {
				logger.warn(endpoint.address()
						+ ((endpoint.endpoint().transport() == Endpoint.Transport.IPC) ? " names the same file as"
								: " resolves to " + address + ", like")
						+ " another address of the same socket, and is not connected a second time."
						+ " Remove one of the two addresses");
			}
			endpoint.retryIn(SAME_ADDRESS_RETRY);
			return false;
		}
		this.connections.rename(address, endpoint.address());
		endpoint.onConnect(address);
		return true;
	}

	/**
	 * Find out why a program at a Unix domain socket does not accept connections.
	 * @param endpoint an endpoint to which the engine could not connect
	 */
	void checkAccess(RemoteEndpoint endpoint) {
		if (endpoint.endpoint().transport() != Endpoint.Transport.IPC) {
			return;
		}
		String fault = UnixDiagnosis.connectProblem(endpoint.endpoint(), engineFailure(endpoint));
		endpoint.onRefused(fault);
		// The other side may create the directory when it starts, so this is no fault
		String problem = (fault != null) ? fault : UnixDiagnosis.missingDirectory(endpoint.endpoint());
		if (problem != null && endpoint.isFirstProblem()) {
			logger.warn(problem + ". It is tried again");
		}
	}

	private @Nullable String engineFailure(RemoteEndpoint endpoint) {
		String address = endpoint.engineAddress();
		Supplier<@Nullable String> failure = (address != null) ? this.unixFailures.get(address) : null;
		return (failure != null) ? failure.get() : null;
	}

	/**
	 * Note the addresses of an endpoint that were tried without success.
	 * @param endpoint the endpoint
	 * @param addresses the addresses, {@code null} if one accepts connections
	 */
	void tried(RemoteEndpoint endpoint, @Nullable String addresses) {
		if (addresses != null) {
			this.tried.put(endpoint.address(), addresses);
		}
		else {
			this.tried.remove(endpoint.address());
		}
	}

	/**
	 * The addresses of a host that were tried without success, if it has several.
	 * @param address the configured address
	 * @return the IP addresses, {@code null} if there is no need to name them
	 */
	@Nullable String tried(String address) {
		return this.tried.get(address);
	}

	/**
	 * Create the command that disconnects for good, to be run by the owner of the socket.
	 * A connection that has been made again, and one whose messages have not all been
	 * received, stays.
	 * @param address the address to disconnect from
	 * @param onEnd called by the owner with the number of messages that were accepted for
	 * this address and are discarded, or with {@link #STAYS}
	 * @return the command
	 */
	Runnable disconnect(String address, LongConsumer onEnd) {
		return () -> {
			QueueDepth.Peer peer = QueueDepth.of(this.socket.base(), address);
			if (peer != null && (peer.connected() || peer.unread() > 0)) {
				onEnd.accept(STAYS);
				return;
			}
			// Otherwise the engine would try to send for as long as the socket lingers
			int linger = this.socket.getLinger();
			this.socket.setLinger(0);
			try {
				Uninterrupted.call(this.socket, (current) -> current.disconnect(address));
			}
			catch (RuntimeException ex) {
				logger.warn(address + " could not be disconnected", ex);
			}
			finally {
				this.socket.setLinger(linger);
			}
			onEnd.accept((peer != null && sends()) ? peer.unsent() : 0);
		};
	}

	// What a SUB sends is subscriptions
	private boolean sends() {
		SocketType type = this.socket.getSocketType();
		return type != SocketType.SUB && type != SocketType.XSUB && type != SocketType.PULL;
	}

	private boolean isAssignedToAnother(RemoteEndpoint endpoint, String address) {
		return this.endpoints.stream()
			.filter((other) -> other != endpoint)
			.anyMatch((other) -> address.equals(other.engineAddress()) || isSameFile(endpoint, other));
	}

	private static boolean isSameFile(RemoteEndpoint endpoint, RemoteEndpoint other) {
		return other.engineAddress() != null && endpoint.endpoint().transport() == Endpoint.Transport.IPC
				&& endpoint.endpoint().conflictsWith(other.endpoint());
	}

	/**
	 * Create the command that reconnects, to be run by the owner of the socket.
	 * Subscriptions belong to the socket and are sent again; messages that are queued for
	 * the old connection are lost. Only a PULL first receives what has arrived: its peers
	 * keep what they have not sent.
	 * @param before the address to disconnect from, {@code null} if there is none
	 * @param address the address to connect to
	 * @param onUnread called by the owner instead if messages have to be received before
	 * @param onFailure called by the owner if that fails
	 * @return the command
	 */
	Runnable reconnect(@Nullable String before, String address, Runnable onUnread, Consumer<Exception> onFailure) {
		return () -> {
			try {
				if (before != null) {
					if (isUnread(before)) {
						onUnread.run();
						return;
					}
					Uninterrupted.call(this.socket, (current) -> current.disconnect(before));
				}
				connectTo(address);
			}
			catch (RuntimeException ex) {
				// JeroMQ also has exceptions of its own for selectors and channels
				onFailure.accept(ex);
			}
		};
	}

	private boolean isUnread(String address) {
		QueueDepth.Peer peer = (this.socket.getSocketType() == SocketType.PULL)
				? QueueDepth.of(this.socket.base(), address) : null;
		return peer != null && peer.unread() > 0;
	}

}
