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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.BoundFiles;
import io.zmqspring.socket.connection.BoundPort;
import io.zmqspring.socket.connection.ConnectionKeeper;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.EndpointDiagnosis;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.connection.Uninterrupted;
import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.engine.UnsentMessages;

/**
 * The endpoints that a socket is bound to, and the inproc endpoints it is connected to.
 * Belongs to the owner of the socket.
 */
final class Endpoints {

	private static final String INPROC = "inproc://";

	private static final String TCP = "tcp://";

	private final List<String> addresses = new ArrayList<>();

	private final Map<String, Runnable> inprocReconnects = new HashMap<>();

	private final BoundFiles files;

	private final ZMQ.Socket socket;

	private final InprocRegistry inproc;

	private Runnable closingListeners = () -> {
	};

	Endpoints(ZMQ.Socket socket, InprocRegistry inproc, String owner) {
		this.socket = socket;
		this.files = new BoundFiles(owner);
		this.inproc = inproc;
	}

	/**
	 * Bind an endpoint.
	 * @param endpoint the endpoint
	 * @param tuning the settings of the socket
	 * @throws SocketOpenException if it cannot be bound
	 */
	void bind(Endpoint endpoint, SocketTuning tuning) {
		switch (endpoint.transport()) {
			case TCP -> bindTcp(endpoint);
			case IPC -> this.addresses.add(this.files.bind(this.socket.base(), endpoint, tuning.ipcPermissions()));
			case INPROC -> bindInproc(endpoint);
		}
	}

	/**
	 * The files of Unix domain sockets that this socket is bound to.
	 * @return the files
	 */
	BoundFiles files() {
		return this.files;
	}

	private void bindInproc(Endpoint endpoint) {
		if (!this.inproc.reserve(endpoint.host())) {
			throw EndpointDiagnosis.inprocTaken(endpoint);
		}
		try {
			Uninterrupted.call(this.socket, (socket) -> socket.bind(endpoint.toString()));
		}
		catch (ZMQException | IllegalArgumentException ex) {
			this.inproc.release(endpoint.host());
			throw EndpointDiagnosis.bindFailed(endpoint, ex);
		}
		this.inproc.onBound(endpoint.host());
		this.addresses.add(endpoint.toString());
	}

	private void bindTcp(Endpoint endpoint) {
		if (!endpoint.isWildcard()) {
			EndpointDiagnosis.resolve(endpoint);
		}
		String address = (endpoint.port() == 0) ? "tcp://" + endpoint.host() + ":*" : endpoint.toString();
		try {
			Uninterrupted.call(this.socket, (socket) -> socket.bind(address));
		}
		catch (ZMQException | IllegalArgumentException ex) {
			throw EndpointDiagnosis.bindFailed(endpoint, ex);
		}
		this.addresses.add(this.socket.getLastEndpoint());
	}

	/**
	 * Connect to the inproc endpoints of a socket that connects.
	 * @param settings the settings of the socket
	 * @throws SocketOpenException if one cannot be connected
	 */
	void connectInproc(SocketSettings settings) {
		inproc(settings).forEach((endpoint) -> {
			try {
				Uninterrupted.call(this.socket, (socket) -> socket.connect(endpoint.toString()));
			}
			catch (ZMQException | IllegalArgumentException ex) {
				throw EndpointDiagnosis.connectFailed(endpoint, ex);
			}
		});
	}

	/**
	 * Reconnect to the inproc endpoints whenever they are bound again.
	 * @param settings the settings of the socket
	 * @param reconnect reconnects the socket to an address
	 */
	void keepInprocConnected(SocketSettings settings, Consumer<String> reconnect) {
		inproc(settings).forEach((endpoint) -> {
			Runnable task = () -> reconnect.accept(endpoint.toString());
			this.inprocReconnects.put(endpoint.host(), task);
			this.inproc.addConnection(endpoint.host(), task);
		});
	}

	/**
	 * Whether all connections of a socket write a sequenced frame as two frames. Inproc
	 * has no encoder, and with CURVE a frame is encrypted before it is encoded.
	 * @param settings the settings of the socket
	 * @param mechanism its mechanism
	 * @return {@code false} if the two frames have to be sent one after the other
	 */
	static boolean writeSequencedFrames(SocketSettings settings, SecurityMechanism mechanism) {
		return DecoderReplacement.replacesEncoders() && mechanism != SecurityMechanism.CURVE
				&& inproc(settings).findAny().isEmpty();
	}

	private static Stream<Endpoint> inproc(SocketSettings settings) {
		return settings.endpoints().stream().filter((endpoint) -> endpoint.transport() == Endpoint.Transport.INPROC);
	}

	/**
	 * The addresses at which no peer is connected. Nobody needs to connect to a socket
	 * that binds, unless {@code expect-connection-within} is set. For any thread.
	 * @param settings the settings of the socket
	 * @param connections its tcp connections
	 * @param keeper the addresses that it connects to
	 * @return the addresses, empty if there is none
	 */
	List<AbsentPeer> absentPeers(SocketSettings settings, ConnectionTable connections, ConnectionKeeper keeper) {
		Duration within = settings.tuning().expectConnectionWithin();
		boolean connects = !settings.bind();
		if (!connects && (within == null || !connections.isEmpty() || hasInprocPeer(settings))) {
			return List.of();
		}
		return settings.endpoints()
			.stream()
			.filter((endpoint) -> !connects || !isConnectedTo(endpoint, keeper))
			.map((endpoint) -> new AbsentPeer(endpoint.toString(), connects, within, keeper.tried(endpoint)))
			.toList();
	}

	private boolean hasInprocPeer(SocketSettings settings) {
		return inproc(settings).anyMatch((endpoint) -> this.inproc.hasConnection(endpoint.host()));
	}

	private boolean isConnectedTo(Endpoint endpoint, ConnectionKeeper keeper) {
		return (endpoint.transport() == Endpoint.Transport.INPROC) ? this.inproc.isBound(endpoint.host())
				: keeper.isConnectedTo(endpoint);
	}

	/**
	 * The bound addresses, with the ports the system has chosen.
	 * @return addresses such as {@code tcp://0.0.0.0:5555}
	 */
	List<String> addresses() {
		return List.copyOf(this.addresses);
	}

	/**
	 * Unbind and leave the inproc endpoints, before the socket is closed. The others stay
	 * bound until then: JeroMQ discards what is queued for the peers of an endpoint that
	 * it unbinds.
	 */
	void releaseInproc() {
		this.closingListeners = UnsentMessages.closingListeners(this.socket.base());
		this.inprocReconnects.forEach(this.inproc::removeConnection);
		this.addresses.stream().filter((address) -> address.startsWith(INPROC)).forEach((address) -> {
			Uninterrupted.call(this.socket, (socket) -> socket.unbind(address));
			this.inproc.release(address.substring(INPROC.length()));
		});
	}

	/**
	 * Wait until the ports and files can be bound again, after the socket was closed. If
	 * the I/O thread hangs, they are released here.
	 */
	void awaitRelease() {
		boolean released = this.addresses.stream()
			.filter((address) -> address.startsWith(TCP))
			.allMatch((address) -> BoundPort.awaitRelease(Endpoint.parse(address, null)));
		if (!released || !this.files.awaitRelease()) {
			this.closingListeners.run();
		}
	}

}
