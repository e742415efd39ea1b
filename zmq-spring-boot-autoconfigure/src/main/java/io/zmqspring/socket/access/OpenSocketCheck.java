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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.OpenSockets;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;

/**
 * Finds sockets that bind an address that other machines can reach, and whose peers need
 * neither a key nor a password. The file of an ipc address is never one: other machines
 * cannot reach it, and its permissions say which users of this machine can.
 *
 * @since 0.1
 */
public final class OpenSocketCheck {

	private static final Log logger = LogFactory.getLog(OpenSocketCheck.class);

	private final SecuritySettings security;

	/**
	 * Create a check.
	 * @param security says what happens to such sockets, and which sections are of PLAIN
	 */
	public OpenSocketCheck(SecuritySettings security) {
		this.security = security;
	}

	/**
	 * Check the sockets of a role, which gets at most one warning.
	 * @param sockets the settings by key, such as {@code zmq.publishers.orders}
	 * @throws InvalidSettingException if a socket is open and that is refused
	 */
	public void check(Map<String, SocketSettings> sockets) {
		List<String> open = new ArrayList<>();
		sockets.forEach((key, settings) -> {
			refuse(key + ".", settings);
			open(settings).forEach((endpoint) -> open.add(key + ".address binds " + endpoint + how(settings)));
		});
		if (!open.isEmpty()) {
			logger.warn("Other machines can connect without a key or password, and nothing is encrypted: "
					+ String.join(", ", open)
					+ ". Set 'security' beside 'address', bind 127.0.0.1 if the peers run on this machine, or set"
					+ " zmq.security.open-sockets to allow if the network is protected");
		}
	}

	/**
	 * Check a socket that is about to open, also of a role that the application creates.
	 * @param settings the settings
	 * @throws InvalidSettingException if it is open and that is refused
	 */
	public void refuse(SocketSettings settings) {
		refuse("", settings);
	}

	private void refuse(String prefix, SocketSettings settings) {
		if (this.security.openSockets() == OpenSockets.REFUSE) {
			open(settings).stream().findFirst().ifPresent((endpoint) -> {
				throw new InvalidSettingException(prefix + "address", endpoint,
						"lets other machines connect without a key or password" + how(settings)
								+ ", and zmq.security.open-sockets is refuse",
						"Set " + role(prefix)
								+ "security to a section of zmq.security.curve, bind 127.0.0.1 if the peers"
								+ " run on this machine, or set zmq.security.open-sockets to warn or allow.");
			});
		}
	}

	// The socket of replay has the security of its role
	private static String role(String prefix) {
		return prefix.endsWith(".replay.") ? prefix.substring(0, prefix.length() - "replay.".length()) : prefix;
	}

	private List<Endpoint> open(SocketSettings settings) {
		boolean open = this.security.openSockets() != OpenSockets.ALLOW && settings.bind()
				&& (settings.security() == null || isClientOfPlain(settings.security()));
		return open ? settings.endpoints().stream().filter(OpenSocketCheck::isReachable).toList() : List.of();
	}

	private String how(SocketSettings settings) {
		return isClientOfPlain(settings.security())
				? " as a client of PLAIN, which sends its password and asks its peers for none" : "";
	}

	private boolean isClientOfPlain(SocketSettings.@Nullable Security of) {
		return of != null && of.role() == SecurityRole.CLIENT && this.security.plain().containsKey(of.section());
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
