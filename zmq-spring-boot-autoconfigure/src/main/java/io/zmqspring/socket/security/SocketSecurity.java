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

package io.zmqspring.socket.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.msg.MsgAllocator;

import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.engine.MechanismExchange;
import io.zmqspring.socket.guard.FrameDecoder;
import io.zmqspring.socket.guard.FrameIntake;
import io.zmqspring.socket.guard.HandshakeListener;
import io.zmqspring.socket.guard.PeerGuard;
import io.zmqspring.socket.guard.SealedFrameDecoder;
import io.zmqspring.support.FailureLog;

/**
 * The security of one socket: creates the mechanisms of its connections. JeroMQ gets
 * random keys and passwords, so that nobody gets in if our mechanism is not used.
 *
 * @since 0.1
 */
public final class SocketSecurity {

	private static final FailureLog FAILURES = FailureLog.warnings(LogFactory.getLog(SocketSecurity.class),
			() -> "The mechanism that a peer has named is not known");

	private static final String LEFT = "it left before it named its own: compare security of both sides";

	// Only messages of publishers have sequences
	private static final String RECEIVES_SEQUENCES = "SUB";

	static final SocketMechanism NULL = new NullMechanism();

	private static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_ACCEPTED | zmq.ZMQ.ZMQ_EVENT_ACCEPT_FAILED
			| zmq.ZMQ.ZMQ_EVENT_CONNECTED | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL | zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED
			| zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;

	private final ServerRefusals refusals;

	private final String socketType;

	private final SocketMechanism mechanism;

	private final Supplier<@Nullable String> warning;

	SocketSecurity(String socketType, SocketMechanism mechanism, ServerRefusals refusals,
			Supplier<@Nullable String> warning) {
		this.refusals = refusals;
		this.socketType = socketType;
		this.mechanism = mechanism;
		this.warning = warning;
	}

	/**
	 * The mechanism.
	 * @return the mechanism of all connections
	 */
	public SecurityMechanism mechanism() {
		return this.mechanism.type();
	}

	/**
	 * Whether peers must identify themselves.
	 * @return {@code false} for NULL
	 */
	public boolean isSecured() {
		return mechanism() != SecurityMechanism.NULL;
	}

	/**
	 * Set the options of JeroMQ's socket that concern frames and handshakes, before it
	 * binds or connects.
	 * @param socket the socket
	 * @param guard checks the frames of peers
	 * @param connections the connections of the socket
	 * @param largestRead the most bytes that are read at once
	 */
	public void applyTo(ZMQ.Socket socket, PeerGuard guard, ConnectionTable connections, int largestRead) {
		applyTo(socket, guard, largestRead, MechanismExchange.isAvailable() ? (connection) -> {
			String address = connections.configured(connection.endpoint());
			return create(address, this.refusals.greeted(address, guard.handshake(connection)));
		} : null, (event) -> {
			if (event.event == zmq.ZMQ.ZMQ_EVENT_DISCONNECTED && event.arg instanceof SocketChannel channel) {
				denyOtherMechanism(event.addr, channel, guard);
			}
			guard.consume(event);
		});
	}

	// JeroMQ reports only that the connection is lost
	private void denyOtherMechanism(String endpoint, SocketChannel channel, PeerGuard guard) {
		try {
			HandshakeListener outcome = guard
				.handshake(new DecoderReplacement.GreetedConnection(endpoint, channel, () -> false, null));
			byte[] greeting = outcome.isGreeted() ? null : DecoderReplacement.greeting(channel);
			String named = (greeting != null) ? ServerRefusals.mechanism(greeting) : null;
			if (named != null && isOther(named, channel)) {
				outcome.onDenied(otherMechanism(named));
			}
		}
		catch (RuntimeException | Error ex) {
			// If it left this method, the I/O thread would loop or end
			FAILURES.add(ex);
		}
	}

	// A peer may end the connection as soon as it has read the mechanism of this side,
	// before it has sent its own
	private boolean isOther(String named, SocketChannel channel) {
		return named.isEmpty() ? hasEnded(channel) : !named.equals(mechanism().name());
	}

	private static boolean hasEnded(SocketChannel channel) {
		try {
			return channel.read(ByteBuffer.allocate(1)) < 0;
		}
		catch (IOException ex) {
			// It was reset
			return true;
		}
	}

	private Denial otherMechanism(String named) {
		boolean client = this.refusals.isClient();
		return new Denial(client ? DenialReason.OTHER_MECHANISM : DenialReason.WRONG_MECHANISM, null,
				client ? adviceForClient(named) : adviceForServer(named));
	}

	// The name comes from the peer
	private static String adviceForClient(String named) {
		return switch (named) {
			case "NULL" -> "its greeting names NULL: add security to the server, or remove security from this side";
			case "PLAIN" -> "its greeting names PLAIN: security of this side must name a section of zmq.security.plain";
			case "CURVE" -> "its greeting names CURVE: security of this side must name a section of zmq.security.curve";
			case "" -> LEFT;
			default -> "its greeting names a mechanism that this library does not have";
		};
	}

	private static String adviceForServer(String named) {
		return switch (named) {
			case "NULL" -> "its greeting names NULL: it has no keys and no password";
			case "PLAIN" -> "its greeting names PLAIN: it has a password, but no keys";
			case "CURVE" -> "its greeting names CURVE: it has keys";
			case "" -> LEFT;
			default -> "its greeting names a mechanism that this library does not have";
		};
	}

	void applyTo(ZMQ.Socket socket, PeerGuard guard, int largestRead,
			@Nullable Function<DecoderReplacement.GreetedConnection, MechanismExchange.PeerMechanism> mechanisms,
			zmq.ZMQ.EventConsummer events) {
		socket.setMaxMsgSize(guard.largestFrame() + mechanism().overhead());
		socket.setMsgAllocator(allocator(guard.allocator()));
		socket.base()
			.setEventHook(new DecoderReplacement(socket.base(),
					(connection, buffer) -> decoder(buffer, largestRead, guard.intake(connection, mechanism())),
					mechanisms, isSecured(), events), EVENTS);
		this.mechanism.applyTo(socket);
	}

	private FrameDecoder decoder(ByteBuffer buffer, int largestRead, FrameIntake intake) {
		return (mechanism() == SecurityMechanism.CURVE) ? new SealedFrameDecoder(buffer, largestRead, intake)
				: new FrameDecoder(buffer, largestRead, intake, RECEIVES_SEQUENCES.equals(this.socketType));
	}

	/**
	 * The allocator for connections whose mechanism could not be replaced.
	 * @param otherwise the allocator if peers need not identify themselves
	 * @return an allocator that lets no content pass if they must
	 */
	MsgAllocator allocator(MsgAllocator otherwise) {
		return isSecured() ? (size) -> new Msg() : otherwise;
	}

	/**
	 * Create the mechanism of a connection.
	 * @param address the configured address of the socket
	 * @param listener receives the end of its handshake
	 * @return the mechanism
	 */
	MechanismExchange.PeerMechanism create(String address, HandshakeListener listener) {
		return this.mechanism.create(this.socketType, address, listener);
	}

	/**
	 * Take note of an event of the socket.
	 * @param event the event
	 */
	public void onEvent(SocketEvent event) {
		this.refusals.onEvent(event);
	}

	/**
	 * The servers that did not let this client in.
	 * @return sentences without a full stop, empty if there is none
	 */
	public List<String> faults() {
		return this.refusals.faults();
	}

	/**
	 * Why the present keys are not those of their files.
	 * @return sentences without a full stop, empty if they are
	 */
	public List<String> warnings() {
		return Stream.ofNullable(this.warning.get()).toList();
	}

}
