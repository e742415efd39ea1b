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

package io.zmqspring.socket.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;

/**
 * Explains why an endpoint cannot be bound or connected. JeroMQ reports every failed bind
 * as "address in use", so this class finds out the real cause.
 *
 * @since 0.1
 */
public final class EndpointDiagnosis {

	private EndpointDiagnosis() {
	}

	/**
	 * Resolve the host of a tcp endpoint, in the calling thread.
	 * @param endpoint an endpoint whose host is not the wildcard
	 * @return the address of the host
	 * @throws SocketOpenException if the host cannot be resolved
	 */
	public static InetAddress resolve(Endpoint endpoint) {
		try {
			return InetAddress.getByName(endpoint.host());
		}
		catch (UnknownHostException ex) {
			throw new SocketOpenException("The host '" + endpoint.host() + "' of " + endpoint + " cannot be resolved",
					"Correct the host name, or add it to DNS or /etc/hosts", ex);
		}
	}

	/**
	 * Explain that an inproc name is bound already.
	 * @param endpoint the endpoint
	 * @return the exception to throw
	 */
	public static SocketOpenException inprocTaken(Endpoint endpoint) {
		return new SocketOpenException(endpoint + " is bound already in this application",
				"Give one of the two sockets another name, or let it connect (bind: false)", null);
	}

	/**
	 * Explain why an endpoint cannot be bound.
	 * @param endpoint the endpoint
	 * @param failure the exception of JeroMQ
	 * @return the exception to throw
	 */
	public static SocketOpenException bindFailed(Endpoint endpoint, Exception failure) {
		if (endpoint.transport() == Endpoint.Transport.TCP && !isLocal(endpoint)) {
			return new SocketOpenException(
					"Cannot bind " + endpoint + ": '" + endpoint.host() + "' is not an address of this machine",
					"Bind tcp://*:" + endpoint.port() + " or an address of this machine, or set bind: false to connect",
					failure);
		}
		String cause = (endpoint.transport() == Endpoint.Transport.TCP) ? tryBind(endpoint) : null;
		if (cause == null) {
			return new SocketOpenException(
					"Cannot bind " + endpoint + ": JeroMQ reports '" + failure.getMessage()
							+ "', but the port can be bound now",
					"If another process has just released the port, start again; otherwise check the address", failure);
		}
		if (cause.contains("in use")) {
			return new SocketOpenException(
					"Cannot bind " + endpoint + ": port " + endpoint.port() + " is already in use",
					"Find the process that uses it with: "
							+ PortOwner.command(System.getProperty("os.name", ""), endpoint.port())
							+ ". Stop it, choose another port, or set bind: false to connect to it",
					failure);
		}
		return new SocketOpenException("Cannot bind " + endpoint + ": " + cause,
				"Choose a port that this process may bind, usually above 1023", failure);
	}

	/**
	 * Explain why an endpoint cannot be connected to.
	 * @param endpoint the endpoint
	 * @param failure the exception of JeroMQ
	 * @return the exception to throw
	 */
	public static SocketOpenException connectFailed(Endpoint endpoint, Exception failure) {
		return new SocketOpenException("Cannot connect to " + endpoint + ": " + failure.getMessage(),
				"Check the address; it must be of the form tcp://host:port, ipc:///path or inproc://name", failure);
	}

	private static boolean isLocal(Endpoint endpoint) {
		if (endpoint.isWildcard()) {
			return true;
		}
		try {
			InetAddress address = InetAddress.getByName(endpoint.host());
			return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
		}
		catch (UnknownHostException | SocketException ex) {
			return false;
		}
	}

	private static @Nullable String tryBind(Endpoint endpoint) {
		try (ServerSocket probe = new ServerSocket()) {
			probe.setReuseAddress(true);
			probe.bind(endpoint.isWildcard() ? new InetSocketAddress(endpoint.port())
					: new InetSocketAddress(endpoint.host(), endpoint.port()));
			return null;
		}
		catch (IOException ex) {
			return ex.getMessage();
		}
	}

}
