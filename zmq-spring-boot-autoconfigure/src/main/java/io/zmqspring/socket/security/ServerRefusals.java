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

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.guard.ForwardingHandshakeListener;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * The handshakes of a client that have failed in a row, by address. One failure may have
 * many causes, such as a restart of the server; two are a fault, until a handshake is
 * complete. A client is a socket that connects and is no server: anybody can make the
 * handshakes of a socket that binds fail. Thread-safe.
 */
final class ServerRefusals {

	private static final int FAULT = 2;

	private static final String STALLED = "the server has not finished the handshake in time; check that its authenticator answers";

	private static final int VERSION = 10;

	private static final int MECHANISM = 12;

	private static final int MECHANISM_END = 32;

	private final Map<String, Attempts> attempts = new LinkedHashMap<>();

	private final boolean client;

	private final boolean secured;

	private ServerRefusals(boolean client, boolean secured) {
		this.client = client;
		this.secured = secured;
	}

	/**
	 * Create the refusals of a socket.
	 * @param settings its settings
	 * @return no refusals yet
	 */
	static ServerRefusals of(SocketSettings settings) {
		SocketSettings.Security security = settings.security();
		return new ServerRefusals(!settings.bind() && (security == null || security.role() == SecurityRole.CLIENT),
				security != null);
	}

	/**
	 * Whether the socket is a client.
	 * @return {@code false} if refusals are no fault
	 */
	boolean isClient() {
		return this.client;
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
			case DENIED -> {
				if (event.denial() != null) {
					failed(event.address(), event.denial().sentence());
				}
			}
			case NO_HANDSHAKE -> {
				if (this.secured) {
					failed(event.address(), STALLED);
				}
			}
			default -> {
			}
		}
	}

	/**
	 * The greeting of a server is complete, and names the same mechanism.
	 * @param address the address of the server
	 * @param outcome receives the end of the handshake
	 * @return receives it before
	 */
	HandshakeListener greeted(String address, HandshakeListener outcome) {
		if (!this.client) {
			return outcome;
		}
		return new ForwardingHandshakeListener(outcome) {

			@Override
			public void onReady(@Nullable String user) {
				ready(address);
				super.onReady(user);
			}

		};
	}

	/**
	 * The mechanism that the greeting of a peer names.
	 * @param greeting the greeting as in ZMTP 3 (RFC 23)
	 * @return the name, empty if it has not arrived; {@code null} if ZMTP 3 has not begun
	 */
	static @Nullable String mechanism(byte[] greeting) {
		if (greeting[VERSION] < 3) {
			return null;
		}
		int end = MECHANISM;
		while (end < MECHANISM_END && greeting[end] != 0) {
			end++;
		}
		return new String(greeting, MECHANISM, end - MECHANISM, StandardCharsets.ISO_8859_1);
	}

	private synchronized void ready(String address) {
		this.attempts.remove(address);
	}

	private synchronized void failed(String address, String sentence) {
		this.attempts.computeIfAbsent(address, (unknown) -> new Attempts()).fail(sentence);
	}

	/**
	 * The servers that did not let this client in.
	 * @return sentences without a full stop, empty if there is none
	 */
	synchronized List<String> faults() {
		return this.attempts.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().failures >= FAULT)
			.map((entry) -> entry.getKey() + ": " + entry.getValue().sentence)
			.toList();
	}

	/**
	 * The attempts to connect to one server.
	 */
	private static final class Attempts {

		private int failures;

		private String sentence = "";

		void fail(String why) {
			this.failures++;
			this.sentence = why;
		}

	}

}
