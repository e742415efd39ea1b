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

package io.zmqspring.replay;

import java.time.Duration;
import java.util.function.Consumer;

import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.connection.SocketEvent;

/**
 * Follows the connection of a {@link ReplayClient}, and passes its events on. Safe for
 * any thread.
 */
final class ClientConnection implements SocketEventListener {

	// A publisher that is started again is connected by then
	private static final long ABSENT_NANOS = Duration.ofSeconds(5).toNanos();

	private final Consumer<SocketEvent.Kind> changed;

	private final SocketEventListener next;

	private final long openedAt = System.nanoTime();

	private volatile boolean made;

	private volatile long changedAt = this.openedAt;

	/**
	 * Create it, not connected.
	 * @param next receives all events, too
	 * @param changed receives the kind of each event that makes or ends the connection
	 */
	ClientConnection(SocketEventListener next, Consumer<SocketEvent.Kind> changed) {
		this.next = next;
		this.changed = changed;
	}

	boolean isMade() {
		return this.made;
	}

	/**
	 * Take note of a connection that has no events.
	 */
	void make() {
		this.made = true;
		this.changed.accept(SocketEvent.Kind.HANDSHAKEN);
	}

	boolean isAbsent() {
		return isAbsentSince(this.changedAt);
	}

	boolean isAbsentFromTheStart() {
		return isAbsentSince(this.openedAt);
	}

	private boolean isAbsentSince(long since) {
		return !this.made && System.nanoTime() - since > ABSENT_NANOS;
	}

	@Override
	public void onEvent(SocketEvent event) {
		boolean now = switch (event.kind()) {
			case HANDSHAKEN -> true;
			case DISCONNECTED, OVERSIZE -> false;
			default -> this.made;
		};
		if (now != this.made) {
			this.made = now;
			this.changedAt = System.nanoTime();
			this.changed.accept(event.kind());
		}
		this.next.onEvent(event);
	}

	@Override
	public String role() {
		return this.next.role();
	}

	@Override
	public String name() {
		return this.next.name();
	}

}
