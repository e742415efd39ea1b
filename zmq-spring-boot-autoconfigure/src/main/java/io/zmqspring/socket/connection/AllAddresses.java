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

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.names.MultiAddressName;
import io.zmqspring.socket.names.NameResolver;
import io.zmqspring.socket.names.ResolvedName;
import io.zmqspring.support.Threads;

/**
 * Connects a socket to every address of host names, and asks for them again and again.
 * Each address is an endpoint of the {@link ConnectionKeeper}, under whose lock this is
 * used.
 */
final class AllAddresses {

	private static final Log logger = LogFactory.getLog(AllAddresses.class);

	private final List<MultiAddressName> names = new ArrayList<>();

	private final List<Endpoint> configured;

	private final ConnectionKeeper keeper;

	private final NameResolver resolver;

	private final SocketTuning tuning;

	private final Map<String, RemoteEndpoint> endpoints;

	private final Connector connector;

	private final ConnectionTable connections;

	private final ObjLongConsumer<String> onDiscarded;

	/**
	 * Create the names of a socket.
	 * @param keeper connects to the addresses, and again when a connection is lost
	 * @param resolver looks the names up
	 * @param settings the settings of the socket
	 * @param endpoints the endpoints that the keeper connects to
	 * @param connector gives the engine their addresses
	 * @param connections the connections of the socket
	 * @param onDiscarded receives the number of messages that were discarded because an
	 * address was given up
	 */
	AllAddresses(ConnectionKeeper keeper, NameResolver resolver, SocketSettings settings,
			Map<String, RemoteEndpoint> endpoints, Connector connector, ConnectionTable connections,
			ObjLongConsumer<String> onDiscarded) {
		this.keeper = keeper;
		this.resolver = resolver;
		this.tuning = settings.tuning();
		this.endpoints = endpoints;
		this.connector = connector;
		this.connections = connections;
		this.onDiscarded = onDiscarded;
		this.configured = settings.endpoints();
		SocketSettings.Resolution resolution = settings.resolution();
		settings.endpoints()
			.stream()
			.filter((endpoint) -> !settings.bind() && resolution.isAll(endpoint))
			.distinct()
			.forEach((endpoint) -> this.names
				.add(new MultiAddressName(endpoint, resolution.interval(), settings.tuning().ipv6())));
	}

	boolean isEmpty() {
		return this.names.isEmpty();
	}

	/**
	 * Begin the look-ups that are due. Their results are used in the background.
	 */
	void beginLookups() {
		for (MultiAddressName name : this.names) {
			if (name.beginLookup(System.nanoTime())) {
				this.resolver.resolveAll(name.endpoint().host())
					.whenComplete((found, failure) -> this.keeper.submit(() -> onLookup(name, found, failure)));
			}
		}
	}

	private void onLookup(MultiAddressName name, @Nullable List<InetAddress> found, @Nullable Throwable failure) {
		if (found != null) {
			name.onAnswer(found, this::isOpen, System.nanoTime());
		}
		else {
			name.onFailure((failure != null) ? Threads.unwrap(failure) : null, System.nanoTime());
		}
		// Not only the new ones: one may have come back while it was removed
		name.members().forEach(this::add);
	}

	private void add(Endpoint member) {
		// Two names, or a name and a literal, may have the same address
		if (!this.endpoints.containsKey(member.toString())) {
			RemoteEndpoint endpoint = new RemoteEndpoint(member, this.tuning);
			this.endpoints.put(member.toString(), endpoint);
			this.keeper.reconnect(endpoint, ConnectionKeeper.literalAddress(endpoint));
		}
	}

	/**
	 * Look names up that are due, and give members up that are gone and not connected.
	 */
	void tick() {
		beginLookups();
		for (MultiAddressName name : this.names) {
			name.leaving().stream().filter((member) -> isNeeded(member, name)).forEach(name::remove);
			name.unreachable(this::isOpen, System.nanoTime()).forEach((member) -> remove(name, member));
		}
	}

	private boolean isOpen(Endpoint member) {
		RemoteEndpoint endpoint = this.endpoints.get(member.toString());
		return endpoint != null && endpoint.isConnected();
	}

	// One of two names that have lost an address keeps it
	private boolean isNeeded(Endpoint member, MultiAddressName except) {
		return this.configured.contains(member)
				|| this.names.stream().anyMatch((other) -> other != except && other.contains(member));
	}

	private void remove(MultiAddressName name, Endpoint member) {
		RemoteEndpoint endpoint = this.endpoints.get(member.toString());
		if (endpoint == null || endpoint.isRetiring()) {
			return;
		}
		String address = endpoint.engineAddress();
		if (address == null) {
			// The engine has never been given it
			onDisconnected(name, endpoint, 0);
		}
		else {
			endpoint.setRetiring(true);
			this.keeper.execute(this.connector.disconnect(address,
					(discarded) -> this.keeper.submit(() -> onDisconnected(name, endpoint, discarded))));
		}
	}

	private void onDisconnected(MultiAddressName name, RemoteEndpoint endpoint, long discarded) {
		if (discarded == Connector.STAYS) {
			endpoint.setRetiring(false);
			return;
		}
		logger.info(endpoint.address() + " is gone from " + name.endpoint()
				+ " and cannot be reached any more, and is removed"
				+ ((discarded > 0) ? "; " + discarded + " messages that waited for it are discarded" : ""));
		this.endpoints.remove(endpoint.address());
		this.connections.forget(endpoint.address());
		if (discarded > 0) {
			this.onDiscarded.accept(endpoint.address(), discarded);
		}
		if (!name.isListed(endpoint.endpoint())) {
			name.remove(endpoint.endpoint());
		}
	}

	/**
	 * Whether all addresses of an endpoint are connected.
	 * @param endpoint a configured endpoint
	 * @return {@code false} if one address is
	 */
	boolean include(Endpoint endpoint) {
		return find(endpoint).isPresent();
	}

	private Optional<MultiAddressName> find(Endpoint endpoint) {
		return this.names.stream().filter((name) -> name.endpoint().equals(endpoint)).findFirst();
	}

	/**
	 * Whether the socket is connected to an endpoint.
	 * @param endpoint a configured endpoint
	 * @return {@code true} if a handshake with one of its addresses is complete
	 */
	boolean isConnectedTo(Endpoint endpoint) {
		return find(endpoint).map((name) -> name.members().stream().anyMatch(this::isReady))
			.orElseGet(() -> isReady(endpoint));
	}

	private boolean isReady(Endpoint endpoint) {
		return this.connections.isConnectedTo(endpoint.toString());
	}

	/**
	 * The addresses of an endpoint that were tried without success.
	 * @param endpoint a configured endpoint
	 * @return the addresses, {@code null} if there is no need to name them
	 */
	@Nullable String tried(Endpoint endpoint) {
		MultiAddressName name = find(endpoint).orElse(null);
		return (name != null) ? name.shown() : this.connector.tried(endpoint.toString());
	}

	/**
	 * Describe the names.
	 * @return the present state of each
	 */
	List<ResolvedName> describe() {
		return this.names.stream().map((name) -> name.describe(this::isReady)).toList();
	}

}
