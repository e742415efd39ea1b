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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.util.unit.DataSize;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.SocketBase;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.connection.ConnectionKeeper;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.EndpointDiagnosis;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.connection.Uninterrupted;
import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.socket.engine.EngineWatch;
import io.zmqspring.socket.engine.FrameDecoder;
import io.zmqspring.socket.guard.FrameMemory;
import io.zmqspring.socket.guard.GuardingAllocator;
import io.zmqspring.socket.guard.PeerGuard;
import io.zmqspring.socket.guard.PeerLimits;
import io.zmqspring.socket.guard.PeerRule;
import io.zmqspring.support.Housekeeping;

/**
 * A JeroMQ socket with every option set and every endpoint bound or connected. Not thread
 * safe: it belongs to one thread at a time, closing included.
 */
final class OpenSocket {

	private static final int MAX_HEARTBEAT_TTL_MILLIS = 655_000;

	private static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_ACCEPTED | zmq.ZMQ.ZMQ_EVENT_CONNECTED
			| zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL | zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;

	private final ZmqContext context;

	private final ZMQ.Socket socket;

	private final SocketSettings settings;

	private final PeerGuard guard;

	private final PeerRule rule;

	private final ConnectionTable connections;

	private final ConnectionKeeper connectionKeeper;

	private final List<String> bound = new ArrayList<>();

	private final Map<String, Runnable> inprocPeers = new HashMap<>();

	private final Runnable task = this::tick;

	private boolean closed;

	private OpenSocket(ZmqContext context, SocketType type, SocketSettings settings, SocketEventListener events) {
		this.context = context;
		this.settings = settings;
		Housekeeping housekeeping = context.housekeeping();
		this.connections = new ConnectionTable(!settings.bind(), settings.tuning().handshakeInterval());
		Engine engine = context.engine();
		this.socket = create(engine, type);
		EngineWatch watch = engine.watch();
		this.connectionKeeper = new ConnectionKeeper(context.housekeeping(), context.resolver(), watch, this.socket,
				settings, this.connections, (tried) -> events.onEvent(this.connections.onEvent(tried)));
		EventHook hook = new EventHook((event) -> {
			if (event.kind() == SocketEvent.Kind.CONNECTED) {
				watch.connected();
			}
			SocketEvent known = this.connections.onEvent(event);
			housekeeping.submit(() -> {
				this.connectionKeeper.onEvent(known);
				events.onEvent(known);
			});
		});
		this.rule = PeerRule.of(type);
		this.guard = new PeerGuard(PeerLimits.of(this.rule, settings), settings.bind(), FrameMemory.SHARED, hook);
	}

	static OpenSocket open(ZmqContext context, SocketType type, SocketSettings settings, SocketEventListener events,
			Consumer<ZMQ.Socket> furtherOptions) {
		OpenSocket opened = new OpenSocket(context, type, settings, events);
		// JeroMQ gives up binding and connecting when interrupted
		boolean interrupted = Thread.interrupted();
		try {
			opened.applyOptions();
			context.addDuty(opened.task);
			furtherOptions.accept(opened.socket);
			if (settings.bind()) {
				settings.endpoints().forEach(opened::bind);
				// JeroMQ would set it on the listening channel, which refuses it; the
				// connections accepted from here on have it
				opened.applySendBuffer();
			}
			else {
				opened.applySendBuffer();
				opened.connectionKeeper.connect();
				settings.endpoints()
					.stream()
					.filter((endpoint) -> endpoint.transport() == Endpoint.Transport.INPROC)
					.forEach(opened::connect);
			}
			return opened;
		}
		catch (RuntimeException | Error ex) {
			opened.close();
			throw ex;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static ZMQ.Socket create(Engine engine, SocketType type) {
		try {
			return engine.socket(type);
		}
		catch (ZMQException ex) {
			throw new SocketOpenException("ZeroMQ cannot create another socket: " + ex.getMessage(),
					"Raise zmq.context.max-sockets, or the process's limit of open files", ex);
		}
	}

	private void applyOptions() {
		SocketTuning tuning = this.settings.tuning();
		long largestFrame = this.rule.largestFrame(tuning.maxMessageSize().toBytes());
		this.socket.setMaxMsgSize(largestFrame);
		GuardingAllocator allocator = this.guard.allocator(largestFrame);
		this.socket.setMsgAllocator(allocator);
		base().setEventHook(new DecoderReplacement(base(),
				(buffer) -> new FrameDecoder(buffer, tuning.largestRead(), largestFrame, allocator), this.guard),
				EVENTS);
		// Without anybody to ask, it only keeps out peers that speak ZMTP 1 or 2, whose
		// frames the guard could not tell apart
		this.socket.setZapDomain("zmtp-3-only");
		this.socket.setHandshakeIvl((int) tuning.handshakeInterval().toMillis());
		if (!tuning.heartbeatInterval().isZero()) {
			int timeout = (int) tuning.heartbeatTimeout().toMillis();
			this.socket.setHeartbeatIvl((int) tuning.heartbeatInterval().toMillis());
			this.socket.setHeartbeatTimeout(timeout);
			this.socket.setHeartbeatTtl(Math.min(timeout, MAX_HEARTBEAT_TTL_MILLIS));
		}
		this.socket.setReconnectIVL((int) tuning.reconnectInterval().toMillis());
		this.socket.setReconnectIVLMax((int) tuning.reconnectIntervalMax().toMillis());
		if (tuning.receiveBuffer() != null) {
			this.socket.setReceiveBufferSize((int) tuning.receiveBuffer().toBytes());
		}
		this.socket.setTCPKeepAlive(tuning.tcpKeepAlive() ? 1 : 0);
		this.socket.setIPv6(tuning.ipv6());
		this.socket.setSndHWM(this.settings.highWaterMark());
		this.socket.setRcvHWM(this.settings.highWaterMark());
		this.socket.setLinger((int) this.settings.linger().toMillis());
	}

	private void applySendBuffer() {
		DataSize buffer = this.settings.tuning().sendBuffer();
		if (buffer != null) {
			this.socket.setSendBufferSize((int) buffer.toBytes());
		}
	}

	private void bind(Endpoint endpoint) {
		if (endpoint.transport() == Endpoint.Transport.INPROC && !this.context.claimInproc(endpoint.host())) {
			throw EndpointDiagnosis.inprocTaken(endpoint);
		}
		try {
			if (endpoint.transport() == Endpoint.Transport.TCP && !endpoint.isWildcard()) {
				EndpointDiagnosis.resolve(endpoint);
			}
			Uninterrupted.call(this.socket, (socket) -> socket.bind(address(endpoint)));
		}
		catch (ZMQException | IllegalArgumentException ex) {
			if (endpoint.transport() == Endpoint.Transport.INPROC) {
				this.context.releaseInproc(endpoint.host());
			}
			throw EndpointDiagnosis.bindFailed(endpoint, ex);
		}
		if (endpoint.transport() == Endpoint.Transport.INPROC) {
			this.context.inprocBound(endpoint.host());
		}
		this.bound.add(
				(endpoint.transport() == Endpoint.Transport.TCP) ? this.socket.getLastEndpoint() : endpoint.toString());
	}

	private void connect(Endpoint endpoint) {
		try {
			Uninterrupted.call(this.socket, (socket) -> socket.connect(endpoint.toString()));
		}
		catch (ZMQException | IllegalArgumentException ex) {
			throw EndpointDiagnosis.connectFailed(endpoint, ex);
		}
	}

	private static String address(Endpoint endpoint) {
		return (endpoint.transport() == Endpoint.Transport.TCP && endpoint.port() == 0)
				? "tcp://" + endpoint.host() + ":*" : endpoint.toString();
	}

	/**
	 * Make connections anew that the engine gives up, from now on.
	 * @param owner takes what is to be done with the socket
	 */
	void keepConnected(Consumer<Runnable> owner) {
		if (!this.settings.bind()) {
			this.connectionKeeper.start(owner);
			this.settings.endpoints()
				.stream()
				.filter((endpoint) -> endpoint.transport() == Endpoint.Transport.INPROC)
				.forEach(this::reconnectWhenBoundAgain);
		}
	}

	private void reconnectWhenBoundAgain(Endpoint endpoint) {
		Runnable reconnect = () -> this.connectionKeeper.reconnectInproc(endpoint.toString());
		this.inprocPeers.put(endpoint.host(), reconnect);
		this.context.onInprocLost(endpoint.host(), reconnect);
	}

	/**
	 * What keeps this socket from connecting.
	 * @return sentences without a full stop, empty if all is well
	 */
	List<String> faults() {
		return this.connectionKeeper.faults();
	}

	private void tick() {
		this.guard.endSilent();
		this.connections.completeOverdueHandshakes(System.nanoTime());
	}

	ConnectionTable connections() {
		return this.connections;
	}

	ZMQ.Socket socket() {
		return this.socket;
	}

	SocketBase base() {
		return this.socket.base();
	}

	/**
	 * The addresses really bound, with their real ports.
	 * @return addresses such as {@code tcp://0.0.0.0:5555}
	 */
	List<String> boundAddresses() {
		return List.copyOf(this.bound);
	}

	/**
	 * Free the ports, then close; once. Returns when the ports can be bound again;
	 * messages on their way out linger in the background.
	 */
	void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.connectionKeeper.close();
		this.inprocPeers.forEach(this.context::forgetInproc);
		this.context.removeDuty(this.task);
		// An interrupt pending here would abandon the calls below half-way
		boolean interrupted = Thread.interrupted();
		try {
			try {
				releaseEndpoints();
			}
			finally {
				this.socket.close();
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void releaseEndpoints() {
		for (String address : this.bound) {
			Uninterrupted.call(this.socket, (socket) -> socket.unbind(address));
			if (address.startsWith("inproc://")) {
				this.context.releaseInproc(address.substring("inproc://".length()));
			}
			else {
				BoundPort.awaitRelease(Endpoint.parse(address, null));
			}
		}
		this.bound.clear();
	}

}
