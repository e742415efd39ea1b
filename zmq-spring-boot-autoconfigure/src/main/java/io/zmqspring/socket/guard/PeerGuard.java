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

package io.zmqspring.socket.guard;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import zmq.ZMQ;

import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.engine.DecoderReplacement;

/**
 * Closes the connections of peers that exceed their limits. It receives the events of all
 * connections of a socket and sees every frame, in the threads of the engine.
 *
 * @since 0.1
 */
public final class PeerGuard implements ZMQ.EventConsummer {

	private final Map<String, PeerConnection> connections = new ConcurrentHashMap<>();

	private final PeerLimits limits;

	private final SubscriptionLimit subscriptions;

	private final HandshakeQueue handshakes;

	private final boolean binds;

	private final boolean secured;

	private final FrameMemory memory;

	private final EventHook next;

	private volatile boolean closed;

	/**
	 * Create the guard of a socket.
	 * @param type the type of the socket
	 * @param settings its settings
	 * @param security the settings for all sockets
	 * @param memory the memory for frames that are arriving
	 * @param next receives each event
	 */
	public PeerGuard(SocketType type, SocketSettings settings, SecuritySettings security, FrameMemory memory,
			EventHook next) {
		this.limits = PeerLimits.of(PeerLimits.Rule.of(type), settings, security);
		this.subscriptions = new SubscriptionLimit(this.limits.subscriptions(), settings.bind());
		this.handshakes = new HandshakeQueue(new HandshakeRate(this.limits.handshakesPerSecond(), System::nanoTime));
		this.binds = settings.bind();
		this.secured = settings.security() != null;
		this.memory = memory;
		this.next = next;
	}

	/**
	 * The largest frame that peers may send after the handshake.
	 * @return bytes
	 */
	public long largestFrame() {
		return this.limits.largestFrame();
	}

	/**
	 * The allocator for connections whose frames {@link #intake} does not take in.
	 * @return the allocator
	 */
	public GuardingAllocator allocator() {
		return new GuardingAllocator(this, this.memory, largestFrame());
	}

	/**
	 * Take in the frames of a connection, after its greeting.
	 * @param greeted the connection
	 * @param mechanism its mechanism
	 * @return decides about the frames
	 */
	public FrameIntake intake(DecoderReplacement.GreetedConnection greeted, SecurityMechanism mechanism) {
		PeerConnection connection = connection(greeted.endpoint(), greeted.channel());
		connection.setHandshake(greeted.handshake());
		return new ConnectionIntake(this, connection, largestFrame(), mechanism, this.binds ? greeted.resume() : null);
	}

	/**
	 * Follow the handshake of a connection.
	 * @param greeted the connection
	 * @return receives its end
	 */
	public HandshakeListener handshake(DecoderReplacement.GreetedConnection greeted) {
		return new HandshakeOutcome(this, connection(greeted.endpoint(), greeted.channel()),
				this.secured ? this.next : null);
	}

	/**
	 * Begin a handshake.
	 * @param connection the connection
	 * @param resume makes it continue if it has to wait
	 * @return whether it may begin now
	 */
	synchronized boolean mayBegin(PeerConnection connection, Runnable resume) {
		connection.setWaiting(resume);
		return connection.hasEnded() || this.handshakes.enter(resume);
	}

	@Override
	public void consume(ZMQ.Event event) {
		this.next.consume(event);
		try {
			if (event.arg instanceof SocketChannel channel) {
				switch (event.event) {
					case ZMQ.ZMQ_EVENT_ACCEPTED -> accepted(event.addr, channel);
					case ZMQ.ZMQ_EVENT_CONNECTED -> connection(event.addr, channel);
					case ZMQ.ZMQ_EVENT_DISCONNECTED -> disconnected(channel);
					default -> {
					}
				}
			}
		}
		catch (IOException | RuntimeException | Error ex) {
			this.next.failed(ex);
		}
	}

	private void accepted(String endpoint, SocketChannel channel) throws IOException {
		if (!this.limits.accept(channel) || makeRoom(channel)) {
			connection(endpoint, channel);
		}
		else {
			channel.shutdownInput();
			this.next.report(SocketEvent.Kind.TOO_MANY_CONNECTIONS, endpoint, channel);
		}
	}

	private synchronized boolean makeRoom(SocketChannel channel) {
		return this.limits.connections()
			.makeRoom(PeerConnection.host(PeerConnection.address(channel)), this.connections.values(),
					(oldest) -> end(oldest, SocketEvent.Kind.NO_HANDSHAKE));
	}

	// With several I/O threads a connection may send before it is reported
	private synchronized PeerConnection connection(String endpoint, SocketChannel channel) {
		String address = PeerConnection.address(channel);
		PeerConnection known = this.connections.get(address);
		if (known == null || (known.channel() != null && known.channel() != channel)) {
			if (known != null) {
				closed(known);
			}
			known = new PeerConnection(address, endpoint, this.subscriptions.topics(endpoint), this.memory,
					(slowest) -> end(slowest, SocketEvent.Kind.NO_MEMORY));
			this.connections.put(address, known);
		}
		try {
			known.attach(channel);
		}
		catch (IOException ex) {
			this.next.failed(ex);
		}
		if (!known.hasEnded() && !this.limits.accept(channel)) {
			end(known, SocketEvent.Kind.DENIED, new Denial(DenialReason.ADDRESS_NOT_ALLOWED, null));
		}
		return known;
	}

	private void disconnected(SocketChannel channel) {
		PeerConnection connection = this.connections.get(PeerConnection.address(channel));
		if (connection != null && connection.channel() == channel) {
			closed(connection);
		}
	}

	synchronized void closed(PeerConnection connection) {
		connection.memory().close();
		stopWaiting(connection, false);
		if (this.connections.remove(connection.address(), connection)) {
			this.subscriptions.forget(connection);
		}
	}

	// The engine reads nothing from a connection that waits, so it would not notice
	private void stopWaiting(PeerConnection connection, boolean resumed) {
		Runnable resume = connection.waiting();
		if (resume != null && this.handshakes.leave(resume) && resumed) {
			resume.run();
		}
	}

	/**
	 * The connection with an address.
	 * @param address the IP address and port of the peer, empty if it is not known
	 * @return the connection, a new one if it has not been reported yet
	 */
	PeerConnection connection(String address) {
		return address.isEmpty() ? unknown(address) : this.connections.computeIfAbsent(address, this::unknown);
	}

	private PeerConnection unknown(String address) {
		return new PeerConnection(address, "", new HashSet<>(), this.memory,
				(slowest) -> end(slowest, SocketEvent.Kind.NO_MEMORY));
	}

	/**
	 * Check a frame that has arrived, before it is passed on.
	 * @param frame the frame
	 * @param connection its connection
	 */
	void arrived(PeerFrame frame, PeerConnection connection) {
		connection.onFrame();
		SocketEvent.Kind refusal = (connection.hasEnded() || frame.isCommand()) ? null : refusal(frame, connection);
		if (refusal != null) {
			end(connection, refusal);
		}
		if (connection.hasEnded()) {
			frame.discard();
		}
	}

	private SocketEvent.@Nullable Kind refusal(PeerFrame frame, PeerConnection connection) {
		return switch (this.limits.rule()) {
			case MESSAGES -> connection.part(frame.size(), frame.hasMore(), this.limits);
			case SUBSCRIPTIONS -> {
				subscribed(frame, connection);
				yield null;
			}
			case NOTHING -> SocketEvent.Kind.MALFORMED;
		};
	}

	private synchronized void subscribed(PeerFrame frame, PeerConnection connection) {
		PeerConnection excessive = this.subscriptions.change(frame, connection, this.connections.values());
		if (excessive != null) {
			end(excessive, SocketEvent.Kind.TOO_MANY_SUBSCRIPTIONS);
		}
	}

	/**
	 * End a connection because its socket wants it. Only the end itself is reported.
	 * @param address the address of the peer
	 */
	public void end(String address) {
		Optional.ofNullable(this.connections.get(address)).ifPresent((known) -> end(known, null, null));
	}

	void end(PeerConnection connection, SocketEvent.Kind reason) {
		end(connection, reason, null);
	}

	synchronized void end(PeerConnection connection, SocketEvent.@Nullable Kind reason, @Nullable Denial denial) {
		try {
			if (connection.end()) {
				stopWaiting(connection, true);
				this.subscriptions.forget(connection);
				if (reason != null && !this.closed) {
					this.next.report(reason, connection.endpoint(), connection.channel(), denial);
				}
			}
		}
		catch (IOException ex) {
			this.next.failed(ex);
		}
	}

	/**
	 * Let handshakes that wait continue, and close connections that do not complete their
	 * handshake in time. The engine has a time-out only for the greeting. Called
	 * regularly.
	 */
	public void tick() {
		this.handshakes.tick();
		this.connections.values()
			.stream()
			.filter(this.limits::isOverdue)
			.forEach((silent) -> end(silent, SocketEvent.Kind.NO_HANDSHAKE));
		// Of a socket that was disconnected, which the engine does not report
		this.connections.values().stream().filter(PeerConnection::isClosed).toList().forEach(this::closed);
	}

	/**
	 * Release the memory of frames that are arriving, also if the engine has failed. The
	 * socket is being closed.
	 */
	public void close() {
		this.closed = true;
		List.copyOf(this.connections.values()).forEach((connection) -> connection.memory().close());
	}

}
