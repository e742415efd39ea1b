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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.AddressRules;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.unix.UnixPeer;

/**
 * The limits for the peers of a socket.
 *
 * @param rule what they may send
 * @param messageSize the most bytes of all frames of a message
 * @param connections the room for connections
 * @param addresses the rules for the addresses of peers, which all apply
 * @param subscriptions the most subscriptions at the same time: of all peers of a socket
 * that binds, of each address of a socket that connects; 0 for no limit
 * @param handshakeNanos the longest time of a connection without a complete handshake, 0
 * for no limit
 * @param handshakesPerSecond the most handshakes per second, 0 for no limit
 */
record PeerLimits(Rule rule, long messageSize, ConnectionSlots connections, List<AddressRules> addresses,
		int subscriptions, long handshakeNanos, int handshakesPerSecond) {

	/** The most frames of a message; the wire formats have at most three. */
	static final int FRAMES = 1000;

	/**
	 * The limits for a socket.
	 * @param rule what its peers may send
	 * @param settings its settings
	 * @param security the settings for all sockets
	 * @return the limits
	 */
	static PeerLimits of(Rule rule, SocketSettings settings, SecuritySettings security) {
		SocketTuning tuning = settings.tuning();
		ConnectionSlots slots = settings.bind()
				? new ConnectionSlots(tuning.maxConnections(), security.maxConnectionsPerAddress())
				: new ConnectionSlots(0, 0);
		SocketSettings.Security section = settings.security();
		List<AddressRules> addresses = settings.bind()
				? security.addressRules((section != null) ? section.section() : null) : List.of();
		return new PeerLimits(rule, tuning.maxMessageSize().toBytes(), slots, addresses, tuning.maxSubscriptions(),
				handshakeNanos(tuning, security), security.maxHandshakesPerSecond());
	}

	// With JeroMQ's own decoder, the first frame after the handshake shows that it is
	// complete. A peer answers our pings; one that does not is ended by the engine
	private static long handshakeNanos(SocketTuning tuning, SecuritySettings security) {
		if (DecoderReplacement.isAvailable()) {
			return security.handshakeTimeout().toNanos();
		}
		return tuning.heartbeatInterval().isZero() ? 0
				: security.handshakeTimeout()
					.plus(tuning.heartbeatInterval())
					.plus(tuning.heartbeatTimeout())
					.toNanos();
	}

	/**
	 * Whether a peer may connect from its address. A peer of a Unix domain socket has
	 * none; the permissions of the file decide about it.
	 * @param channel the channel of the connection
	 * @return {@code false} if the connection must end
	 */
	boolean accept(SocketChannel channel) {
		if (this.addresses.isEmpty() || UnixPeer.find(channel) != null) {
			return true;
		}
		InetAddress address = address(channel);
		return this.addresses.stream().allMatch((rules) -> rules.accept(address));
	}

	private static @Nullable InetAddress address(SocketChannel channel) {
		try {
			return (channel.getRemoteAddress() instanceof InetSocketAddress inet) ? inet.getAddress() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Whether a connection must end because its handshake takes too long.
	 * @param connection the connection
	 * @return {@code true} if it must end
	 */
	boolean isOverdue(PeerConnection connection) {
		return this.handshakeNanos > 0 && PeerFrame.isChecked() && connection.isInHandshakeSince(this.handshakeNanos);
	}

	/**
	 * The largest frame of a peer after its handshake.
	 * @return bytes
	 */
	long largestFrame() {
		return this.rule.largestFrame(this.messageSize);
	}

	/**
	 * What the peers of a socket may send.
	 */
	enum Rule {

		/** Messages, to a socket that receives. */
		MESSAGES,

		/** Subscriptions, to a socket that publishes. */
		SUBSCRIPTIONS,

		/** Nothing, to a socket that only sends. */
		NOTHING;

		// A topic has at most 255 bytes. JeroMQ processes it with one recursive call per
		// byte, and the stack ends at about ten thousand
		private static final int LARGEST_SUBSCRIPTION = 1024;

		/**
		 * The rule of a type of socket.
		 * @param type the type
		 * @return the rule
		 */
		static Rule of(SocketType type) {
			return switch (type) {
				case XPUB -> SUBSCRIPTIONS;
				case PUSH -> NOTHING;
				default -> MESSAGES;
			};
		}

		private long largestFrame(long maxMessageSize) {
			return (this == MESSAGES) ? maxMessageSize : LARGEST_SUBSCRIPTION;
		}

	}

}
