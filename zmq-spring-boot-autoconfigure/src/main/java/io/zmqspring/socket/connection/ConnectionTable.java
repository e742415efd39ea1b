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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.names.ResolvedName;

/**
 * The connections of a socket, from the events of the engine. A peer counts as connected
 * once the handshake is complete. For a socket that binds, the engine does not report
 * whose handshake is complete, so the connection that has waited longest is taken. The
 * engine ends every connection that does not complete its handshake within the handshake
 * interval; a connection that lives longer has completed it, even if no event has said
 * so: see {@link #completeOverdueHandshakes(long)}. An event costs the same however many
 * peers there are. Thread-safe.
 *
 * @since 0.1
 */
public final class ConnectionTable {

	private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();

	private static final int MAX_ENDED = 100;

	private final Map<String, TrackedConnection> entries = new LinkedHashMap<>();

	private final Set<TrackedConnection> inHandshake = new LinkedHashSet<>();

	private final Queue<String> ended = new ArrayDeque<>();

	private final EngineAddresses addresses = new EngineAddresses();

	private final boolean connects;

	private final long handshakeNanos;

	private volatile int ready;

	private volatile Supplier<List<ResolvedName>> names = List::of;

	// The peers whose connections have ended before they were reported as accepted
	private final Map<String, Long> earlyEnds = new LinkedHashMap<>();

	private @Nullable SocketEvent earlyHandshake;

	private long earlyHandshakeAt;

	/**
	 * Create the table of a socket.
	 * @param connects whether the socket connects; otherwise it binds
	 * @param handshakeInterval the time after which the engine ends a connection whose
	 * handshake is not complete
	 */
	public ConnectionTable(boolean connects, Duration handshakeInterval) {
		this.connects = connects;
		this.handshakeNanos = handshakeInterval.toNanos();
	}

	/**
	 * Set the address that the engine uses in its events instead of the configured one.
	 * @param engineAddress the address that the engine connects to
	 * @param address the configured address
	 */
	synchronized void rename(String engineAddress, String address) {
		this.addresses.rename(engineAddress, address);
	}

	/**
	 * Remove an address to which the socket does not connect any more.
	 * @param address the configured address
	 */
	synchronized void forget(String address) {
		TrackedConnection entry = this.entries.remove(address);
		if (entry != null && entry.isOpen()) {
			onClosed(address, entry);
		}
		this.addresses.forget(address);
	}

	/**
	 * Set where the state of host names with several connected addresses is read.
	 * @param source reads it
	 */
	void readNames(Supplier<List<ResolvedName>> source) {
		this.names = source;
	}

	/**
	 * The host names of which all addresses are connected.
	 * @return the present state of each
	 */
	public List<ResolvedName> names() {
		return this.names.get();
	}

	/**
	 * The configured address of an address that the engine uses.
	 * @param engineAddress the address in an event of the engine
	 * @return the configured address
	 */
	public synchronized String configured(String engineAddress) {
		return this.addresses.configured(engineAddress);
	}

	/**
	 * Record an event.
	 * @param reported the event as the engine reports it
	 * @return what has happened to the connections, with the configured address and what
	 * the table knows of the connection. Every connection that becomes usable is
	 * {@linkplain SocketEvent.Kind#HANDSHAKEN handshaken} once, after it was opened
	 */
	public synchronized List<SocketEvent> onEvent(SocketEvent reported) {
		if (this.addresses.isFormer(reported.address())) {
			// A late event: the connection that counts has another address
			return List.of(reported);
		}
		SocketEvent event = new SocketEvent(reported.kind(), this.addresses.configured(reported.address()),
				reported.remote(), false, reported.denial(), reported.user());
		return switch (event.kind()) {
			case ACCEPTED, CONNECTED -> onOpened(event);
			case HANDSHAKEN -> onHandshaken(event);
			case DISCONNECTED, OVERSIZE -> List.of(onEnded(event));
			case RETRIED -> List.of(onRetried(event));
			default -> List.of(event);
		};
	}

	private String key(SocketEvent event) {
		return (this.connects || event.remote() == null) ? event.address() : event.remote();
	}

	private List<SocketEvent> onOpened(SocketEvent event) {
		List<SocketEvent> changes = new ArrayList<>();
		String key = key(event);
		TrackedConnection entry = this.entries.computeIfAbsent(key,
				(unknown) -> new TrackedConnection(event.address()));
		if (entry.isOpen()) {
			changes.add(entry.event(SocketEvent.Kind.DISCONNECTED));
			onClosed(key, entry);
			this.entries.put(key, entry);
		}
		this.ended.remove(key);
		entry.open(event.remote());
		this.inHandshake.add(entry);
		changes.add(entry.complete(event));
		SocketEvent early = this.earlyHandshake;
		if (early != null && (key(early).equals(key) || (!this.connects && early.remote() == null))
				&& entry.openedAt() - this.earlyHandshakeAt < GRACE_NANOS) {
			changes.add(completeHandshake(entry, early.user()));
		}
		this.earlyHandshake = null;
		Long endedAt = this.earlyEnds.remove(key);
		if (endedAt != null && entry.openedAt() - endedAt < GRACE_NANOS) {
			changes.add(entry.event(SocketEvent.Kind.DISCONNECTED));
			onClosed(key, entry);
		}
		return changes;
	}

	private List<SocketEvent> onHandshaken(SocketEvent event) {
		TrackedConnection entry = (this.connects || event.remote() != null) ? this.entries.get(key(event))
				: longestInHandshake();
		if (entry == null || !this.inHandshake.contains(entry)) {
			// With several I/O threads a handshake may be reported before its connection
			this.earlyHandshake = event;
			this.earlyHandshakeAt = System.nanoTime();
			return List.of();
		}
		return List.of(completeHandshake(entry, event.user()));
	}

	private SocketEvent onEnded(SocketEvent event) {
		TrackedConnection entry = this.entries.get(key(event));
		if (entry == null) {
			rememberEarlyEnd(event);
			return event;
		}
		SocketEvent ended = entry.complete(event);
		onClosed(key(event), entry);
		return ended;
	}

	// With several I/O threads an end may be reported before its connection
	private void rememberEarlyEnd(SocketEvent event) {
		if (!this.connects && event.remote() != null) {
			this.earlyEnds.put(event.remote(), System.nanoTime());
			if (this.earlyEnds.size() > MAX_ENDED) {
				this.earlyEnds.remove(this.earlyEnds.keySet().iterator().next());
			}
		}
	}

	private SocketEvent onRetried(SocketEvent event) {
		TrackedConnection entry = this.entries.computeIfAbsent(key(event),
				(key) -> new TrackedConnection(event.address()));
		entry.retry();
		return entry.complete(event);
	}

	private @Nullable TrackedConnection longestInHandshake() {
		Iterator<TrackedConnection> longest = this.inHandshake.iterator();
		return longest.hasNext() ? longest.next() : null;
	}

	private SocketEvent completeHandshake(TrackedConnection entry, @Nullable String user) {
		this.inHandshake.remove(entry);
		entry.completeHandshake(user);
		this.ready = this.ready + 1;
		return entry.event(SocketEvent.Kind.HANDSHAKEN);
	}

	private void onClosed(String key, TrackedConnection entry) {
		this.inHandshake.remove(entry);
		if (entry.isHandshakeDone()) {
			this.ready = this.ready - 1;
		}
		entry.close();
		if (!this.connects) {
			this.ended.add(key);
			if (this.ended.size() > MAX_ENDED) {
				this.entries.remove(this.ended.remove());
			}
		}
	}

	/**
	 * Count the handshakes as complete for which the engine has no time left. To be
	 * called periodically; the queries below change nothing.
	 * @param now the present {@link System#nanoTime()}
	 * @return the handshakes that are complete
	 */
	public synchronized List<SocketEvent> completeOverdueHandshakes(long now) {
		List<SocketEvent> completed = new ArrayList<>();
		TrackedConnection longest = longestInHandshake();
		while (longest != null && now - longest.openedAt() > this.handshakeNanos + GRACE_NANOS) {
			completed.add(completeHandshake(longest, null));
			longest = longestInHandshake();
		}
		return completed;
	}

	/**
	 * Whether no peer is connected. Takes no lock.
	 * @return {@code true} without a connection whose handshake is complete
	 */
	public boolean isEmpty() {
		return this.ready == 0;
	}

	/**
	 * Whether a socket that connects is connected to one of its addresses.
	 * @param address the configured address
	 * @return {@code true} if the handshake is complete
	 */
	public synchronized boolean isConnectedTo(String address) {
		TrackedConnection entry = this.entries.get(address);
		return entry != null && entry.isHandshakeDone();
	}

	/**
	 * The number of peers that are connected. Takes no lock.
	 * @return the number of connections whose handshake is complete
	 */
	public int count() {
		return this.ready;
	}

	/**
	 * The present connections, and the last ones that have ended.
	 * @return a copy, oldest first
	 */
	public synchronized List<Connection> snapshot() {
		return this.entries.values().stream().map(TrackedConnection::snapshot).toList();
	}

}
