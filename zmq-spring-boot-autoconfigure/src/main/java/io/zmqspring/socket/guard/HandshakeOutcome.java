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
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.connection.SocketEvent;

/**
 * Reports how the handshake of a connection ends.
 */
final class HandshakeOutcome implements HandshakeListener {

	private final PeerGuard guard;

	private final PeerConnection connection;

	private final @Nullable EventHook hook;

	/**
	 * Create the outcome of a handshake.
	 * @param guard the guard of the socket
	 * @param connection the connection
	 * @param hook gets the event that the handshake is complete; {@code null} if the
	 * greeting counts
	 */
	HandshakeOutcome(PeerGuard guard, PeerConnection connection, @Nullable EventHook hook) {
		this.guard = guard;
		this.connection = connection;
		this.hook = hook;
	}

	@Override
	public void onReady(@Nullable String user) {
		if (this.hook != null) {
			this.hook.reportHandshake(this.connection.endpoint(), this.connection.channel(), user);
		}
	}

	@Override
	public void onDenied(Denial denial) {
		this.guard.end(this.connection, SocketEvent.Kind.DENIED, denial);
	}

	@Override
	public @Nullable String remote() {
		return EventHook.remote(this.connection.channel());
	}

	@Override
	public boolean isGreeted() {
		return this.connection.isGreeted();
	}

	@Override
	public boolean hasEnded() {
		return this.connection.hasEnded();
	}

}
