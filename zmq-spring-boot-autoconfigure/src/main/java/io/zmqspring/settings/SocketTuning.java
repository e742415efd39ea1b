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

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Options that every socket has, bound from {@code zmq.….socket.*}. Immutable.
 *
 * @param maxMessageSize size of the largest accepted frame; a peer that sends a larger
 * one is disconnected
 * @param handshakeInterval how long the handshake of a new connection may take before the
 * connection is closed and tried again (with JeroMQ's default of 30 s, 2 to 3 % of new
 * connections stall that long)
 * @param heartbeatInterval time between ZMTP pings (RFC 37), 0 for none
 * @param heartbeatTimeout time without data after which a connection counts as lost
 * @param reconnectInterval first delay before a lost connection is tried again; every
 * delay varies by up to this time, so that many peers do not try at the same moment
 * @param reconnectIntervalMax longest delay between tries, reached by doubling
 * @param sendBuffer size of the kernel's send buffer, and of the engine's encoding batch
 * if that is more than 8 KB; absent = the default of the operating system
 * @param receiveBuffer size of the kernel's receive buffer, and of the engine's decoding
 * batch if that is more than 32 KB; absent = the default of the operating system
 * @param tcpKeepAlive whether TCP keep-alive is enabled
 * @param ipv6 whether IPv6 addresses of a name are preferred, and IPv6 can be bound
 * @param maxConnections largest number of peers connected to a socket that binds, 0 for
 * no limit; further peers are refused
 * @param maxSubscriptions largest number of subscriptions of all peers of a publisher
 * that binds, or of each peer of a publisher that connects, 0 for no limit; above it, the
 * peer with the most subscriptions is disconnected. A topic counts once for each started
 * 64 bytes
 * @param expectConnectionWithin longest time without a connection before health is down:
 * to any of its addresses for a socket that connects, of any peer for a socket that
 * binds; absent = health stays up
 * @since 0.1
 */
public record SocketTuning(@DefaultValue("64MB") DataSize maxMessageSize,
		@DefaultValue("1s") Duration handshakeInterval, @DefaultValue("5s") Duration heartbeatInterval,
		@DefaultValue("15s") Duration heartbeatTimeout, @DefaultValue("100ms") Duration reconnectInterval,
		@DefaultValue("1s") Duration reconnectIntervalMax, @Nullable DataSize sendBuffer,
		@Nullable DataSize receiveBuffer, @DefaultValue("false") boolean tcpKeepAlive,
		@DefaultValue("false") boolean ipv6, @DefaultValue("1000") int maxConnections,
		@DefaultValue("20000") int maxSubscriptions, @Nullable Duration expectConnectionWithin) {

	// Four times JeroMQ's default. A larger batch would often fill the queue of the
	// socket, which holds 1000 messages by default
	private static final int BATCH = 32 * 1024;

	// JeroMQ takes milliseconds as int
	private static final Duration LONGEST = Duration.ofDays(24);

	/** The values of an empty {@code socket} section. */
	public static final SocketTuning DEFAULTS = new SocketTuning(DataSize.ofMegabytes(64), Duration.ofSeconds(1),
			Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMillis(100), Duration.ofSeconds(1), null, null,
			false, false, 1000, 20_000, null);

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if a value is out of range, or two values
	 * contradict each other
	 */
	public SocketTuning {
		checkSize("max-message-size", maxMessageSize);
		checkSize("send-buffer", sendBuffer);
		checkSize("receive-buffer", receiveBuffer);
		checkCount("max-connections", maxConnections);
		checkCount("max-subscriptions", maxSubscriptions);
		checkDuration("handshake-interval", handshakeInterval, 1);
		checkDuration("heartbeat-interval", heartbeatInterval, 0);
		checkDuration("heartbeat-timeout", heartbeatTimeout, 1);
		// JeroMQ divides by this interval: 0 never connects, -1 retries in a hot loop
		checkDuration("reconnect-interval", reconnectInterval, 1);
		checkDuration("reconnect-interval-max", reconnectIntervalMax, 1);
		if (expectConnectionWithin != null) {
			checkDuration("expect-connection-within", expectConnectionWithin, 1);
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
	 * The largest number of bytes read from a connection at once.
	 * @return the number of bytes
	 */
	public int largestRead() {
		return (this.receiveBuffer != null) ? Math.max((int) this.receiveBuffer.toBytes(), BATCH) : BATCH;
	}

	static void checkCount(String key, int count) {
		if (count < 0) {
			throw new InvalidSettingException(key, count, "is negative", "Write a number, or 0 for no limit.");
		}
	}

	private static void checkSize(String key, @Nullable DataSize size) {
		if (size != null && (size.toBytes() < 1 || size.toBytes() > Integer.MAX_VALUE)) {
			throw new InvalidSettingException(key, size, "is out of range", "Write a size from 1B to 2047MB.");
		}
	}

	static void checkDuration(String key, Duration duration, int minimumMillis) {
		if (duration.compareTo(Duration.ofMillis(minimumMillis)) < 0 || duration.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException(key, duration, "is out of range",
					"Write a duration from " + minimumMillis + "ms to " + LONGEST.toDays() + "d, such as 1s.");
		}
	}

}
