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

package io.zmqspring.autoconfigure.entries;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.wire.WireFormat;

/**
 * A socket of an entry, and what its peers have to agree on.
 */
final class AddressUse {

	static final String HEADERS = "headers";

	private final Map<String, Value> values = new LinkedHashMap<>();

	private final String owner;

	private final Socket socket;

	private final boolean binds;

	private final List<Endpoint> endpoints;

	/**
	 * Create the use.
	 * @param owner the key of the socket below {@code zmq}
	 * @param socket the type of the socket
	 * @param binds whether it binds
	 * @param endpoints where it binds or connects
	 */
	AddressUse(String owner, Socket socket, boolean binds, List<Endpoint> endpoints) {
		this.owner = owner;
		this.socket = socket;
		this.binds = binds;
		this.endpoints = endpoints;
	}

	static AddressUse of(String owner, Socket socket, PipeSettings pipe, boolean bindsByDefault) {
		return new AddressUse(owner, socket, pipe.binds(bindsByDefault), pipe.endpoints());
	}

	AddressUse with(String entry, String key, Object value) {
		this.values.put(key, new Value(entry + "." + key, value));
		return this;
	}

	String owner() {
		return this.owner;
	}

	String describe() {
		return this.socket + (this.binds ? " with bind: true" : " with bind: false");
	}

	@Nullable String commonEndpoint(AddressUse other) {
		return other.endpoints.stream()
			.filter((endpoint) -> this.endpoints.stream().anyMatch(endpoint::meets))
			.map(Endpoint::toString)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether the sockets communicate with each other or with the same peer.
	 * @param other a socket with the same address
	 * @return {@code false} if their types exclude that
	 */
	boolean canShareAddressWith(AddressUse other) {
		return communicatesWith(other) ? this.socket.peer() == other.socket : this.socket == other.socket;
	}

	/**
	 * Whether messages go from this socket to another one.
	 * @param other a socket
	 * @return {@code false} if they have no address in common, or if their types or
	 * directions exclude that
	 */
	boolean sendsTo(AddressUse other) {
		return this.socket.sends() && this.socket.peer() == other.socket && communicatesWith(other)
				&& commonEndpoint(other) != null;
	}

	/**
	 * Find a value that the sockets do not agree on.
	 * @param other a socket with the same address
	 * @return the values, {@code null} if there is none, or if the sockets do not
	 * communicate with each other
	 */
	@Nullable Disagreement disagreementWith(AddressUse other) {
		if (!communicatesWith(other)) {
			return null;
		}
		for (Map.Entry<String, Value> entry : this.values.entrySet()) {
			Value theirs = other.values.get(entry.getKey());
			if (theirs != null && !entry.getValue().agreesWith(theirs)
					&& (!entry.getKey().equals(HEADERS) || isLostHeader(other))) {
				return new Disagreement(entry.getValue(), theirs);
			}
		}
		return null;
	}

	// If both connect, their peer is another program, such as a proxy, which may forward
	// several formats
	private boolean communicatesWith(AddressUse other) {
		return this.binds || other.binds;
	}

	// A receiver with headers also accepts messages without headers
	private boolean isLostHeader(AddressUse other) {
		AddressUse sender = this.socket.sends() ? this : other;
		return sender.values.get(HEADERS).value().equals(true);
	}

	/**
	 * The types of sockets.
	 */
	enum Socket {

		PUB, SUB, PUSH, PULL, ROUTER, DEALER;

		Socket peer() {
			return switch (this) {
				case PUB -> SUB;
				case SUB -> PUB;
				case PUSH -> PULL;
				case PULL -> PUSH;
				case ROUTER -> DEALER;
				case DEALER -> ROUTER;
			};
		}

		boolean sends() {
			return this == PUB || this == PUSH;
		}

	}

	/**
	 * A value with its key.
	 *
	 * @param key the key below {@code zmq}
	 * @param value the value
	 */
	record Value(String key, Object value) {

		// A raw message and a single-frame one both are one frame, which begins with the
		// topic
		boolean agreesWith(Value other) {
			return this.value.equals(other.value) || (isOneFrame(this.value) && isOneFrame(other.value));
		}

		private static boolean isOneFrame(Object value) {
			return value instanceof WireFormat format && format.frames() == 1;
		}

		String text() {
			return (this.value instanceof Enum<?> constant) ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
					: this.value.toString();
		}

	}

	/**
	 * Two different values.
	 *
	 * @param first the value of one entry
	 * @param second the value of the other entry
	 */
	record Disagreement(Value first, Value second) {

	}

}
