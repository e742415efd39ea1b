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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which peers a socket is and was connected to. A peer counts once both sides have
 * greeted. For a socket that binds, the engine does not say whose greeting is complete,
 * so the one waiting longest is taken; and since it ends every connection that has not
 * greeted within the handshake interval, one that is older has greeted. An event costs
 * the same however many peers there are. Safe for any thread.
 *
 * @since 0.1
 */
public final class ConnectionTable {

	private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();

	private static final int MOST_ENDED = 100;

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private final Set<Entry> waiting = new LinkedHashSet<>();

	private final Queue<String> ended = new ArrayDeque<>();

	private final Map<String, String> names = new HashMap<>();

	private final boolean connects;

	private final long handshakeNanos;

	private volatile int greeted;

	private @Nullable String greetedEarly;

	private long greetedEarlyAt;

	public ConnectionTable(boolean connects, Duration handshakeInterval) {
		this.connects = connects;
		this.handshakeNanos = handshakeInterval.toNanos();
	}

	/**
	 * From now on the engine tells of an endpoint by another name.
	 * @param engineAddress what the engine is told to connect to
	 * @param address the endpoint of ours
	 */
	synchronized void rename(String engineAddress, String address) {
		this.names.values().remove(address);
		this.names.put(engineAddress, address);
	}

	/**
	 * Take note of what happened.
	 * @param told as the engine tells it
	 * @return the event with what the table knows besides, by the names of ours
	 */
	public synchronized SocketEvent onEvent(SocketEvent told) {
		SocketEvent event = new SocketEvent(told.kind(), this.names.getOrDefault(told.address(), told.address()),
				told.remote(), false);
		Entry entry = switch (event.kind()) {
			case ACCEPTED, CONNECTED -> opened(event);
			case HANDSHAKEN -> greeted(event);
			case DISCONNECTED, OVERSIZE -> this.entries.get(key(event));
			case RETRIED -> this.entries.computeIfAbsent(key(event), (key) -> new Entry(event.address()));
			default -> null;
		};
		if (entry == null) {
			return event;
		}
		boolean usable = entry.greeted;
		switch (event.kind()) {
			case DISCONNECTED, OVERSIZE -> closed(key(event), entry);
			case RETRIED -> entry.retries++;
			default -> {
			}
		}
		return new SocketEvent(event.kind(), event.address(), entry.remote, usable);
	}

	private String key(SocketEvent event) {
		return (this.connects || event.remote() == null) ? event.address() : event.remote();
	}

	private Entry opened(SocketEvent event) {
		String key = key(event);
		Entry entry = this.entries.computeIfAbsent(key, (unknown) -> new Entry(event.address()));
		if (entry.connected) {
			closed(key, entry);
			this.entries.put(key, entry);
		}
		this.ended.remove(key);
		entry.open(event.remote());
		this.waiting.add(entry);
		if (this.greetedEarly != null && (!this.connects || this.greetedEarly.equals(key))
				&& entry.openedAt - this.greetedEarlyAt < GRACE_NANOS) {
			greet(entry);
		}
		this.greetedEarly = null;
		return entry;
	}

	private @Nullable Entry greeted(SocketEvent event) {
		Entry entry = this.connects ? this.entries.get(event.address()) : longestWaiting();
		if (entry == null || !this.waiting.contains(entry)) {
			// With several I/O threads a greeting may be told before its connection
			this.greetedEarly = event.address();
			this.greetedEarlyAt = System.nanoTime();
			return null;
		}
		greet(entry);
		return entry;
	}

	private @Nullable Entry longestWaiting() {
		Iterator<Entry> longest = this.waiting.iterator();
		return longest.hasNext() ? longest.next() : null;
	}

	private void greet(Entry entry) {
		this.waiting.remove(entry);
		entry.greeted = true;
		this.greeted = this.greeted + 1;
	}

	private void closed(String key, Entry entry) {
		this.waiting.remove(entry);
		if (entry.greeted) {
			this.greeted = this.greeted - 1;
		}
		entry.close();
		if (!this.connects) {
			this.ended.add(key);
			if (this.ended.size() > MOST_ENDED) {
				this.entries.remove(this.ended.remove());
			}
		}
	}

	/**
	 * Whether no peer is connected. Cheap where one is.
	 * @return {@code true} without a connection whose greeting is complete
	 */
	public boolean isEmpty() {
		return this.greeted == 0 && count() == 0;
	}

	/**
	 * How many peers are connected.
	 * @return the number of connections whose greeting is complete
	 */
	public synchronized int count() {
		long now = System.nanoTime();
		Iterator<Entry> oldest = this.waiting.iterator();
		while (oldest.hasNext()) {
			Entry entry = oldest.next();
			if (now - entry.openedAt <= this.handshakeNanos + GRACE_NANOS) {
				break;
			}
			oldest.remove();
			entry.greeted = true;
			this.greeted = this.greeted + 1;
		}
		return this.greeted;
	}

	/**
	 * The connections there are, and the last ones that have ended.
	 * @return a copy, oldest first
	 */
	public synchronized List<Connection> snapshot() {
		count();
		return this.entries.values().stream().map(Entry::snapshot).toList();
	}

	/**
	 * What is known of one connection.
	 */
	private static final class Entry {

		private final String address;

		private @Nullable String remote;

		private boolean connected;

		private boolean greeted;

		private long openedAt;

		private @Nullable Instant since;

		private long disconnects;

		private long retries;

		Entry(String address) {
			this.address = address;
		}

		void open(@Nullable String peer) {
			this.remote = peer;
			this.connected = true;
			this.greeted = false;
			this.openedAt = System.nanoTime();
			this.since = Instant.now();
		}

		void close() {
			this.connected = false;
			this.greeted = false;
			this.since = Instant.now();
			this.disconnects++;
		}

		Connection snapshot() {
			return new Connection(this.address, this.remote, this.connected, this.greeted, this.since, this.disconnects,
					this.retries);
		}

	}

}
