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

package io.zmqspring.test.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Moves the sockets of one application to private addresses. Sockets that meet at an
 * address still meet there. A socket that connects where nobody of the application binds
 * gets an address of its own, which its test peer binds. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class PrivateAddresses {

	private final Map<String, String> bound = new TreeMap<>();

	private final Map<String, String> pulled = new TreeMap<>();

	private final Map<String, PeerPlace> places = new ConcurrentHashMap<>();

	private final String host;

	private final boolean shared;

	private final UnaryOperator<String> address;

	/**
	 * Create the addresses of an application.
	 * @param sockets its sockets
	 * @param host the host on which the application runs
	 * @param shared whether other applications use the same addresses, so that a peer may
	 * be there although it is not configured
	 * @param address makes an address of a name
	 */
	public PrivateAddresses(List<ApplicationSocket> sockets, String host, boolean shared,
			UnaryOperator<String> address) {
		this.host = host;
		this.shared = shared;
		this.address = address;
		for (ApplicationSocket socket : sockets) {
			Map<String, String> ends = socket.bind() ? this.bound
					: (socket.kind() == SocketKind.PULL) ? this.pulled : null;
			if (ends != null) {
				socket.names(host).forEach((name) -> ends.putIfAbsent(name, socket.key()));
			}
		}
	}

	/**
	 * Move a socket.
	 * @param socket the socket as it is configured
	 * @return its new addresses, at least one unless it has none
	 */
	public List<String> move(ApplicationSocket socket) {
		List<String> names = socket.names(this.host);
		if (names.isEmpty()) {
			return List.of();
		}
		return socket.bind() ? bind(socket, names) : connect(socket, names);
	}

	private List<String> bind(ApplicationSocket socket, List<String> names) {
		String taken = (socket.kind() == SocketKind.PUSH) ? first(names, this.pulled) : null;
		// One of several addresses: over two of them it would receive all messages twice
		this.places.put(socket.key(), new PeerPlace(false, this.address.apply(names.get(0)), taken));
		return names.stream().map(this.address).toList();
	}

	private List<String> connect(ApplicationSocket socket, List<String> names) {
		List<String> kept = new ArrayList<>(
				names.stream().filter((name) -> this.shared || this.bound.containsKey(name)).toList());
		String own = "peer-of-" + socket.key() + (this.shared ? "-on-" + this.host : "");
		// Sharing work or results with another socket would take them from it
		boolean shares = socket.kind() == SocketKind.PUSH && !kept.isEmpty();
		if (!shares) {
			kept.add(own);
		}
		this.places.put(socket.key(),
				new PeerPlace(true, this.address.apply(own), shares ? first(kept, this.bound) : null));
		return kept.stream().map(this.address).toList();
	}

	private @Nullable String first(List<String> names, Map<String, String> ends) {
		return names.stream()
			.filter(ends::containsKey)
			.map(ends::get)
			.findFirst()
			.orElse(this.shared ? "another application" : null);
	}

	/**
	 * Return where the test peer of a socket meets it.
	 * @param key the key of the socket
	 * @return the place, {@code null} if the socket was not moved
	 */
	public @Nullable PeerPlace peerOf(String key) {
		return this.places.get(key);
	}

}
