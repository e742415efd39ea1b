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

package io.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.SocketBase;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.ConnectionKeeper;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.socket.engine.EngineWatch;
import io.zmqspring.socket.engine.UnsentMessages;
import io.zmqspring.socket.guard.FrameMemory;
import io.zmqspring.socket.guard.GuardingAllocator;
import io.zmqspring.socket.guard.PeerGuard;
import io.zmqspring.socket.security.SocketSecurity;
import io.zmqspring.support.Housekeeping;
import io.zmqspring.support.Interrupts;

/**
 * A JeroMQ socket with every option set and every endpoint bound or connected. Not
 * thread-safe: it belongs to one thread at a time, which also closes it.
 *
 * @since 0.1
 */
public final class OpenSocket {

	private final ZMQ.Socket socket;

	private final SocketSettings settings;

	private final Engine engine;

	private final Housekeeping housekeeping;

	private final PeerGuard guard;

	private final SocketSecurity security;

	private final ConnectionTable connections;

	private final SocketEventListener events;

	private final ConnectionKeeper connectionKeeper;

	private final Endpoints endpoints;

	private final Lingering lingering;

	private final Runnable task = this::tick;

	private volatile boolean ending;

	private boolean closed;

	private OpenSocket(ZmqContext context, SocketType type, SocketSettings settings, SocketEventListener events) {
		this.settings = settings;
		this.housekeeping = context.housekeeping();
		this.security = context.sections().of(type.name(), settings, events.role(), events.name());
		this.connections = new ConnectionTable(!settings.bind(),
				this.security.isSecured() ? Duration.ofDays(365) : settings.tuning().handshakeInterval());
		this.engine = context.engine();
		this.socket = SocketOptions.create(this.engine, type);
		this.endpoints = new Endpoints(this.socket, context.inproc(), events.role() + " '" + events.name() + "'");
		this.lingering = new Lingering(this.socket);
		EngineWatch watch = this.engine.watch();
		this.connectionKeeper = new ConnectionKeeper(this.housekeeping, context.resolver(), watch, this.socket,
				settings, this.connections, (attempt) -> this.connections.onEvent(attempt).forEach(events::onEvent),
				events::onDiscarded);
		this.events = events;
		EventHook hook = new EventHook((event) -> {
			if (event.kind() == SocketEvent.Kind.CONNECTED) {
				watch.connected();
			}
			List<SocketEvent> changes = this.connections.onEvent(event);
			changes.forEach(this.security::onEvent);
			this.housekeeping.submit(() -> changes.forEach(this::onChange));
		}, this.engine::failed, !this.security.isSecured());
		this.guard = new PeerGuard(type, settings, context.security(), FrameMemory.SHARED, hook);
	}

	/**
	 * Open a socket.
	 * @param context the context
	 * @param type the type of the socket
	 * @param settings the settings
	 * @param events receives the events of its connections
	 * @param furtherOptions sets options of this type, before the socket binds or
	 * connects
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if it cannot be created, bound or connected
	 */
	public static OpenSocket open(ZmqContext context, SocketType type, SocketSettings settings,
			SocketEventListener events, Consumer<ZMQ.Socket> furtherOptions) {
		try {
			OpenSocket opened = new OpenSocket(context, type, settings, events);
			// JeroMQ does not bind or connect in an interrupted thread
			return Interrupts.defer(() -> {
				try {
					opened.security.applyTo(opened.socket, opened.guard, opened.connections,
							settings.tuning().largestRead());
					SocketOptions.apply(settings, context.security().handshakeTimeout(), opened.socket);
					furtherOptions.accept(opened.socket);
					opened.bindOrConnect();
					return opened;
				}
				catch (RuntimeException | Error ex) {
					opened.close();
					throw ex;
				}
			});
		}
		catch (VirtualMachineError ex) {
			context.failed(ex);
			throw ex;
		}
	}

	/**
	 * Whether an exception that was thrown while the socket was used may have left the
	 * engine inconsistent.
	 * @param cause the exception
	 * @return {@code true} if the engine and all its sockets will be replaced
	 */
	public boolean hasFailed(Throwable cause) {
		this.engine.failed(cause);
		return hasFailed();
	}

	/**
	 * Whether the engine may be inconsistent.
	 * @return {@code true} if it and all its sockets will be replaced
	 */
	public boolean hasFailed() {
		return this.engine.willBeReplaced();
	}

	private void bindOrConnect() {
		this.housekeeping.addTask(this.task);
		if (this.settings.bind()) {
			this.settings.endpoints().forEach((endpoint) -> this.endpoints.bind(endpoint, this.settings.tuning()));
			SocketOptions.applySendBuffer(this.settings, this.socket);
		}
		else {
			SocketOptions.applySendBuffer(this.settings, this.socket);
			this.connectionKeeper.connect();
			this.endpoints.connectInproc(this.settings);
		}
	}

	/**
	 * Reconnect, from now on, the connections that the engine does not reconnect.
	 * @param owner runs commands in the thread that owns the socket
	 */
	public void keepConnected(Consumer<Runnable> owner) {
		if (!this.settings.bind()) {
			this.connectionKeeper.start(owner);
			this.endpoints.keepInprocConnected(this.settings, this.connectionKeeper::reconnectInproc);
		}
	}

	private void tick() {
		this.guard.tick();
		this.endpoints.files().check();
		List<SocketEvent> completed = this.connections.completeOverdueHandshakes(System.nanoTime());
		if (!completed.isEmpty()) {
			// Queued behind the events that the engine has reported before
			this.housekeeping.submit(() -> completed.forEach(this::onChange));
		}
	}

	private void onChange(SocketEvent change) {
		this.connectionKeeper.onEvent(change);
		if (!this.ending) {
			this.events.onEvent(change);
		}
	}

	void end(String address) {
		this.guard.end(address);
	}

	/**
	 * What keeps this socket from connecting, or its guard from working.
	 * @return sentences without a full stop, empty if there is none
	 */
	public List<String> faults() {
		return Stream
			.of(Stream.ofNullable(GuardingAllocator.fault()), this.connectionKeeper.faults().stream(),
					this.security.faults().stream(), this.endpoints.files().faults().stream())
			.flatMap((sentences) -> sentences)
			.toList();
	}

	/**
	 * The addresses at which no peer is connected.
	 * @return the addresses, empty if there is none
	 */
	public List<AbsentPeer> absentPeers() {
		return this.endpoints.absentPeers(this.settings, this.connections, this.connectionKeeper);
	}

	/**
	 * How peers identify themselves.
	 * @return the mechanism and its state
	 */
	public SocketSecurity security() {
		return this.security;
	}

	/**
	 * The connections of this socket.
	 * @return the live connection table
	 */
	public ConnectionTable connections() {
		return this.connections;
	}

	ZMQ.Socket socket() {
		return this.socket;
	}

	/**
	 * The socket as the internals of JeroMQ see it.
	 * @return the socket
	 */
	public SocketBase base() {
		return this.socket.base();
	}

	/**
	 * The bound addresses, with the ports the system has chosen.
	 * @return addresses such as {@code tcp://0.0.0.0:5555}
	 */
	public List<String> boundAddresses() {
		return this.endpoints.addresses();
	}

	/**
	 * Accept no more connections, before the socket is closed and when no message is
	 * given to it any more. Repeated calls do nothing.
	 * @param longest the longest linger, if shorter than that of the settings
	 * @return the messages that it has accepted and not sent
	 */
	public UnsentMessages stopSending(Duration longest) {
		this.ending = true;
		this.connectionKeeper.close();
		Duration linger = this.settings.linger();
		return this.lingering.begin((longest.compareTo(linger) < 0) ? longest : linger, this.engine.fault() == null);
	}

	/**
	 * Close. Returns when the ports can be bound again. A second call does nothing.
	 * @return the number of messages that were accepted and not sent
	 */
	public long close() {
		if (this.closed) {
			return 0;
		}
		this.closed = true;
		this.ending = true;
		this.connectionKeeper.close();
		this.guard.close();
		this.housekeeping.removeTask(this.task);
		// JeroMQ would abandon the calls below half-way in an interrupted thread
		return Interrupts.defer(() -> {
			long left = 0;
			try {
				left = this.lingering.discard();
				this.endpoints.releaseInproc();
			}
			catch (VirtualMachineError ex) {
				this.engine.failed(ex);
				throw ex;
			}
			finally {
				this.socket.close();
			}
			this.endpoints.awaitRelease();
			return left;
		});
	}

}
