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

package io.zmqspring.socket.access;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.SecuritySettings;

/**
 * Finds sockets whose security section has lists of IP addresses that cannot have an
 * effect: the peers of a Unix domain socket have no IP address. The lists below
 * {@code zmq.security} are for all sockets, so they may stand beside such a socket.
 *
 * @since 0.1
 */
public final class AddressListCheck {

	private final SecuritySettings security;

	/**
	 * Create a check.
	 * @param security the sections
	 */
	public AddressListCheck(SecuritySettings security) {
		this.security = security;
	}

	/**
	 * Check a socket.
	 * @param settings its settings
	 * @throws InvalidSettingException if it binds only ipc addresses, and its section has
	 * a list
	 */
	public void check(SocketSettings settings) {
		SocketSettings.Security section = settings.security();
		if (section != null && settings.bind() && !hasTcp(settings)
				&& !this.security.addressRulesOf(section.section()).isEmpty()) {
			throw new InvalidSettingException("security", section.section(),
					"has allow-addresses or deny-addresses, which have no effect on " + settings.endpoints().get(0)
							+ ": its peers have no IP address",
					"Use a section without them, and let socket.ipc-permissions say which users may connect.");
		}
	}

	private static boolean hasTcp(SocketSettings settings) {
		return settings.endpoints().stream().anyMatch((endpoint) -> endpoint.transport() == Endpoint.Transport.TCP);
	}

}
