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
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.ZMQ;
import zmq.io.Metadata;
import zmq.util.Utils;

import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.connection.SocketEvent;

/**
 * Closes the connections of peers that exceed their limits. It receives the events of all
 * connections of a socket and sees every frame, in the threads of the engine. When a
 * socket that binds has too many subscriptions, the peer with the most of them loses its
 * connection.
 *
 * @since 0.1
 */
public final class PeerGuard implements ZMQ.EventConsummer {

	private static final Log logger = LogFactory.getLog(PeerGuard.class);

	private static final @Nullable String FAULT = PeerFrame.isChecked() ? null
			: "the limits for peers have no effect, because this JeroMQ does not call setMetadata for each frame";

	static {
		if (FAULT != null) {
			logger.warn("Peers may send frames, subscriptions and messages without limits: " + FAULT
					+ "; use JeroMQ 0.6.0");
		}
	}

	private final Map<String, PeerConnection> connections = new ConcurrentHashMap<>();

	private final Map<String, Set<ByteBuffer>> topics = new ConcurrentHashMap<>();

	private final PeerLimits limits;

	private final boolean binds;

	private final FrameMemory memory;

	private final EventHook next;

	private Known last = new Known(new Metadata(), unknown());

	private int subscriptions;

	/**
	 * Create a guard.
	 * @param limits the limits for the peers of a socket
	 * @param binds whether the socket binds
	 * @param memory the memory for frames that are being received
	 * @param next receives each event
	 */
	public PeerGuard(PeerLimits limits, boolean binds, FrameMemory memory, EventHook next) {
		this.limits = limits;
		this.binds = binds;
		this.memory = memory;
		this.next = next;
	}

	/**
	 * Why no guard works.
	 * @return a sentence without a full stop, {@code null} if guards work
	 */
	public static @Nullable String fault() {
		return FAULT;
	}

	/**
	 * The allocator of the socket's frames.
	 * @param largestFrame the largest frame in bytes
	 * @return the allocator
	 */
	public GuardingAllocator allocator(long largestFrame) {
		return new GuardingAllocator(this, this.memory, largestFrame);
	}

	@Override
	public void consume(ZMQ.Event event) {
		this.next.consume(event);
		try {
			if (event.arg instanceof SocketChannel channel) {
				switch (event.event) {
					case ZMQ.ZMQ_EVENT_ACCEPTED, ZMQ.ZMQ_EVENT_CONNECTED -> opened(event.addr, channel);
					case ZMQ.ZMQ_EVENT_DISCONNECTED -> closed(channel);
					default -> {
					}
				}
			}
		}
		catch (IOException | RuntimeException | Error ex) {
			this.next.failed(ex);
		}
	}

	private synchronized void opened(String endpoint, SocketChannel channel) throws IOException {
		if (this.limits.connections() > 0 && this.connections.size() >= this.limits.connections()) {
			this.connections.values().removeIf(PeerConnection::isClosed);
			if (this.connections.size() >= this.limits.connections()) {
				channel.shutdownInput();
				this.next.report(SocketEvent.Kind.TOO_MANY_CONNECTIONS, endpoint, channel);
				return;
			}
		}
		// With several I/O threads a frame may arrive here before its connection
		this.connections.compute(key(channel), (key, known) -> (known != null && known.channel() == null) ? known
				: new PeerConnection(endpoint, topics(endpoint), this.memory))
			.attach(channel);
	}

	// A publisher that connects keeps the queue of a peer that reconnects, and its
	// subscriptions
	private Set<ByteBuffer> topics(String endpoint) {
		return this.binds ? new HashSet<>() : this.topics.computeIfAbsent(endpoint, (unknown) -> new HashSet<>());
	}

	private synchronized void closed(SocketChannel channel) {
		PeerConnection connection = this.connections.get(key(channel));
		if (connection != null && connection.channel() == channel) {
			this.connections.remove(key(channel));
			connection.forgetMessage();
			forgetSubscriptions(connection);
		}
	}

	private void forgetSubscriptions(PeerConnection connection) {
		if (this.binds) {
			this.subscriptions -= connection.forgetSubscriptions();
		}
	}

	private static String key(SocketChannel channel) {
		return Utils.getPeerIpAddress(channel).address();
	}

	private PeerConnection unknown() {
		return new PeerConnection("", new HashSet<>(), FrameMemory.SHARED);
	}

	/**
	 * Check a frame that has arrived, before it is passed on.
	 * @param frame the frame
	 * @param metadata the metadata of its connection
	 */
	void arrived(PeerFrame frame, Metadata metadata) {
		PeerConnection connection = connection(metadata);
		connection.onFrame();
		SocketEvent.Kind refusal = (connection.hasEnded() || frame.isCommand()) ? null : refusal(frame, connection);
		if (refusal != null) {
			end(connection, refusal);
		}
		if (connection.hasEnded()) {
			frame.discard();
		}
	}

	/**
	 * Close the connection of a frame whose content was refused.
	 * @param frame the frame in its place
	 * @param metadata the metadata of its connection
	 * @param reason why it was refused
	 */
	void refused(PeerFrame frame, Metadata metadata, SocketEvent.Kind reason) {
		end(connection(metadata), reason);
		frame.discard();
	}

	private PeerConnection connection(Metadata metadata) {
		Known known = this.last;
		if (known.metadata() != metadata) {
			String address = metadata.get(Metadata.PEER_ADDRESS);
			known = new Known(metadata,
					(address != null) ? this.connections.computeIfAbsent(address, (key) -> unknown()) : unknown());
			this.last = known;
		}
		return known.connection();
	}

	private SocketEvent.@Nullable Kind refusal(PeerFrame frame, PeerConnection connection) {
		return switch (this.limits.rule()) {
			case MESSAGES -> connection.part(frame.size(), frame.hasMore(), this.limits);
			case SUBSCRIPTIONS -> subscription(frame, connection);
			case NOTHING -> SocketEvent.Kind.MALFORMED;
		};
	}

	private synchronized SocketEvent.@Nullable Kind subscription(PeerFrame frame, PeerConnection connection) {
		byte first = (frame.size() > 0) ? frame.get(0) : -1;
		if (frame.hasMore() || first < 0 || first > 1) {
			// A message to a publisher, which JeroMQ would queue without a limit
			frame.discard();
			return null;
		}
		ByteBuffer topic = ByteBuffer.wrap(frame.data(), 1, frame.size() - 1);
		int change = connection.change(topic, first == 1);
		if (!this.binds) {
			return ofOneEndpoint(connection, topic, change);
		}
		this.subscriptions += change;
		if (this.limits.subscriptions() > 0 && this.subscriptions > this.limits.subscriptions()) {
			this.connections.values()
				.stream()
				.filter((candidate) -> !candidate.hasEnded())
				.max(Comparator.comparingInt(PeerConnection::subscriptions))
				.ifPresent((greediest) -> end(greediest, SocketEvent.Kind.TOO_MANY_SUBSCRIPTIONS));
		}
		return null;
	}

	// The engine keeps the subscriptions of such a peer after its connection, so closing
	// the connection of another peer would free nothing
	private SocketEvent.@Nullable Kind ofOneEndpoint(PeerConnection connection, ByteBuffer topic, int change) {
		int most = this.limits.subscriptions();
		if (change <= 0 || most == 0 || connection.subscriptions() <= most) {
			return null;
		}
		connection.change(topic, false);
		return SocketEvent.Kind.TOO_MANY_SUBSCRIPTIONS;
	}

	private synchronized void end(PeerConnection connection, SocketEvent.Kind reason) {
		try {
			if (connection.end()) {
				forgetSubscriptions(connection);
				this.next.report(reason, connection.endpoint(), connection.channel());
			}
		}
		catch (IOException ex) {
			this.next.failed(ex);
		}
	}

	/**
	 * Close connections that do not complete their handshake. The engine has a time-out
	 * only for the greeting. Called regularly.
	 */
	public void endSilent() {
		Collection<PeerConnection> all = this.connections.values();
		if (this.limits.silenceNanos() > 0 && PeerFrame.isChecked()) {
			all.stream()
				.filter((connection) -> connection.isSilentSince(this.limits.silenceNanos()))
				.forEach((silent) -> end(silent, SocketEvent.Kind.NO_HANDSHAKE));
		}
	}

	/**
	 * The connection that was looked up last.
	 */
	private record Known(Metadata metadata, PeerConnection connection) {
	}

}
