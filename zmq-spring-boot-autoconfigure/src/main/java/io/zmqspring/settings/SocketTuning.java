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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Options that every socket has, bound from {@code zmq.….socket.*}. Immutable.
 *
 * @param maxMessageSize Size of the largest accepted frame, and of the largest message of
 * several frames; a peer that sends a larger one is disconnected.
 * @param handshakeInterval How long the handshake of a new connection may take before the
 * connection is closed and tried again (with JeroMQ's default of 30 s, 2 to 3 % of new
 * connections stall that long). With security, zmq.security.handshake-timeout alone
 * counts.
 * @param heartbeatInterval Time between two ZMTP pings (RFC 37); 0 for no pings, and
 * heartbeat-timeout then has no effect.
 * @param heartbeatTimeout Time without data after which a connection counts as lost.
 * @param reconnectInterval First delay before a lost connection is tried again; every
 * delay varies by up to this time, so that many peers do not try at the same moment.
 * @param reconnectIntervalMax Longest delay between tries, reached by doubling.
 * @param sendBuffer Size of the send buffer of the operating system; above 8 KB, the
 * engine also writes this much at a time. Absent = the default of the operating system; 4
 * MB with ipc, or as much as it allows.
 * @param receiveBuffer Size of the receive buffer of the operating system; above 32 KB,
 * the engine also reads this much at a time. Absent = the default of the operating
 * system.
 * @param tcpKeepAlive Whether TCP keep-alive is enabled.
 * @param ipv6 Whether to bind IPv6 addresses, and to try the IPv6 addresses of a host
 * name first. A socket that connects tries all addresses of a name, IPv4 and IPv6.
 * @param maxConnections Largest number of peers connected to a socket that binds, 0 for
 * no limit; a further peer replaces the oldest unfinished handshake, or is refused.
 * @param maxSubscriptions Largest number of subscriptions of all peers of a publisher
 * that binds, or of each peer of a publisher that connects, 0 for no limit; above it, the
 * peer with the most subscriptions is disconnected. A topic of up to 64 bytes counts as
 * one subscription, a topic of up to 128 bytes as two, and so on.
 * @param ipcPermissions Permissions of the files of ipc addresses that are bound, such as
 * rw-rw----: a peer needs w to connect. Absent = the default of the operating system for
 * new files.
 * @param expectConnectionWithin How long a connection may be missing before health is
 * DOWN. A socket that connects needs a connection to each of its addresses, a socket that
 * binds needs one peer; absent = health stays UP.
 * @since 0.1
 */
public record SocketTuning(@DefaultValue("64MB") DataSize maxMessageSize,
		@DefaultValue("1s") Duration handshakeInterval, @DefaultValue("5s") Duration heartbeatInterval,
		@DefaultValue("15s") Duration heartbeatTimeout, @DefaultValue("100ms") Duration reconnectInterval,
		@DefaultValue("1s") Duration reconnectIntervalMax, @Nullable DataSize sendBuffer,
		@Nullable DataSize receiveBuffer, @DefaultValue("false") boolean tcpKeepAlive,
		@DefaultValue("false") boolean ipv6, @DefaultValue("1000") int maxConnections,
		@DefaultValue("20000") int maxSubscriptions, @Nullable String ipcPermissions,
		@Nullable Duration expectConnectionWithin) {

	// Four times JeroMQ's default. A larger batch would often fill the queue of the
	// socket, which holds 1000 messages by default
	private static final int BATCH = 32 * 1024;

	/** The values of an empty {@code socket} section. */
	public static final SocketTuning DEFAULTS = builder().build();

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if a value is out of range, or two values
	 * contradict each other
	 */
	public SocketTuning {
		SettingChecks.checkSize("max-message-size", maxMessageSize);
		SettingChecks.checkSize("send-buffer", sendBuffer);
		SettingChecks.checkSize("receive-buffer", receiveBuffer);
		SettingChecks.checkCount("max-connections", maxConnections);
		SettingChecks.checkCount("max-subscriptions", maxSubscriptions);
		SettingChecks.checkDuration("handshake-interval", handshakeInterval, 1);
		SettingChecks.checkDuration("heartbeat-interval", heartbeatInterval, 0);
		SettingChecks.checkDuration("heartbeat-timeout", heartbeatTimeout, 1);
		// JeroMQ divides by this interval: 0 never connects, -1 retries in a hot loop
		SettingChecks.checkDuration("reconnect-interval", reconnectInterval, 1);
		SettingChecks.checkDuration("reconnect-interval-max", reconnectIntervalMax, 1);
		SettingChecks.checkPermissions("ipc-permissions", ipcPermissions);
		if (expectConnectionWithin != null) {
			SettingChecks.checkDuration("expect-connection-within", expectConnectionWithin, 1);
		}
		if (heartbeatTimeout.compareTo(heartbeatInterval) < 0) {
			throw new InvalidSettingException("heartbeat-timeout", heartbeatTimeout,
					"is shorter than the heartbeat-interval of " + SettingText.of(heartbeatInterval),
					"Write a time-out of at least one interval; three are usual.");
		}
		if (reconnectIntervalMax.compareTo(reconnectInterval) < 0) {
			throw new InvalidSettingException("reconnect-interval-max", reconnectIntervalMax,
					"is shorter than the reconnect-interval of " + SettingText.of(reconnectInterval),
					"Write a maximum of at least the interval.");
		}
	}

	/**
	 * Start to build the options of a socket.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Start to build options that differ from these in some values.
	 * @return a builder with these values
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * Return changed settings.
	 * @param change changes them
	 * @return the changed settings
	 */
	SocketTuning changed(Consumer<Builder> change) {
		Builder builder = mutate();
		change.accept(builder);
		return builder.build();
	}

	/**
	 * The largest number of bytes read from a connection at once.
	 * @return the number of bytes
	 */
	public int largestRead() {
		return (this.receiveBuffer != null) ? Math.max((int) this.receiveBuffer.toBytes(), BATCH) : BATCH;
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
	 * Builds the options of a socket from defaults and the values that are set. Its
	 * methods have the names of the components, which are described above. A method with
	 * a {@code Consumer} changes a nested value instead of replacing it.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private DataSize maxMessageSize = DataSize.ofMegabytes(64);

		private Duration handshakeInterval = Duration.ofSeconds(1);

		private Duration heartbeatInterval = Duration.ofSeconds(5);

		private Duration heartbeatTimeout = Duration.ofSeconds(15);

		private Duration reconnectInterval = Duration.ofMillis(100);

		private Duration reconnectIntervalMax = Duration.ofSeconds(1);

		private @Nullable DataSize sendBuffer;

		private @Nullable DataSize receiveBuffer;

		private boolean tcpKeepAlive;

		private boolean ipv6;

		private int maxConnections = 1000;

		private int maxSubscriptions = 20_000;

		private @Nullable String ipcPermissions;

		private @Nullable Duration expectConnectionWithin;

		Builder() {
		}

		Builder(SocketTuning options) {
			this.maxMessageSize = options.maxMessageSize;
			this.handshakeInterval = options.handshakeInterval;
			this.heartbeatInterval = options.heartbeatInterval;
			this.heartbeatTimeout = options.heartbeatTimeout;
			this.reconnectInterval = options.reconnectInterval;
			this.reconnectIntervalMax = options.reconnectIntervalMax;
			this.sendBuffer = options.sendBuffer;
			this.receiveBuffer = options.receiveBuffer;
			this.tcpKeepAlive = options.tcpKeepAlive;
			this.ipv6 = options.ipv6;
			this.maxConnections = options.maxConnections;
			this.maxSubscriptions = options.maxSubscriptions;
			this.ipcPermissions = options.ipcPermissions;
			this.expectConnectionWithin = options.expectConnectionWithin;
		}

		public Builder maxMessageSize(DataSize maxMessageSize) {
			this.maxMessageSize = maxMessageSize;
			return this;
		}

		public Builder handshakeInterval(Duration handshakeInterval) {
			this.handshakeInterval = handshakeInterval;
			return this;
		}

		public Builder heartbeatInterval(Duration heartbeatInterval) {
			this.heartbeatInterval = heartbeatInterval;
			return this;
		}

		public Builder heartbeatTimeout(Duration heartbeatTimeout) {
			this.heartbeatTimeout = heartbeatTimeout;
			return this;
		}

		public Builder reconnectInterval(Duration reconnectInterval) {
			this.reconnectInterval = reconnectInterval;
			return this;
		}

		public Builder reconnectIntervalMax(Duration reconnectIntervalMax) {
			this.reconnectIntervalMax = reconnectIntervalMax;
			return this;
		}

		public Builder sendBuffer(@Nullable DataSize sendBuffer) {
			this.sendBuffer = sendBuffer;
			return this;
		}

		public Builder receiveBuffer(@Nullable DataSize receiveBuffer) {
			this.receiveBuffer = receiveBuffer;
			return this;
		}

		public Builder tcpKeepAlive(boolean tcpKeepAlive) {
			this.tcpKeepAlive = tcpKeepAlive;
			return this;
		}

		public Builder ipv6(boolean ipv6) {
			this.ipv6 = ipv6;
			return this;
		}

		public Builder maxConnections(int maxConnections) {
			this.maxConnections = maxConnections;
			return this;
		}

		public Builder maxSubscriptions(int maxSubscriptions) {
			this.maxSubscriptions = maxSubscriptions;
			return this;
		}

		public Builder ipcPermissions(@Nullable String ipcPermissions) {
			this.ipcPermissions = ipcPermissions;
			return this;
		}

		public Builder expectConnectionWithin(@Nullable Duration expectConnectionWithin) {
			this.expectConnectionWithin = expectConnectionWithin;
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 * @throws InvalidSettingException if a value is out of range, or two values
		 * contradict each other
		 */
		public SocketTuning build() {
			return new SocketTuning(this.maxMessageSize, this.handshakeInterval, this.heartbeatInterval,
					this.heartbeatTimeout, this.reconnectInterval, this.reconnectIntervalMax, this.sendBuffer,
					this.receiveBuffer, this.tcpKeepAlive, this.ipv6, this.maxConnections, this.maxSubscriptions,
					this.ipcPermissions, this.expectConnectionWithin);
		}

	}

}
