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

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What peers may do before they are known, for every socket, bound from
 * {@code zmq.security}. Immutable.
 *
 * @param handshakeTimeout Longest time from the TCP connection to the end of the ZeroMQ
 * handshake, after which the connection is closed.
 * @param maxHandshakesPerSecond Most handshakes of a socket that binds per second; the
 * handshakes of further peers wait, the newest goes first; 0 for no limit.
 * @param maxConnectionsPerAddress Most connections at the same time from one IP address
 * to a socket that binds, 0 for no limit.
 * @since 0.1
 */
public record SecuritySettings(@DefaultValue("10s") Duration handshakeTimeout,
		@DefaultValue("200") int maxHandshakesPerSecond, @DefaultValue("0") int maxConnectionsPerAddress) {

	/** The values of an empty {@code zmq.security} section. */
	public static final SecuritySettings DEFAULTS = new SecuritySettings(Duration.ofSeconds(10), 200, 0);

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if a value is out of range
	 */
	public SecuritySettings {
		SettingChecks.checkDuration("handshake-timeout", handshakeTimeout, 1);
		SettingChecks.checkCount("max-handshakes-per-second", maxHandshakesPerSecond);
		SettingChecks.checkCount("max-connections-per-address", maxConnectionsPerAddress);
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

}
