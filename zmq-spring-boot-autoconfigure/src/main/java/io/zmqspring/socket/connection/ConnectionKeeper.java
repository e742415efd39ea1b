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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.engine.EngineWatch;
import io.zmqspring.socket.names.NameResolver;
import io.zmqspring.socket.names.ResolvedName;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.Housekeeping;

/**
 * Connects a socket to its endpoints and reconnects it where the engine does not. The
 * engine permanently gives up a connection whose peer has broken the protocol or the size
 * limit; it is reconnected here, with the waits of an ordinary reconnect. The engine
 * would also resolve host names in its I/O thread, at every attempt, while all sockets
 * wait; it therefore only gets IP addresses, which are resolved outside, and again when a
 * connection is lost. Thread-safe; only the owner of the socket touches the socket.
 *
 * @since 0.1
 */
public final class ConnectionKeeper {

	private static final Log logger = LogFactory.getLog(ConnectionKeeper.class);

	private static final Duration FIRST_LOOKUP_TIMEOUT = Duration.ofMillis(500);

	private final Map<String, RemoteEndpoint> endpoints = new LinkedHashMap<>();

	private final Runnable task = this::tick;

	private final EngineWatch watch;

	private final Housekeeping housekeeping;

	private final Connector connector;

	private final FirstAddress firstAddress;

	private final AllAddresses allAddresses;

	private final Consumer<SocketEvent> events;

	private @Nullable Consumer<Runnable> owner;

	private boolean closed;

	/**
	 * Create the keeper of a socket.
	 * @param housekeeping runs periodic work
	 * @param resolver resolves host names
	 * @param watch asks the threads of the socket's engine
	 * @param socket the socket
	 * @param settings its settings; a socket that binds has no endpoint to connect to
	 * @param connections the connections of the socket
	 * @param events receives the attempts made here, as if the engine had reported them
	 * @param onDiscarded receives the number of messages that were discarded because an
	 * address was given up
	 */
	public ConnectionKeeper(Housekeeping housekeeping, NameResolver resolver, EngineWatch watch, ZMQ.Socket socket,
			SocketSettings settings, ConnectionTable connections, Consumer<SocketEvent> events,
			ObjLongConsumer<String> onDiscarded) {
		this.watch = watch;
		this.housekeeping = housekeeping;
		this.events = events;
		this.connector = new Connector(socket, this.endpoints.values(), connections);
		this.firstAddress = new FirstAddress(this, this.connector, resolver, settings.tuning().ipv6());
		this.allAddresses = new AllAddresses(this, resolver, settings, this.endpoints, this.connector, connections,
				onDiscarded);
		for (Endpoint endpoint : settings.endpoints()) {
			if (!settings.bind() && endpoint.transport() != Endpoint.Transport.INPROC
					&& !this.allAddresses.include(endpoint)) {
				this.endpoints.put(endpoint.toString(), new RemoteEndpoint(endpoint, settings.tuning()));
			}
		}
		connections.readNames(this::names);
	}

	/**
	 * Connect for the first time, in the thread that opens the socket. Host names that do
	 * not resolve within half a second are resolved in the background.
	 * @throws SocketOpenException if an address cannot be connected to
	 */
	public void connect() {
		Map<RemoteEndpoint, CompletableFuture<InetAddress>> lookups = new LinkedHashMap<>();
		synchronized (this) {
			for (RemoteEndpoint endpoint : this.endpoints.values()) {
				if (endpoint.endpoint().isLiteral()) {
					this.connector.connect(endpoint, literalAddress(endpoint));
				}
				else {
					lookups.put(endpoint, this.firstAddress.begin(endpoint));
				}
			}
			this.allAddresses.beginLookups();
		}
		// Without the lock, which the housekeeping thread needs
		Deadline deadline = Deadline.in(FIRST_LOOKUP_TIMEOUT);
		lookups.values().forEach((lookup) -> NameResolver.await(lookup, deadline));
		synchronized (this) {
			lookups.forEach(this.firstAddress::connect);
		}
	}

	static String literalAddress(RemoteEndpoint endpoint) {
		return (endpoint.endpoint().transport() == Endpoint.Transport.IPC) ? endpoint.address()
				: endpoint.endpoint().at(EndpointDiagnosis.resolve(endpoint.endpoint()));
	}

	/**
	 * Reconnect from now on.
	 * @param newOwner runs commands in the thread that owns the socket
	 */
	public synchronized void start(Consumer<Runnable> newOwner) {
		this.owner = newOwner;
		if (!this.endpoints.isEmpty() || !this.allAddresses.isEmpty()) {
			this.housekeeping.addTask(this.task);
		}
	}

	/**
	 * Process an event of a connection.
	 * @param event the event with the configured address; on the housekeeping thread, in
	 * order
	 */
	public synchronized void onEvent(SocketEvent event) {
		RemoteEndpoint endpoint = this.endpoints.get(event.address());
		if (endpoint == null) {
			return;
		}
		switch (event.kind()) {
			case CONNECTED -> endpoint.onConnected();
			case DENIED -> endpoint.onDenied();
			case HANDSHAKEN -> endpoint.onHandshaken();
			case DISCONNECTED, OVERSIZE -> endpoint.onDisconnected();
			case RETRIED -> {
				endpoint.onRetried();
				if (!endpoint.endpoint().isLiteral() && !this.closed) {
					this.firstAddress.resolve(endpoint);
				}
				this.connector.checkAccess(endpoint);
			}
			case ACCEPTED -> {
			}
		}
	}

	private synchronized void tick() {
		for (RemoteEndpoint endpoint : this.endpoints.values()) {
			if (endpoint.hasGivenUp(this.watch)) {
				// Queued behind the events that the engine has reported meanwhile
				submit(() -> onGivenUp(endpoint));
			}
			if (endpoint.beginAttempt()) {
				if (endpoint.endpoint().isLiteral()) {
					reconnect(endpoint, literalAddress(endpoint));
				}
				else {
					this.firstAddress.resolve(endpoint);
				}
			}
		}
		this.allAddresses.tick();
	}

	/**
	 * Run a job on the housekeeping thread, with the lock, unless this is closed by then.
	 * @param job the job
	 */
	void submit(Runnable job) {
		this.housekeeping.submit(() -> {
			synchronized (this) {
				if (!this.closed) {
					job.run();
				}
			}
		});
	}

	private void onGivenUp(RemoteEndpoint endpoint) {
		Duration wait = endpoint.onGivenUp();
		if (wait != null && !endpoint.isDenied() && endpoint.isFirstProblem()) {
			logger.warn("The connection to " + endpoint.address()
					+ " was ended because its peer broke the protocol or the size limit; it is reconnected after "
					+ SettingText.of(wait) + ", and after longer waits if that happens again. Check the type and the"
					+ " max-message-size of both sockets");
		}
	}

	// The caller of this and the next methods holds the lock
	void reportAttempt(RemoteEndpoint endpoint) {
		this.events.accept(new SocketEvent(SocketEvent.Kind.RETRIED, endpoint.address(), null, false));
	}

	void reconnect(RemoteEndpoint endpoint, String address) {
		String before = endpoint.engineAddress();
		if (this.owner == null) {
			endpoint.retryIn(Duration.ZERO);
			return;
		}
		if (this.closed || !this.connector.assign(endpoint, address)) {
			return;
		}
		this.owner.accept(this.connector.reconnect(before, address, () -> onUnread(endpoint, before),
				(failure) -> onFailed(endpoint, failure)));
		if (before != null) {
			reportAttempt(endpoint);
		}
	}

	private synchronized void onUnread(RemoteEndpoint endpoint, @Nullable String before) {
		endpoint.onPostponed(before);
	}

	private synchronized void onFailed(RemoteEndpoint endpoint, Exception failure) {
		logger.warn(endpoint.address() + " could not be reconnected and is tried again", failure);
		endpoint.onConnectFailed();
	}

	/**
	 * Run a command in the thread that owns the socket. Not before the start.
	 * @param command the command
	 */
	void execute(Runnable command) {
		Objects.requireNonNull(this.owner).accept(command);
	}

	/**
	 * Whether the socket is connected to an endpoint.
	 * @param endpoint a configured endpoint, not inproc
	 * @return {@code true} if a handshake with one of its addresses is complete
	 */
	public synchronized boolean isConnectedTo(Endpoint endpoint) {
		return this.allAddresses.isConnectedTo(endpoint);
	}

	/**
	 * The addresses of an endpoint that were tried without success.
	 * @param endpoint a configured endpoint
	 * @return the addresses, {@code null} if there is no need to name them
	 */
	public synchronized @Nullable String tried(Endpoint endpoint) {
		return this.allAddresses.tried(endpoint);
	}

	private synchronized List<ResolvedName> names() {
		return this.allAddresses.describe();
	}

	/**
	 * Connect to an inproc endpoint again, after its peer has bound it again.
	 * @param address the endpoint
	 */
	public synchronized void reconnectInproc(String address) {
		if (!this.closed && this.owner != null) {
			this.owner.accept(this.connector.reconnect(address, address, () -> {
			}, (failure) -> logger.warn(address + " could not be reconnected", failure)));
		}
	}

	/**
	 * Return what keeps the socket from connecting.
	 * @return sentences without a full stop, empty if nothing does
	 */
	public synchronized List<String> faults() {
		return this.endpoints.values().stream().map(RemoteEndpoint::fault).filter(Objects::nonNull).toList();
	}

	/**
	 * Stop reconnecting.
	 */
	public synchronized void close() {
		this.closed = true;
		this.housekeeping.removeTask(this.task);
	}

}
