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

package io.zmqspring.socket.connection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.unix.UnixPeer;

/**
 * The state of one connection in the table. Guarded by the lock of the table.
 */
final class TrackedConnection {

	private final String address;

	private @Nullable String remote;

	private @Nullable UnixPeer unixPeer;

	private boolean connected;

	private boolean handshakeDone;

	private long openedAt;

	private @Nullable Instant since;

	private long disconnects;

	private long retries;

	private @Nullable String user;

	TrackedConnection(String address) {
		this.address = address;
	}

	void open(@Nullable String peer) {
		this.remote = peer;
		this.unixPeer = UnixPeer.find(peer);
		this.connected = true;
		this.handshakeDone = false;
		this.user = null;
		this.openedAt = System.nanoTime();
		this.since = Instant.now();
	}

	void completeHandshake(@Nullable String peersUser) {
		this.user = peersUser;
		this.handshakeDone = true;
	}

	void retry() {
		this.retries++;
	}

	void close() {
		this.connected = false;
		this.handshakeDone = false;
		this.since = Instant.now();
		this.disconnects++;
	}

	boolean isOpen() {
		return this.connected;
	}

	boolean isHandshakeDone() {
		return this.handshakeDone;
	}

	long openedAt() {
		return this.openedAt;
	}

	/**
	 * Add what is known of the connection to an event of the engine.
	 * @param event the event
	 * @return the completed event
	 */
	SocketEvent complete(SocketEvent event) {
		return new SocketEvent(event.kind(), event.address(), this.remote, this.handshakeDone, event.denial(),
				event.user());
	}

	SocketEvent event(SocketEvent.Kind kind) {
		return new SocketEvent(kind, this.address, this.remote, this.handshakeDone, null, this.user);
	}

	// The user of a Unix domain connection is known some time after it was opened
	Connection snapshot() {
		String peer = (this.unixPeer != null) ? this.unixPeer.toString() : this.remote;
		return new Connection(this.address, peer, this.connected, this.handshakeDone, this.since, this.disconnects,
				this.retries, this.user);
	}

}
