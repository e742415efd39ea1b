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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.zmqspring.testsupport.FreePort;

/**
 * Connects peers with the target. Peers connect to a bound target; a connecting target
 * connects to listening peers. In the second case each hostile peer has an address of its
 * own, because the target may not reconnect to a peer that has violated the protocol.
 */
final class PeerConnector implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 30_000;

	private final List<ServerSocket> servers = new ArrayList<>();

	private final String host;

	private final int port;

	private int next;

	private PeerConnector(String host, int port) {
		this.host = host;
		this.port = port;
	}

	static PeerConnector forBoundTarget() {
		return new PeerConnector("127.0.0.1", FreePort.find());
	}

	static PeerConnector onEveryInterface() {
		return new PeerConnector("*", FreePort.find());
	}

	/**
	 * Return a connector for a target that connects.
	 * @param hostile the number of hostile peers
	 * @return the connector
	 * @throws IOException if a peer cannot listen
	 */
	static PeerConnector forConnectingTarget(int hostile) throws IOException {
		PeerConnector connector = new PeerConnector("127.0.0.1", 0);
		for (int i = 0; i <= hostile; i++) {
			ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
			server.setSoTimeout(TIMEOUT_MILLIS);
			connector.servers.add(server);
		}
		return connector;
	}

	boolean targetIsBound() {
		return this.servers.isEmpty();
	}

	/**
	 * Return the address for the settings of the target.
	 * @return one address, or several separated by commas
	 */
	String address() {
		return targetIsBound() ? "tcp://" + this.host + ":" + this.port
				: this.servers.stream()
					.map((server) -> "tcp://127.0.0.1:" + server.getLocalPort())
					.collect(Collectors.joining(","));
	}

	/**
	 * Return whether another hostile peer can connect.
	 * @return {@code false} when each address of a hostile peer has been used
	 */
	boolean hasUnusedAddress() {
		return targetIsBound() || this.next < this.servers.size() - 1;
	}

	int port() {
		return this.port;
	}

	Socket connectHostilePeer() throws IOException {
		return targetIsBound() ? open() : this.servers.get(this.next++).accept();
	}

	Socket acceptFirstHostilePeer() throws IOException {
		return this.servers.get(0).accept();
	}

	Socket connectGoodPeer() throws IOException {
		return targetIsBound() ? open() : this.servers.get(this.servers.size() - 1).accept();
	}

	private Socket open() throws IOException {
		return new Socket(InetAddress.getLoopbackAddress(), this.port);
	}

	@Override
	public void close() throws IOException {
		for (ServerSocket server : this.servers) {
			server.close();
		}
	}

}
