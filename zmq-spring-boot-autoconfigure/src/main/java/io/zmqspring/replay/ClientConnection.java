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
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.zmqspring.socket.connection.SocketEvent;

/**
 * Follows the connection of a {@link ReplayClient}. Safe for any thread. While the thread
 * of the client is busy or paused, one task waits for it, however often the connection
 * changes.
 */
final class ClientConnection {

	// A publisher that is started again is connected by then
	private static final long ABSENT_NANOS = Duration.ofSeconds(5).toNanos();

	private final AtomicBoolean telling = new AtomicBoolean();

	private final AtomicBoolean oversize = new AtomicBoolean();

	private final Executor executor;

	private final Consumer<Boolean> changed;

	private final long openedAt = System.nanoTime();

	private volatile boolean made;

	private volatile long changedAt = this.openedAt;

	/**
	 * Create it, not connected.
	 * @param executor runs tasks on the thread of the client
	 * @param changed told on that thread that the connection was made or has ended, with
	 * {@code true} if it has ended because of a message that is too large
	 */
	ClientConnection(Executor executor, Consumer<Boolean> changed) {
		this.executor = executor;
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
		tell();
	}

	private void tell() {
		if (this.telling.compareAndSet(false, true)) {
			this.executor.execute(() -> {
				this.telling.set(false);
				this.changed.accept(this.oversize.getAndSet(false));
			});
		}
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

	/**
	 * Take note of an event of the connection.
	 * @param event the event
	 */
	void onEvent(SocketEvent event) {
		boolean now = switch (event.kind()) {
			case HANDSHAKEN -> true;
			case DISCONNECTED, OVERSIZE -> false;
			default -> this.made;
		};
		if (now != this.made) {
			this.made = now;
			this.changedAt = System.nanoTime();
			if (event.kind() == SocketEvent.Kind.OVERSIZE) {
				this.oversize.set(true);
			}
			tell();
		}
	}

}
