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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.CollectionUtils;

import io.zmqspring.settings.value.Resolve;
import io.zmqspring.settings.value.SecurityRole;

/**
 * Settings of one socket. Immutable. All settings are applied before the first bind or
 * connect, because JeroMQ's sessions share the options of their socket.
 *
 * @param endpoints the addresses to bind or connect to, at least one
 * @param bind {@code true} to bind, {@code false} to connect
 * @param highWaterMark messages queued per connection before ZeroMQ blocks or drops
 * messages, 0 for no limit
 * @param linger how long closing waits for queued messages to be sent, 0 to discard them
 * @param sendTimeout how long a send may block
 * @param tuning the other options
 * @param security how peers identify themselves, {@code null} if they need not
 * @param resolution which addresses of a host name to connect to
 * @since 0.1
 */
public record SocketSettings(List<Endpoint> endpoints, boolean bind, int highWaterMark, Duration linger,
		Duration sendTimeout, SocketTuning tuning, @Nullable Security security, Resolution resolution) {

	private static final int MOST_UNREAD = 100_000;

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if there is no endpoint, if a value is invalid, or
	 * if an option is set that no transport of the endpoints has
	 */
	public SocketSettings {
		if (CollectionUtils.isEmpty(endpoints)) {
			throw new InvalidSettingException("address", null, "is missing", "Write the address to "
					+ (bind ? "bind to, for example tcp://*:5555." : "connect to, for example tcp://localhost:5555."));
		}
		endpoints = List.copyOf(endpoints);
		if (highWaterMark < 0) {
			throw new InvalidSettingException("high-water-mark", highWaterMark, "is negative",
					"Write the number of messages to queue per connection, or 0 for no limit.");
		}
		SettingChecks.checkDuration("linger", linger, 0);
		SettingChecks.checkDuration("send-timeout", sendTimeout, 0);
		for (Endpoint endpoint : endpoints) {
			if (!bind) {
				checkConnectable(endpoint, ", or set bind: true");
			}
			if (security != null && endpoint.transport() == Endpoint.Transport.INPROC) {
				throw new InvalidSettingException("security", security.section(),
						"cannot be combined with " + endpoint + ", which never leaves the process",
						"Remove security, or use a tcp or ipc address.");
			}
			if (endpoint.isIpv6Literal() && !tuning.ipv6()) {
				throw new InvalidSettingException("address", endpoint, "is an IPv6 address, and IPv6 is disabled",
						"Set socket.ipv6: true for the same role, or write an IPv4 address.");
			}
		}
		new TransportOptions(endpoints, bind).check(tuning);
		resolution.check(endpoints, bind);
	}

	/**
	 * Create the settings of a socket that connects to one address of each host name.
	 * @param endpoints the endpoints
	 * @param bind whether to bind
	 * @param highWaterMark messages queued per peer
	 * @param linger how long closing waits for queued messages
	 * @param sendTimeout how long a send may block
	 * @param tuning the tuning
	 * @param security how peers identify themselves, {@code null} if they need not
	 */
	public SocketSettings(List<Endpoint> endpoints, boolean bind, int highWaterMark, Duration linger,
			Duration sendTimeout, SocketTuning tuning, @Nullable Security security) {
		this(endpoints, bind, highWaterMark, linger, sendTimeout, tuning, security, Resolution.FIRST);
	}

	/**
	 * Create the settings of a socket whose peers need not identify themselves.
	 * @param endpoints the endpoints
	 * @param bind whether to bind
	 * @param highWaterMark messages queued per peer
	 * @param linger how long closing waits for queued messages
	 * @param sendTimeout how long a send may block
	 * @param tuning the tuning
	 */
	public SocketSettings(List<Endpoint> endpoints, boolean bind, int highWaterMark, Duration linger,
			Duration sendTimeout, SocketTuning tuning) {
		this(endpoints, bind, highWaterMark, linger, sendTimeout, tuning, null);
	}

	/**
	 * Return these settings for one endpoint at a time.
	 * @return the settings of one socket per endpoint
	 */
	public List<SocketSettings> perEndpoint() {
		return this.endpoints.stream()
			.map((endpoint) -> new SocketSettings(List.of(endpoint), this.bind, this.highWaterMark, this.linger,
					this.sendTimeout,
					TransportOptions.of(List.of(endpoint.toString()), null, this.bind).select(this.tuning),
					this.security))
			.toList();
	}

	/**
	 * How many messages may have arrived that the socket has not received yet. Over
	 * inproc the queue also has the room of the peer's high-water mark, which is unknown
	 * here.
	 * @return the number of messages; for a queue without a known limit, 100,000
	 */
	public int longestQueue() {
		boolean hasConnections = this.endpoints.stream()
			.allMatch((endpoint) -> endpoint.transport() != Endpoint.Transport.INPROC);
		return (hasConnections && this.highWaterMark > 0) ? this.highWaterMark : MOST_UNREAD;
	}

	/**
	 * Check that a socket can connect to an endpoint.
	 * @param endpoint the endpoint
	 * @param otherwise the end of the advice: what else the user may do
	 * @throws InvalidSettingException if only a socket that binds can use the endpoint
	 */
	static void checkConnectable(Endpoint endpoint, String otherwise) {
		if (endpoint.isWildcard()) {
			throw new InvalidSettingException("address", endpoint, "cannot be connected to: * means every interface",
					"Name the host to connect to" + otherwise + ".");
		}
		if (endpoint.transport() == Endpoint.Transport.TCP && endpoint.port() == 0) {
			throw new InvalidSettingException("address", endpoint, "cannot be connected to: port 0 means any free port",
					"Name the port to connect to" + otherwise + ".");
		}
		if (endpoint.isNewPath()) {
			throw new InvalidSettingException("address", endpoint,
					"cannot be connected to: * means a new path at each bind",
					"Name the path to connect to" + otherwise + ".");
		}
	}

	/**
	 * Which addresses of a host name a socket connects to.
	 *
	 * @param resolve one or all
	 * @param interval the time between two look-ups of a name of which all addresses are
	 * connected
	 */
	public record Resolution(Resolve resolve, Duration interval) {

		/** One address. */
		public static final Resolution FIRST = new Resolution(Resolve.FIRST, Duration.ofSeconds(10));

		private static final int SHORTEST_MILLIS = 100;

		/**
		 * Whether a socket connects to all addresses of an endpoint.
		 * @param endpoint the endpoint
		 * @return {@code false} also if it has no host name
		 */
		public boolean isAll(Endpoint endpoint) {
			return this.resolve == Resolve.ALL && endpoint.transport() == Endpoint.Transport.TCP
					&& !endpoint.isLiteral();
		}

		void check(List<Endpoint> endpoints, boolean bind) {
			SettingChecks.checkDuration("resolve-interval", this.interval, SHORTEST_MILLIS);
			if (this.resolve != Resolve.ALL) {
				return;
			}
			if (bind) {
				throw new InvalidSettingException("resolve", this.resolve, "has no effect on a socket that binds",
						"Remove the key, or set bind: false to connect to each address of a host name.");
			}
			if (endpoints.stream().noneMatch((endpoint) -> endpoint.transport() == Endpoint.Transport.TCP)) {
				throw new InvalidSettingException("resolve", this.resolve,
						"has no effect on " + endpoints.get(0) + ", which has no host name",
						"Remove the key, or use a tcp address with a host name.");
			}
		}

	}

	/**
	 * How the peers of a socket identify themselves.
	 *
	 * @param section the name of a section of {@code zmq.security.curve} or
	 * {@code zmq.security.plain}
	 * @param role whether this side is the server or the client
	 */
	public record Security(String section, SecurityRole role) {

		static @Nullable Security of(@Nullable String section, @Nullable SecurityRole role, boolean bind) {
			if (section == null && role != null) {
				throw new InvalidSettingException("security-role", role,
						"is set without security, so peers would need no key and no password",
						"Set security to a section of zmq.security.curve or zmq.security.plain, or remove security-role.");
			}
			if (section == null) {
				return null;
			}
			if (section.isBlank()) {
				throw new InvalidSettingException("security", null,
						"is empty, so peers would need no key and no password",
						"Name a section of zmq.security.curve or zmq.security.plain, or remove the key.");
			}
			return new Security(section, (role != null) ? role : bind ? SecurityRole.SERVER : SecurityRole.CLIENT);
		}

	}

}
