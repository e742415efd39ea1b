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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.zmqspring.settings.value.Resolve;
import io.zmqspring.settings.value.SecurityRole;

/**
 * Settings of one socket of a worker, controller or proxy. Immutable.
 *
 * @param address Address to bind or connect to, such as tcp://*:5571, ipc:///run/app/work
 * or inproc://work: one address or several. Required.
 * @param port Port of an address without one, 0 for any free port.
 * @param bind Whether to bind or to connect; absent = controllers and proxies bind,
 * workers connect.
 * @param resolve Which addresses of a host name to connect to; all = each one, also those
 * that the name gets later. Only for sockets that connect over tcp.
 * @param resolveInterval Time between two look-ups of a name with resolve: all, and the
 * time for which a removed address must be unreachable before it is given up.
 * @param highWaterMark Messages queued per peer, 0 for no limit. The push of a pool
 * queues max-queue-size at most, also with 0.
 * @param linger How long shutdown waits until peers have received what was accepted; the
 * rest is counted as stopped.
 * @param security Name of a section of zmq.security.curve or zmq.security.plain; absent =
 * peers need no key and no password.
 * @param securityRole Whether this side is the server or the client; absent = who binds
 * is the server.
 * @param socket Tuning of the socket.
 * @since 0.1
 */
public record PipeSettings(@Nullable List<String> address, @Nullable Integer port, @Nullable Boolean bind,
		@DefaultValue("first") Resolve resolve, @DefaultValue("10s") Duration resolveInterval,
		@DefaultValue("1000") int highWaterMark, @DefaultValue("1s") Duration linger, @Nullable String security,
		@Nullable SecurityRole securityRole, @DefaultValue @NestedConfigurationProperty SocketTuning socket) {

	/**
	 * Return the default settings with the given addresses.
	 * @param addresses the addresses to bind or connect to
	 * @return the settings
	 */
	public static PipeSettings of(String... addresses) {
		return builder(addresses).build();
	}

	/**
	 * Start to build the settings of a socket.
	 * @param addresses the addresses to bind or connect to
	 * @return the builder
	 */
	public static Builder builder(String... addresses) {
		return new Builder().address(addresses);
	}

	/**
	 * Start to build settings that differ from these in some values.
	 * @return a builder with these values
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * Change settings.
	 * @param present the settings, {@code null} for the defaults
	 * @param change changes them
	 * @return the changed settings
	 */
	public static PipeSettings changed(@Nullable PipeSettings present, Consumer<Builder> change) {
		Builder builder = (present != null) ? present.mutate() : new Builder();
		change.accept(builder);
		return builder.build();
	}

	/**
	 * Return the settings of the socket with another high-water mark.
	 * @param bindByDefault whether to bind if {@code bind} is absent
	 * @param highWaterMark messages queued per peer, 0 for no limit
	 * @return the settings
	 * @throws InvalidSettingException if the socket cannot be opened with them
	 */
	public SocketSettings toSocketSettings(boolean bindByDefault, int highWaterMark) {
		return new SocketSettings(endpoints(), binds(bindByDefault), highWaterMark, this.linger, Duration.ZERO,
				this.socket, SocketSettings.Security.of(this.security, this.securityRole, binds(bindByDefault)),
				new SocketSettings.Resolution(this.resolve, this.resolveInterval));
	}

	/**
	 * Check the settings that depend on whether the socket binds.
	 * @param key the key of these settings, a prefix in messages
	 * @param bindByDefault whether to bind if {@code bind} is absent
	 * @throws InvalidSettingException if the socket cannot be opened with them
	 */
	public void check(String key, boolean bindByDefault) {
		try {
			toSocketSettings(bindByDefault);
		}
		catch (InvalidSettingException ex) {
			throw ex.below(key);
		}
	}

	/**
	 * Return the settings of the socket.
	 * @param bindByDefault whether to bind if {@code bind} is absent
	 * @return the settings
	 * @throws InvalidSettingException if the socket cannot be opened with them
	 */
	public SocketSettings toSocketSettings(boolean bindByDefault) {
		return toSocketSettings(bindByDefault, this.highWaterMark);
	}

	/**
	 * Whether the socket binds.
	 * @param byDefault whether to bind if {@code bind} is absent
	 * @return {@code true} to bind
	 */
	public boolean binds(boolean byDefault) {
		return (this.bind != null) ? this.bind : byDefault;
	}

	/**
	 * The addresses to which the socket binds or connects.
	 * @return the endpoints, at least one
	 */
	public List<Endpoint> endpoints() {
		return Endpoint.parseAll(this.address, this.port);
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

	/**
	 * Builds the settings of a socket from defaults and the values that are set. Its
	 * methods have the names of the components, which are described above. A method with
	 * a {@code Consumer} changes a nested value instead of replacing it.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private @Nullable List<String> address;

		private @Nullable Integer port;

		private @Nullable Boolean bind;

		private Resolve resolve = Resolve.FIRST;

		private Duration resolveInterval = SocketSettings.Resolution.FIRST.interval();

		private int highWaterMark = 1000;

		private Duration linger = Duration.ofSeconds(1);

		private @Nullable String security;

		private @Nullable SecurityRole securityRole;

		private SocketTuning socket = SocketTuning.DEFAULTS;

		Builder() {
		}

		Builder(PipeSettings settings) {
			this.address = settings.address;
			this.port = settings.port;
			this.bind = settings.bind;
			this.resolve = settings.resolve;
			this.resolveInterval = settings.resolveInterval;
			this.highWaterMark = settings.highWaterMark;
			this.linger = settings.linger;
			this.security = settings.security;
			this.securityRole = settings.securityRole;
			this.socket = settings.socket;
		}

		public Builder address(String... address) {
			this.address = List.of(address);
			return this;
		}

		/**
		 * Replace the addresses. The port, {@code resolve} and the options in
		 * {@code socket} that only the former addresses could use get their defaults.
		 * @param addresses the new addresses
		 * @return this
		 */
		public Builder moveTo(String... addresses) {
			this.address = List.of(addresses);
			this.port = null;
			TransportOptions options = TransportOptions.of(this.address, null, !Boolean.FALSE.equals(this.bind));
			this.socket = options.select(this.socket);
			this.resolve = options.select(this.resolve);
			return this;
		}

		public Builder port(@Nullable Integer port) {
			this.port = port;
			return this;
		}

		public Builder bind(@Nullable Boolean bind) {
			this.bind = bind;
			return this;
		}

		public Builder resolve(Resolve resolve) {
			this.resolve = resolve;
			return this;
		}

		public Builder resolveInterval(Duration resolveInterval) {
			this.resolveInterval = resolveInterval;
			return this;
		}

		public Builder highWaterMark(int highWaterMark) {
			this.highWaterMark = highWaterMark;
			return this;
		}

		public Builder linger(Duration linger) {
			this.linger = linger;
			return this;
		}

		public Builder security(@Nullable String security) {
			this.security = security;
			return this;
		}

		public Builder securityRole(@Nullable SecurityRole securityRole) {
			this.securityRole = securityRole;
			return this;
		}

		public Builder socket(SocketTuning socket) {
			this.socket = socket;
			return this;
		}

		public Builder socket(Consumer<SocketTuning.Builder> change) {
			this.socket = this.socket.changed(change);
			return this;
		}

		/**
		 * Build the settings. They are checked with those of the role.
		 * @return the settings
		 */
		public PipeSettings build() {
			return new PipeSettings(this.address, this.port, this.bind, this.resolve, this.resolveInterval,
					this.highWaterMark, this.linger, this.security, this.securityRole, this.socket);
		}

	}

}
