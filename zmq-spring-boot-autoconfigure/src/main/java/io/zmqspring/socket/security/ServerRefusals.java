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

package io.zmqspring.socket.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.SecurityRole;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.connection.SocketEvent;

/**
 * The handshakes of a client that have failed in a row, by address. One failure may have
 * many causes, such as a restart of the server; two are a fault. Thread-safe.
 */
final class ServerRefusals {

	private static final int FAULT = 2;

	private final Map<String, Attempts> attempts = new LinkedHashMap<>();

	private final boolean client;

	/**
	 * Create the refusals of a socket.
	 * @param security the security of the socket, {@code null} for none
	 */
	ServerRefusals(SocketSettings.@Nullable Security security) {
		this.client = security != null && security.role() == SecurityRole.CLIENT;
	}

	/**
	 * Take note of an event of the socket.
	 * @param event the event
	 */
	void onEvent(SocketEvent event) {
		if (!this.client) {
			return;
		}
		switch (event.kind()) {
			case CONNECTED -> connected(event.address());
			case HANDSHAKEN -> ready(event.address());
			case DISCONNECTED -> disconnected(event.address());
			case DENIED -> {
				if (event.denial() != null) {
					denied(event.address(), event.denial().reason());
				}
			}
			default -> {
			}
		}
	}

	private synchronized void connected(String address) {
		this.attempts.computeIfAbsent(address, (unknown) -> new Attempts()).begin();
	}

	/**
	 * The server speaks the same mechanism.
	 * @param address the address of the server
	 */
	synchronized void greeted(String address) {
		if (this.client) {
			this.attempts.computeIfAbsent(address, (unknown) -> new Attempts()).greeting = false;
		}
	}

	private synchronized void ready(String address) {
		this.attempts.remove(address);
	}

	private synchronized void denied(String address, DenialReason reason) {
		this.attempts.computeIfAbsent(address, (unknown) -> new Attempts()).fail(reason);
	}

	private synchronized void disconnected(String address) {
		Attempts ended = this.attempts.get(address);
		if (ended != null && ended.greeting) {
			ended.greeting = false;
			ended.fail(DenialReason.OTHER_MECHANISM);
		}
	}

	/**
	 * The servers that did not let this client in.
	 * @return sentences without a full stop, empty if there is none
	 */
	synchronized List<String> faults() {
		return this.attempts.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().failures >= FAULT && entry.getValue().reason != null)
			.map((entry) -> entry.getKey() + ": " + entry.getValue().sentence())
			.toList();
	}

	/**
	 * The attempts to connect to one server.
	 */
	private static final class Attempts {

		private boolean greeting;

		private int failures;

		private @Nullable DenialReason reason;

		void begin() {
			this.greeting = true;
		}

		void fail(DenialReason why) {
			this.failures++;
			this.reason = why;
		}

		String sentence() {
			return (this.reason != null) ? this.reason.sentence() : "";
		}

	}

}
