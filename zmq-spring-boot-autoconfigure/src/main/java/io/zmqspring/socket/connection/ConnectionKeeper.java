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
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.engine.EngineWatch;
import io.zmqspring.support.Housekeeping;

/**
 * Keeps a socket connecting. The engine gives a connection up for good when the peer
 * breaks the protocol or the size limit: it is connected anew, with the waits of an
 * ordinary reconnect. And the engine would look up host names in its I/O thread, at every
 * try, while all sockets wait: it is only given addresses, which are looked up outside
 * and again when a connection is lost. Safe for any thread; the socket is only touched by
 * its owner.
 *
 * @since 0.1
 */
public final class ConnectionKeeper {

	private static final Log logger = LogFactory.getLog(ConnectionKeeper.class);

	private static final Duration FIRST_LOOKUP = Duration.ofMillis(500);

	private static final Duration GRACE = Duration.ofMillis(50);

	private final Map<String, DialledEndpoint> lines = new LinkedHashMap<>();

	private final Runnable duty = this::tick;

	private final ZMQ.Socket socket;

	private final EngineWatch watch;

	private final Housekeeping housekeeping;

	private final NameResolver resolver;

	private final ConnectionTable connections;

	private final boolean ipv6;

	private final Consumer<SocketEvent> events;

	private @Nullable Consumer<Runnable> owner;

	private boolean closed;

	/**
	 * Make one for a socket.
	 * @param housekeeping runs what is due
	 * @param resolver looks up host names
	 * @param watch who watches the engine of the socket
	 * @param socket the socket
	 * @param settings its settings; one that binds needs nothing of this
	 * @param connections what is known of its connections
	 * @param events takes the tries made here, as if the engine had told of them
	 */
	public ConnectionKeeper(Housekeeping housekeeping, NameResolver resolver, EngineWatch watch, ZMQ.Socket socket,
			SocketSettings settings, ConnectionTable connections, Consumer<SocketEvent> events) {
		this.socket = socket;
		this.watch = watch;
		this.housekeeping = housekeeping;
		this.resolver = resolver;
		this.connections = connections;
		this.ipv6 = settings.tuning().ipv6();
		this.events = events;
		for (Endpoint endpoint : settings.endpoints()) {
			if (!settings.bind() && endpoint.transport() == Endpoint.Transport.TCP) {
				this.lines.put(endpoint.toString(), new DialledEndpoint(endpoint, settings.tuning()));
			}
		}
	}

	/**
	 * Connect for the first time, in the thread that opens the socket. Names that are not
	 * known soon are looked up further in the background.
	 */
	public synchronized void dial() {
		Map<DialledEndpoint, CompletableFuture<InetAddress>> found = new LinkedHashMap<>();
		for (DialledEndpoint line : this.lines.values()) {
			if (line.endpoint().isLiteral()) {
				connect(line, literal(line));
			}
			else {
				line.lookingUp(true);
				found.put(line, this.resolver.resolve(line.endpoint().host(), this.ipv6));
			}
		}
		long deadline = System.nanoTime() + FIRST_LOOKUP.toNanos();
		found.forEach((line, lookup) -> {
			InetAddress address = await(lookup, deadline);
			if (address != null) {
				line.lookingUp(false);
				connect(line, line.endpoint().at(address));
			}
			else {
				lookup.whenComplete((later, failure) -> this.housekeeping.submit(() -> onLookup(line, later, failure)));
			}
		});
	}

	private static String literal(DialledEndpoint line) {
		return line.endpoint().at(EndpointDiagnosis.resolve(line.endpoint()));
	}

	private static @Nullable InetAddress await(CompletableFuture<InetAddress> lookup, long deadline) {
		try {
			return lookup.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException | TimeoutException ex) {
			// told by whoever takes the result later
			return null;
		}
	}

	private void connect(DialledEndpoint line, String address) {
		if (isDialledByAnother(line, address)) {
			return;
		}
		this.connections.rename(address, line.address());
		line.dialled(address);
		try {
			Uninterrupted.call(this.socket, (socket) -> socket.connect(address));
		}
		catch (ZMQException | IllegalArgumentException ex) {
			throw EndpointDiagnosis.connectFailed(line.endpoint(), ex);
		}
	}

	// The engine would connect twice or, worse, end both by one disconnect
	private boolean isDialledByAnother(DialledEndpoint line, String address) {
		boolean taken = this.lines.values()
			.stream()
			.anyMatch((other) -> other != line && address.equals(other.dialled()));
		if (taken) {
			if (line.isNewTrouble()) {
				logger.warn(line.address() + " leads to " + address + " like another address of the same socket,"
						+ " and is not connected a second time");
			}
			line.again(Duration.ofSeconds(1));
		}
		return taken;
	}

	/**
	 * Keep connecting from now on.
	 * @param newOwner takes what is to be done with the socket
	 */
	public synchronized void start(Consumer<Runnable> newOwner) {
		this.owner = newOwner;
		if (!this.lines.isEmpty()) {
			this.housekeeping.addDuty(this.duty);
		}
	}

	/**
	 * Something happened to a connection.
	 * @param event what, by the names of ours; on the housekeeping thread, in order
	 */
	public synchronized void onEvent(SocketEvent event) {
		DialledEndpoint line = this.lines.get(event.address());
		if (line == null) {
			return;
		}
		switch (event.kind()) {
			case CONNECTED -> line.connected();
			case HANDSHAKEN -> line.greeted();
			case DISCONNECTED, OVERSIZE -> line.ended();
			case RETRIED -> {
				line.retried();
				if (!line.endpoint().isLiteral()) {
					lookUp(line);
				}
			}
			case ACCEPTED -> {
			}
		}
	}

	private synchronized void tick() {
		for (DialledEndpoint line : this.lines.values()) {
			if (line.hasBeenSilent(this.watch, GRACE)) {
				// Behind what the engine has told meanwhile
				this.housekeeping.submit(() -> givenUp(line));
			}
			if (line.isDue()) {
				line.begin();
				if (line.endpoint().isLiteral()) {
					redial(line, literal(line));
				}
				else {
					lookUp(line);
				}
			}
		}
	}

	private synchronized void givenUp(DialledEndpoint line) {
		if (!line.isSuspect()) {
			return;
		}
		Duration wait = line.abandon();
		if (line.isNewTrouble()) {
			logger.warn("The connection to " + line.address() + " was ended because its peer broke the protocol or the"
					+ " size limit; it is connected anew after " + SettingText.of(wait) + " and then ever less often");
		}
	}

	private void lookUp(DialledEndpoint line) {
		if (!this.closed && !line.isLookingUp()) {
			line.lookingUp(true);
			this.resolver.resolve(line.endpoint().host(), this.ipv6)
				.whenComplete((address, failure) -> this.housekeeping.submit(() -> onLookup(line, address, failure)));
		}
	}

	private synchronized void onLookup(DialledEndpoint line, @Nullable InetAddress address,
			@Nullable Throwable failure) {
		line.lookingUp(false);
		if (address == null) {
			onUnknown(line, failure);
			return;
		}
		line.fault(null);
		String found = line.endpoint().at(address);
		if (line.needsDialling()) {
			redial(line, found);
		}
		else if (line.hasMovedTo(found)) {
			logger.info("The host '" + line.endpoint().host() + "' of " + line.address() + " has moved to " + found);
			line.abandon();
		}
	}

	private void onUnknown(DialledEndpoint line, @Nullable Throwable failure) {
		line.fault("host '" + line.endpoint().host() + "' does not resolve (" + line.address() + "), tried again");
		line.failed();
		if (line.isNewTrouble()) {
			Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
			logger.warn("The host '" + line.endpoint().host() + "' of " + line.address()
					+ " does not resolve; it is tried again in the background (" + cause + ")");
		}
		tried(line);
	}

	private void tried(DialledEndpoint line) {
		this.events.accept(new SocketEvent(SocketEvent.Kind.RETRIED, line.address(), null, false));
	}

	private void redial(DialledEndpoint line, String address) {
		if (this.closed || this.owner == null || isDialledByAnother(line, address)) {
			return;
		}
		String before = line.dialled();
		this.connections.rename(address, line.address());
		line.dialled(address);
		this.owner.accept(new Redial(this.socket, before, address, (failure) -> failed(line, failure)));
		if (before != null) {
			tried(line);
		}
	}

	private synchronized void failed(DialledEndpoint line, Exception failure) {
		logger.warn(line.address() + " could not be connected anew and is tried again", failure);
		line.abandon();
	}

	public synchronized List<String> faults() {
		return this.lines.values().stream().map(DialledEndpoint::fault).filter(Objects::nonNull).toList();
	}

	public synchronized void close() {
		this.closed = true;
		this.housekeeping.removeDuty(this.duty);
	}

}
