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

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.Denial;

/**
 * Receives the end of a handshake. Called by an I/O thread: must not wait and must not
 * throw.
 *
 * @since 0.1
 */
public interface HandshakeListener {

	/**
	 * The handshake is complete.
	 * @param user the name of the client, {@code null} if this side is not a server that
	 * asks for one
	 */
	void onReady(@Nullable String user);

	/**
	 * The handshake has failed, or a message was not authentic. The connection ends.
	 * @param denial the reason
	 */
	void onDenied(Denial denial);

	/**
	 * The address of the peer.
	 * @return such as {@code tcp://192.168.1.10:40512}, {@code null} if it is not known
	 */
	default @Nullable String remote() {
		return null;
	}

	/**
	 * Whether the greeting of the peer is complete, and names the same mechanism.
	 * @return {@code true} once the handshake has begun
	 */
	default boolean isGreeted() {
		return true;
	}

	/**
	 * Whether the connection has been ended meanwhile, for example by a limit.
	 * @return {@code true} if the handshake must not go on
	 */
	default boolean hasEnded() {
		return false;
	}

}
