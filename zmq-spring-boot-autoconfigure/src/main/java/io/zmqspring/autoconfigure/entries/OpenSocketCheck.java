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

package io.zmqspring.autoconfigure.entries;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.OpenSockets;

/**
 * Finds sockets that bind an address that other machines can reach, and whose peers need
 * neither a key nor a password.
 */
public final class OpenSocketCheck {

	private static final Log logger = LogFactory.getLog(OpenSocketCheck.class);

	private final OpenSockets policy;

	/**
	 * Create a check.
	 * @param policy what happens to such sockets
	 */
	public OpenSocketCheck(OpenSockets policy) {
		this.policy = policy;
	}

	/**
	 * Check the sockets of a role, which gets at most one warning.
	 * @param sockets the settings by key, such as {@code zmq.publishers.orders}
	 * @throws InvalidSettingException if a socket is open and that is refused
	 */
	public void check(Map<String, SocketSettings> sockets) {
		if (this.policy == OpenSockets.ALLOW) {
			return;
		}
		List<String> open = new ArrayList<>();
		sockets.forEach((key, settings) -> {
			if (settings.bind() && settings.security() == null) {
				settings.endpoints()
					.stream()
					.filter(OpenSocketCheck::isReachable)
					.forEach((endpoint) -> open.add(found(key, endpoint)));
			}
		});
		if (!open.isEmpty()) {
			logger.warn("Other machines can connect without a key or password, and nothing is encrypted: "
					+ String.join(", ", open)
					+ ". Set 'security' beside 'address', bind 127.0.0.1 if the peers run on this machine, or set"
					+ " zmq.security.open-sockets to allow if the network is protected");
		}
	}

	private String found(String key, Endpoint endpoint) {
		if (this.policy == OpenSockets.REFUSE) {
			throw new InvalidSettingException(key + ".address", endpoint,
					"lets other machines connect without a key or password, and zmq.security.open-sockets is refuse",
					"Set " + key + ".security to a section of zmq.security.curve, bind 127.0.0.1 if the peers run on"
							+ " this machine, or set zmq.security.open-sockets to warn or allow.");
		}
		return key + ".address binds " + endpoint;
	}

	/**
	 * Whether other machines may reach a bound endpoint.
	 * @param endpoint the endpoint
	 * @return {@code false} if it is certain that they cannot
	 */
	static boolean isReachable(Endpoint endpoint) {
		if (endpoint.transport() != Endpoint.Transport.TCP) {
			return false;
		}
		if (endpoint.isWildcard()) {
			return true;
		}
		try {
			return !Arrays.stream(InetAddress.getAllByName(endpoint.host())).allMatch(InetAddress::isLoopbackAddress);
		}
		catch (UnknownHostException ex) {
			return true;
		}
	}

}
