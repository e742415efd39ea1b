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

/**
 * What the peers of a socket may send it.
 *
 * @since 0.1
 */
public enum PeerRule {

	/** Messages, to a socket that receives. */
	MESSAGES,

	/** Subscriptions, to a socket that publishes. */
	SUBSCRIPTIONS,

	/** Nothing, to a socket that only sends. */
	NOTHING;

	// A topic has 255 bytes at most. JeroMQ descends into it one call per byte, in
	// whichever thread publishes, and its stack ends at some ten thousand
	private static final int LARGEST_SUBSCRIPTION = 1024;

	public static PeerRule of(SocketType type) {
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
