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

package io.zmqspring.role.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.socket.connection.ConnectionTable;

/**
 * The sockets a role has open at one moment: where they are and who is connected.
 *
 * @param tables the connections of each
 * @param boundOut where the one that sends is bound
 * @param boundIn where the one that receives is bound
 * @param faults what keeps them from doing their work
 * @since 0.1
 */
public record Sockets(List<ConnectionTable> tables, List<String> boundOut, List<String> boundIn, List<String> faults) {

	/** No socket. */
	public static final Sockets NONE = new Sockets(List.of(), List.of(), List.of(), List.of());

	public static Sockets publishing(PublishingSocket socket) {
		return new Sockets(List.of(socket.connections()), socket.boundAddresses(), List.of(), socket.faults());
	}

	public static Sockets of(@Nullable SendingSocket sending, @Nullable ReceivingSocket receiving) {
		List<ConnectionTable> tables = new ArrayList<>();
		List<String> faults = new ArrayList<>();
		if (sending != null) {
			tables.add(sending.connections());
			faults.addAll(sending.faults());
		}
		if (receiving != null) {
			tables.add(receiving.connections());
			faults.addAll(receiving.faults());
			if (receiving.hasDied()) {
				faults.add("its receiving thread has died");
			}
		}
		return new Sockets(tables, (sending != null) ? sending.boundAddresses() : List.of(),
				(receiving != null) ? receiving.boundAddresses() : List.of(), faults);
	}

	public List<Connection> connections() {
		return this.tables.stream().flatMap((table) -> table.snapshot().stream()).toList();
	}

	public int connectionCount() {
		return this.tables.stream().mapToInt(ConnectionTable::count).sum();
	}

	/**
	 * Where the sockets are.
	 * @param sending what the settings say of the one that sends
	 * @param receiving what they say of the one that receives
	 * @return addresses really bound, or else those of the settings
	 */
	public List<String> addresses(List<Endpoint> sending, List<Endpoint> receiving) {
		return Stream.concat(shown(this.boundOut, sending), shown(this.boundIn, receiving)).toList();
	}

	private static Stream<String> shown(List<String> bound, List<Endpoint> settings) {
		return bound.isEmpty() ? settings.stream().map(Endpoint::toString) : bound.stream();
	}

}
