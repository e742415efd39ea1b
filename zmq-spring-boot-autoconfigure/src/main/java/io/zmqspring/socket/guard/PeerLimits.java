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

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;

/**
 * How much the peers of a socket may ask of it.
 *
 * @param rule what they may send
 * @param messageSize bytes of all frames of a message
 * @param connections connections at once of a socket that binds, 0 for no bound
 * @param subscriptions subscriptions at once, of all peers of a socket that binds, of
 * each address of one that connects, 0 for no bound
 * @param silenceNanos how long a connection may last without its handshake being done, 0
 * for no bound
 * @since 0.1
 */
public record PeerLimits(PeerRule rule, long messageSize, int connections, int subscriptions, long silenceNanos) {

	/** Frames of a message: the wire formats have three at most. */
	static final int FRAMES = 1000;

	public static PeerLimits of(PeerRule rule, SocketSettings settings) {
		SocketTuning tuning = settings.tuning();
		// A peer that has finished its handshake answers our pings; one that does not is
		// ended by the engine after the same time
		long silence = tuning.heartbeatInterval().isZero() ? 0
				: tuning.handshakeInterval().plus(tuning.heartbeatInterval()).plus(tuning.heartbeatTimeout()).toNanos();
		return new PeerLimits(rule, tuning.maxMessageSize().toBytes(), settings.bind() ? tuning.maxConnections() : 0,
				tuning.maxSubscriptions(), silence);
	}

}
