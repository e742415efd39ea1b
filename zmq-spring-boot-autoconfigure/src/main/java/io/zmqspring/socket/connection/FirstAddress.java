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
import java.util.concurrent.CompletableFuture;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.names.NameResolver;
import io.zmqspring.socket.names.NobodyListensException;
import io.zmqspring.support.Threads;

/**
 * Connects an endpoint to one address of its host name, and looks the name up again when
 * the connection is lost. Used under the lock of a {@link ConnectionKeeper}.
 */
final class FirstAddress {

	private static final Log logger = LogFactory.getLog(FirstAddress.class);

	private final ConnectionKeeper keeper;

	private final Connector connector;

	private final NameResolver resolver;

	private final boolean ipv6;

	FirstAddress(ConnectionKeeper keeper, Connector connector, NameResolver resolver, boolean ipv6) {
		this.keeper = keeper;
		this.connector = connector;
		this.resolver = resolver;
		this.ipv6 = ipv6;
	}

	/**
	 * Begin a look-up whose result the caller uses.
	 * @param endpoint an endpoint with a host name
	 * @return the look-up
	 */
	CompletableFuture<InetAddress> begin(RemoteEndpoint endpoint) {
		endpoint.setResolving(true);
		return this.resolver.resolve(endpoint.endpoint(), this.ipv6);
	}

	/**
	 * Use the result of the first look-up, in the thread that opens the socket, if there
	 * is one. Otherwise it is used when there is one.
	 * @param endpoint the endpoint
	 * @param lookup its look-up
	 * @throws SocketOpenException if the address cannot be connected to
	 */
	void connect(RemoteEndpoint endpoint, CompletableFuture<InetAddress> lookup) {
		if (!lookup.isDone() || lookup.isCompletedExceptionally()) {
			continueInBackground(endpoint, lookup);
			return;
		}
		endpoint.setResolving(false);
		this.connector.connect(endpoint, endpoint.endpoint().at(lookup.join()));
	}

	/**
	 * Look the name of an endpoint up, unless that is being done.
	 * @param endpoint an endpoint with a host name
	 */
	void resolve(RemoteEndpoint endpoint) {
		if (!endpoint.isResolving()) {
			continueInBackground(endpoint, begin(endpoint));
		}
	}

	private void continueInBackground(RemoteEndpoint endpoint, CompletableFuture<InetAddress> lookup) {
		lookup.whenComplete((address, failure) -> this.keeper.submit(() -> onLookup(endpoint, address, failure)));
	}

	private void onLookup(RemoteEndpoint endpoint, @Nullable InetAddress address, @Nullable Throwable failure) {
		endpoint.setResolving(false);
		if (address == null && failure != null && Threads.unwrap(failure) instanceof NobodyListensException nobody) {
			onNobodyListens(endpoint, nobody);
			return;
		}
		if (address == null) {
			onUnresolved(endpoint, failure);
			return;
		}
		endpoint.onResolved();
		this.connector.tried(endpoint, null);
		String resolved = endpoint.endpoint().at(address);
		if (endpoint.needsConnect()) {
			this.keeper.reconnect(endpoint, resolved);
		}
		else if (endpoint.hasMovedTo(resolved)) {
			logger.info("The host '" + endpoint.endpoint().host() + "' of " + endpoint.address() + " is now reached at "
					+ resolved);
			endpoint.onHostMoved();
		}
	}

	// As with a single address, this is no fault: the peer may come later
	private void onNobodyListens(RemoteEndpoint endpoint, NobodyListensException nobody) {
		endpoint.onResolved();
		this.connector.tried(endpoint, nobody.addresses());
		if (endpoint.needsConnect()) {
			endpoint.retryLater();
			this.keeper.reportAttempt(endpoint);
		}
	}

	private void onUnresolved(RemoteEndpoint endpoint, @Nullable Throwable failure) {
		String host = endpoint.endpoint().host();
		endpoint.onUnresolved("host '" + host + "' does not resolve (" + endpoint.address() + "), tried again");
		if (endpoint.isFirstProblem()) {
			logger.warn("The host '" + host + "' of " + endpoint.address()
					+ " does not resolve; it is tried again in the background ("
					+ ((failure != null) ? Threads.unwrap(failure) : null) + ")");
		}
		this.keeper.reportAttempt(endpoint);
	}

}
