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

import org.zeromq.SocketType;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;

/**
 * The limits for the peers of a socket.
 *
 * @param rule what they may send
 * @param messageSize the most bytes of all frames of a message
 * @param connections the most connections at the same time of a socket that binds, 0 for
 * no limit
 * @param subscriptions the most subscriptions at the same time: of all peers of a socket
 * that binds, of each address of a socket that connects; 0 for no limit
 * @param silenceNanos the longest time of a connection without a complete handshake, 0
 * for no limit
 * @since 0.1
 */
public record PeerLimits(Rule rule, long messageSize, int connections, int subscriptions, long silenceNanos) {

	/** The most frames of a message; the wire formats have at most three. */
	static final int FRAMES = 1000;

	/**
	 * The limits for a socket.
	 * @param rule what its peers may send
	 * @param settings its settings
	 * @return the limits
	 */
	public static PeerLimits of(Rule rule, SocketSettings settings) {
		SocketTuning tuning = settings.tuning();
		// A peer that has finished its handshake answers our pings; one that does not is
		// ended by the engine after the same time
		long silence = tuning.heartbeatInterval().isZero() ? 0
				: tuning.handshakeInterval().plus(tuning.heartbeatInterval()).plus(tuning.heartbeatTimeout()).toNanos();
		return new PeerLimits(rule, tuning.maxMessageSize().toBytes(), settings.bind() ? tuning.maxConnections() : 0,
				tuning.maxSubscriptions(), silence);
	}

	/**
	 * What the peers of a socket may send.
	 */
	public enum Rule {

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
		public static Rule of(SocketType type) {
			return switch (type) {
				case XPUB -> SUBSCRIPTIONS;
				case PUSH -> NOTHING;
				default -> MESSAGES;
			};
		}

		/**
		 * The largest frame of a peer, those of the handshake included.
		 * @param maxMessageSize the largest message
		 * @return bytes
		 */
		public long largestFrame(long maxMessageSize) {
			return (this == MESSAGES) ? maxMessageSize : LARGEST_SUBSCRIPTION;
		}

	}

}
