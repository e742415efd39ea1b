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

package io.zmqspring.socket;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The inproc names of a context and the sockets connected to them. JeroMQ's own registry
 * has two defects: a second bind of a name fails but takes the name over all the same,
 * and a socket stays disconnected when the name it is connected to is bound again.
 * Thread-safe.
 */
final class InprocRegistry {

	private final Set<String> bound = ConcurrentHashMap.newKeySet();

	private final Map<String, Set<Runnable>> connected = new ConcurrentHashMap<>();

	private final Map<String, Set<Runnable>> disconnected = new ConcurrentHashMap<>();

	/**
	 * Reserve a name before it is bound.
	 * @param name the name
	 * @return {@code false} if it is bound already
	 */
	boolean reserve(String name) {
		return this.bound.add(name);
	}

	/**
	 * Release a name: the sockets connected to it are disconnected now.
	 * @param name the name
	 */
	void release(String name) {
		this.bound.remove(name);
		this.disconnected.computeIfAbsent(name, (unknown) -> ConcurrentHashMap.newKeySet())
			.addAll(this.connected.getOrDefault(name, Set.of()));
	}

	/**
	 * Reconnect the sockets that were connected to a name before, after it was bound.
	 * @param name the name
	 */
	void onBound(String name) {
		Set<Runnable> waiting = this.disconnected.remove(name);
		if (waiting != null) {
			waiting.forEach(Runnable::run);
		}
	}

	/**
	 * Add a socket that connects to a name.
	 * @param name the name
	 * @param reconnect reconnects the socket; called by the thread that binds the name
	 */
	void addConnection(String name, Runnable reconnect) {
		this.connected.computeIfAbsent(name, (unknown) -> ConcurrentHashMap.newKeySet()).add(reconnect);
	}

	/**
	 * Remove a socket that is closed.
	 * @param name the name
	 * @param reconnect the same object
	 */
	void removeConnection(String name, Runnable reconnect) {
		remove(this.connected, name, reconnect);
		remove(this.disconnected, name, reconnect);
	}

	private static void remove(Map<String, Set<Runnable>> sockets, String name, Runnable reconnect) {
		Set<Runnable> ofName = sockets.get(name);
		if (ofName != null) {
			ofName.remove(reconnect);
		}
	}

	/**
	 * Whether a socket that connects to a name has a peer.
	 * @param name the name
	 * @return {@code true} if a socket has bound the name
	 */
	boolean isBound(String name) {
		return this.bound.contains(name);
	}

	/**
	 * Whether a socket that binds a name has a peer.
	 * @param name the name
	 * @return {@code true} if a socket connects to the name
	 */
	boolean hasConnection(String name) {
		return !this.connected.getOrDefault(name, Set.of()).isEmpty();
	}

	/**
	 * Release all names after the engine has failed. Its sockets are closed without being
	 * reconnected.
	 */
	void clear() {
		this.bound.clear();
	}

}
