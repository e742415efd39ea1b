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

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.zmqspring.support.SocketPath;

/**
 * The address to which a socket binds or connects: {@code tcp://host:port},
 * {@code ipc:///path} or {@code inproc://name}. Immutable; {@link #parse} accepts only
 * supported transports, valid ports and valid paths.
 *
 * @param transport the transport
 * @param host the host of a tcp endpoint ({@code *} for every interface), the path of an
 * ipc endpoint ({@code *} for a new file), the name of an inproc endpoint
 * @param port the port of a tcp endpoint, 0 for any free one; 0 for ipc and inproc
 * @since 0.1
 */
public record Endpoint(Transport transport, String host, int port) {

	private static final Pattern TCP = Pattern.compile("(\\[[^\\]]+\\]|[^:]+)(?::(.+))?");

	private static final String FORMS = "Write tcp://host:port, ipc:///path or inproc://name.";

	private static final int MAX_PORT = 65535;

	private static final String PORTS = "Write a port from 0 to 65535 (0 = any free port).";

	/**
	 * Read an address as users write it.
	 * @param address the address, such as {@code tcp://*:5555}; the port may be missing
	 * if {@code port} is given
	 * @param port the value of a {@code port} key beside the address
	 * @return the endpoint
	 * @throws InvalidSettingException if the address or the port cannot work on this
	 * system
	 */
	public static Endpoint parse(String address, @Nullable Integer port) {
		return parse(address, port, " or add the key 'port' (0 = any free port)");
	}

	// With the end of the advice for an address without a port
	static Endpoint parse(String address, @Nullable Integer port, String otherwise) {
		if (address.contains("${")) {
			throw new InvalidSettingException("address", address, "has a placeholder that could not be resolved",
					"Set the property, or give the placeholder a default value: ${name:default}.");
		}
		int separator = address.indexOf("://");
		if (separator < 1) {
			throw new InvalidSettingException("address", address, "has no transport", FORMS);
		}
		String scheme = address.substring(0, separator);
		String rest = address.substring(separator + 3);
		return switch (scheme) {
			case "tcp" -> tcp(address, rest, port, otherwise);
			case "inproc" -> inproc(address, rest, port);
			case "ipc" -> ipc(address, rest, port);
			default -> throw new InvalidSettingException("address", address,
					"has the unsupported transport '" + scheme + "'", FORMS);
		};
	}

	/**
	 * Read the keys {@code address} and {@code port}, which every role has.
	 * @param addresses the addresses, may be absent or blank
	 * @param port the port of an address without one
	 * @return the endpoints
	 * @throws InvalidSettingException if an address or the port cannot work
	 */
	static List<Endpoint> parseAll(@Nullable List<String> addresses, @Nullable Integer port) {
		List<Endpoint> endpoints = new ArrayList<>();
		for (String address : (addresses != null) ? addresses : List.<String>of()) {
			if (!address.isBlank()) {
				endpoints.add(parse(address.trim(), port));
			}
		}
		if (port != null && endpoints.size() > 1) {
			throw new InvalidSettingException("port", port, "cannot be combined with several addresses",
					"Write the port into each address.");
		}
		return endpoints;
	}

	private static Endpoint tcp(String address, String rest, @Nullable Integer port, String otherwise) {
		if (rest.indexOf('@') >= 0) {
			throw userInformation(address, "Write tcp://host:port.");
		}
		Matcher matcher = TCP.matcher(rest);
		if (!matcher.matches()) {
			throw new InvalidSettingException("address", address, "is not of the form tcp://host:port",
					"Write for example tcp://*:5555, tcp://localhost:5555 or tcp://[::1]:5555.");
		}
		String inAddress = matcher.group(2);
		if (inAddress != null && port != null) {
			throw new InvalidSettingException("port", port,
					"cannot be combined with the address '" + address + "', which has a port already",
					"Remove one of the two.");
		}
		if (inAddress == null && port == null) {
			throw new InvalidSettingException("address", address, "has no port",
					"Write " + address + ":<port>" + otherwise + ".");
		}
		return new Endpoint(Transport.TCP, matcher.group(1),
				(inAddress != null) ? portOf(address, inAddress) : separatePort(port));
	}

	private static int portOf(String address, String port) {
		if (port.equals("*")) {
			return 0;
		}
		if (!port.matches("-?\\d+")) {
			throw new InvalidSettingException("address", address, "has the port '" + port + "', which is not a number",
					PORTS);
		}
		if (!port.matches("\\d{1,9}") || Integer.parseInt(port) > MAX_PORT) {
			throw new InvalidSettingException("address", address, "has the port " + port + ", which is out of range",
					PORTS);
		}
		return Integer.parseInt(port);
	}

	private static int separatePort(@Nullable Integer port) {
		if (port == null || port < 0 || port > MAX_PORT) {
			throw new InvalidSettingException("port", port, "is out of range", PORTS);
		}
		return port;
	}

	private static InvalidSettingException userInformation(String address, String action) {
		return new InvalidSettingException("address", address, "has user information, which ZeroMQ does not use",
				action);
	}

	private static Endpoint ipc(String address, String path, @Nullable Integer port) {
		refusePort("ipc", address, port);
		if (path.indexOf('@') > 0 && path.substring(0, path.indexOf('@')).indexOf('/') < 0) {
			throw userInformation(address, "Write an absolute path, with three slashes: ipc:///<path>.");
		}
		SocketPath.Refusal refusal = SocketPath.refusal(path);
		if (refusal != null) {
			throw new InvalidSettingException("address", address, refusal.problem(), refusal.action());
		}
		return new Endpoint(Transport.IPC, path, 0);
	}

	private static void refusePort(String transport, String address, @Nullable Integer port) {
		if (port != null) {
			throw new InvalidSettingException("port", port,
					"cannot be combined with the address '" + address + "', because " + transport + " has no ports",
					"Remove the port.");
		}
	}

	private static Endpoint inproc(String address, String name, @Nullable Integer port) {
		refusePort("inproc", address, port);
		if (name.isBlank()) {
			throw new InvalidSettingException("address", address, "has no name", "Write inproc://<name>.");
		}
		return new Endpoint(Transport.INPROC, name, 0);
	}

	/**
	 * Whether the host is the wildcard, which means every interface of the machine.
	 * @return {@code true} for {@code tcp://*}
	 */
	public boolean isWildcard() {
		return this.transport == Transport.TCP
				&& (this.host.equals("*") || this.host.equals("0.0.0.0") || this.host.equals("[::]"));
	}

	/**
	 * Whether a new path is chosen whenever the endpoint is bound.
	 * @return {@code true} for {@code ipc://*}
	 */
	public boolean isNewPath() {
		return this.transport == Transport.IPC && this.host.equals("*");
	}

	/**
	 * The file of an ipc endpoint.
	 * @return its absolute path without {@code .} and {@code ..}; links are not resolved
	 */
	public Path path() {
		return SocketPath.absolute(this.host);
	}

	/**
	 * Whether this and the other endpoint would bind the same port of the same interface,
	 * the same file or the same name. Two different literal addresses may share a port
	 * number.
	 * @param other the other endpoint
	 * @return {@code true} if they cannot both be bound
	 */
	public boolean conflictsWith(Endpoint other) {
		if (this.transport != other.transport) {
			return false;
		}
		return switch (this.transport) {
			case TCP -> this.port != 0 && this.port == other.port
					&& !(isLiteral() && other.isLiteral() && !this.host.equals(other.host));
			case IPC -> isSameFile(other);
			case INPROC -> this.host.equals(other.host);
		};
	}

	private boolean isSameFile(Endpoint other) {
		return !isNewPath() && !other.isNewPath() && path().equals(other.path());
	}

	/**
	 * Whether this and the other endpoint are the same address, so that their sockets
	 * would communicate with each other or with the same peer. Host names are not
	 * resolved.
	 * @param other the other endpoint
	 * @return {@code true} for the same host and port, where different names of the local
	 * machine count as the same host, and for the same file or name
	 */
	public boolean meets(Endpoint other) {
		if (this.transport != other.transport || this.port != other.port) {
			return false;
		}
		return switch (this.transport) {
			case TCP -> this.port != 0 && (this.host.equalsIgnoreCase(other.host)
					|| (isLocal() && other.isLocal() && !(isLiteral() && other.isLiteral())));
			case IPC -> isSameFile(other);
			case INPROC -> this.host.equals(other.host);
		};
	}

	private boolean isLocal() {
		return isWildcard() || this.host.equalsIgnoreCase("localhost") || this.host.equals("[::1]")
				|| this.host.matches("127\\.[0-9.]+");
	}

	/**
	 * Whether the host needs no name resolution.
	 * @return {@code true} for an IPv4 or IPv6 address other than the wildcard, and for a
	 * path
	 */
	public boolean isLiteral() {
		return this.transport == Transport.IPC || (!isWildcard() && (isIpv6Literal() || this.host.matches("[0-9.]+")));
	}

	boolean isIpv6Literal() {
		return this.transport == Transport.TCP && this.host.startsWith("[");
	}

	/**
	 * Return the port of this endpoint at an address, in the syntax of JeroMQ.
	 * @param address the address of the host
	 * @return an address such as {@code tcp://127.0.0.1:5555}
	 */
	public String at(InetAddress address) {
		return text(address, this.port);
	}

	/**
	 * Return an address in the syntax of JeroMQ.
	 * @param address the address of the host
	 * @param port the port
	 * @return an address such as {@code tcp://127.0.0.1:5555} or {@code tcp://[::1]:5555}
	 */
	public static String text(InetAddress address, int port) {
		String literal = address.getHostAddress();
		return "tcp://" + ((address instanceof Inet6Address) ? "[" + literal + "]" : literal) + ":" + port;
	}

	@Override
	public String toString() {
		return switch (this.transport) {
			case TCP -> "tcp://" + this.host + ":" + this.port;
			case IPC -> "ipc://" + this.host;
			case INPROC -> "inproc://" + this.host;
		};
	}

	/**
	 * The supported transports.
	 */
	public enum Transport {

		/** Between processes and machines. */
		TCP,

		/** Between processes of one machine, by a Unix domain socket. */
		IPC,

		/** Between sockets of one context. */
		INPROC

	}

}
