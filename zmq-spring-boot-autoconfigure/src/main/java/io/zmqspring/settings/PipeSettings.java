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
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of one PUSH or PULL socket of a worker or controller. Immutable.
 *
 * @param address the address to bind or connect to: one address or several
 * @param port the port of an address without one
 * @param bind whether to bind or to connect; absent = controllers bind, workers connect
 * @param highWaterMark messages queued per peer, 0 for no limit
 * @param linger how long shutdown waits for queued messages to be sent
 * @param socket tuning of the socket
 * @since 0.1
 */
public record PipeSettings(@Nullable List<String> address, @Nullable Integer port, @Nullable Boolean bind,
		@DefaultValue("1000") int highWaterMark, @DefaultValue("1s") Duration linger,
		@DefaultValue SocketTuning socket) {

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if an address, the port, or another value is
	 * invalid
	 */
	public PipeSettings {
		// Checks as for a socket that binds; each role checks whether it can connect
		new SocketSettings(Addresses.parse(address, port), true, highWaterMark, linger, Duration.ZERO, socket);
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
				this.socket);
	}

	/**
	 * Check the settings that depend on whether the socket binds.
	 * @param key the key of these settings, a prefix in messages
	 * @param bindByDefault whether to bind if {@code bind} is absent
	 * @throws InvalidSettingException if the socket cannot be opened with them
	 */
	void check(String key, boolean bindByDefault) {
		try {
			toSocketSettings(bindByDefault);
		}
		catch (InvalidSettingException ex) {
			throw new InvalidSettingException(key + "." + ex.key(), ex.value(), ex.problem(), ex.action());
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
		return Addresses.parse(this.address, this.port);
	}

}
