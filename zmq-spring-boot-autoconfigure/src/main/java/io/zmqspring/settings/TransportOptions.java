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

package io.zmqspring.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.value.Resolve;

/**
 * Which options of {@code socket} have an effect on a socket, because one of its
 * transports has them.
 *
 * @param endpoints the addresses of the socket, empty if they are not known: then they
 * may be of any transport
 * @param bind whether it binds
 * @since 0.1
 */
public record TransportOptions(List<Endpoint> endpoints, boolean bind) {

	private static final String EXAMPLE = "for example ipc:///run/app/events.";

	/**
	 * Create the options.
	 */
	public TransportOptions {
		endpoints = List.copyOf(endpoints);
	}

	/**
	 * Return the options of a socket with some addresses.
	 * @param addresses the addresses. If one is not valid, they count as not known: the
	 * address is refused when the settings are checked
	 * @param port the port of an address without one
	 * @param bind whether the socket binds
	 * @return the options
	 */
	public static TransportOptions of(List<String> addresses, @Nullable Integer port, boolean bind) {
		try {
			return new TransportOptions(Endpoint.parseAll(addresses, port), bind);
		}
		catch (InvalidSettingException ex) {
			return new TransportOptions(List.of(), bind);
		}
	}

	/**
	 * Whether an option has an effect.
	 * @param key its key below {@code socket}, such as {@code tcp-keep-alive}
	 * @return {@code false} if no transport of the socket has it
	 */
	public boolean include(String key) {
		return Arrays.stream(Option.values()).filter((option) -> option.key().equals(key)).allMatch(this::include);
	}

	private boolean include(Option option) {
		if (option.scope == Scope.FILE && !this.bind) {
			return false;
		}
		return this.endpoints.isEmpty() || this.endpoints.stream().anyMatch(option.scope::includes);
	}

	/**
	 * Return options of which all have an effect.
	 * @param tuning the options
	 * @return the same, with the default of each option without an effect
	 */
	public SocketTuning select(SocketTuning tuning) {
		return tuning.changed((builder) -> Arrays.stream(Option.values())
			.filter((option) -> !include(option))
			.forEach((option) -> option.copy.accept(SocketTuning.DEFAULTS, builder)));
	}

	/**
	 * Return a way to resolve host names that has an effect.
	 * @param resolve the way
	 * @return the same, or the default if no address can have a host name
	 */
	Resolve select(Resolve resolve) {
		return (this.endpoints.isEmpty() || this.endpoints.stream().anyMatch(Scope.TCP::includes)) ? resolve
				: Resolve.FIRST;
	}

	/**
	 * Refuse an option without an effect, unless it has its default.
	 * @param tuning the options
	 * @throws InvalidSettingException if there is one
	 */
	void check(SocketTuning tuning) {
		for (Option option : Option.values()) {
			Object value = option.value.apply(tuning);
			if (!include(option) && !Objects.equals(value, option.value.apply(SocketTuning.DEFAULTS))) {
				throw refused(option, value);
			}
		}
	}

	private InvalidSettingException refused(Option option, @Nullable Object value) {
		String where = String.join(", ", this.endpoints.stream().map(Endpoint::toString).toList());
		return switch (option.scope) {
			case NETWORK -> refused(option, value, "on " + where + ", which never leaves the process",
					"Remove the key, or use a tcp or ipc address.");
			case TCP -> refused(option, value, "on " + where + ", because only tcp has this option",
					"Remove the key, or use a tcp address.");
			case FILE -> this.bind ? refused(option, value, "on " + where + fileProblem(), fileAction())
					: refused(option, value, "on a socket that connects, because the side that binds creates the file",
							"Remove the key, and set it where the path is bound.");
		};
	}

	private String fileProblem() {
		return bindsNewPath() ? ", whose directory only one user may enter" : ", which creates no file";
	}

	private String fileAction() {
		return "Remove the key, or " + (bindsNewPath() ? "write a path, " : "use an ipc address, ") + EXAMPLE;
	}

	private boolean bindsNewPath() {
		return this.endpoints.stream().anyMatch(Endpoint::isNewPath);
	}

	private static InvalidSettingException refused(Option option, @Nullable Object value, String problem,
			String action) {
		return new InvalidSettingException("socket." + option.key(), value, "has no effect " + problem, action);
	}

	/**
	 * Where an option has an effect.
	 */
	private enum Scope {

		/** On connections between processes. */
		NETWORK,

		/** On TCP connections. */
		TCP,

		/** On files that are created where a path is bound that the settings name. */
		FILE;

		boolean includes(Endpoint endpoint) {
			return switch (this) {
				case NETWORK -> endpoint.transport() != Endpoint.Transport.INPROC;
				case TCP -> endpoint.transport() == Endpoint.Transport.TCP;
				case FILE -> endpoint.transport() == Endpoint.Transport.IPC && !endpoint.isNewPath();
			};
		}

	}

	/**
	 * The options that not every transport has. Between sockets of one context JeroMQ has
	 * no handshake, no pings, no reconnects, no buffers of the operating system, and no
	 * decoder that could limit what a peer sends.
	 */
	private enum Option {

		MAX_MESSAGE_SIZE(Scope.NETWORK, SocketTuning::maxMessageSize,
				(from, to) -> to.maxMessageSize(from.maxMessageSize())),

		HANDSHAKE_INTERVAL(Scope.NETWORK, SocketTuning::handshakeInterval,
				(from, to) -> to.handshakeInterval(from.handshakeInterval())),

		HEARTBEAT_INTERVAL(Scope.NETWORK, SocketTuning::heartbeatInterval,
				(from, to) -> to.heartbeatInterval(from.heartbeatInterval())),

		HEARTBEAT_TIMEOUT(Scope.NETWORK, SocketTuning::heartbeatTimeout,
				(from, to) -> to.heartbeatTimeout(from.heartbeatTimeout())),

		RECONNECT_INTERVAL(Scope.NETWORK, SocketTuning::reconnectInterval,
				(from, to) -> to.reconnectInterval(from.reconnectInterval())),

		RECONNECT_INTERVAL_MAX(Scope.NETWORK, SocketTuning::reconnectIntervalMax,
				(from, to) -> to.reconnectIntervalMax(from.reconnectIntervalMax())),

		SEND_BUFFER(Scope.NETWORK, SocketTuning::sendBuffer, (from, to) -> to.sendBuffer(from.sendBuffer())),

		RECEIVE_BUFFER(Scope.NETWORK, SocketTuning::receiveBuffer,
				(from, to) -> to.receiveBuffer(from.receiveBuffer())),

		TCP_KEEP_ALIVE(Scope.TCP, SocketTuning::tcpKeepAlive, (from, to) -> to.tcpKeepAlive(from.tcpKeepAlive())),

		IPV6(Scope.TCP, SocketTuning::ipv6, (from, to) -> to.ipv6(from.ipv6())),

		MAX_CONNECTIONS(Scope.NETWORK, SocketTuning::maxConnections,
				(from, to) -> to.maxConnections(from.maxConnections())),

		MAX_SUBSCRIPTIONS(Scope.NETWORK, SocketTuning::maxSubscriptions,
				(from, to) -> to.maxSubscriptions(from.maxSubscriptions())),

		IPC_PERMISSIONS(Scope.FILE, SocketTuning::ipcPermissions,
				(from, to) -> to.ipcPermissions(from.ipcPermissions()));

		private final Scope scope;

		private final Function<SocketTuning, @Nullable Object> value;

		private final BiConsumer<SocketTuning, SocketTuning.Builder> copy;

		Option(Scope scope, Function<SocketTuning, @Nullable Object> value,
				BiConsumer<SocketTuning, SocketTuning.Builder> copy) {
			this.scope = scope;
			this.value = value;
			this.copy = copy;
		}

		String key() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
