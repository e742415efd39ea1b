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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.RawListener;
import io.zmqspring.testsupport.TestTransport;

/**
 * Connects peers with the target. Peers connect to a bound target; a connecting target
 * connects to listening peers. In the second case each hostile peer has an address of its
 * own, because the target may not reconnect to a peer that has violated the protocol.
 */
final class PeerConnector implements AutoCloseable {

	private final List<RawListener> listeners = new ArrayList<>();

	private final TestTransport transport;

	private final String address;

	private int next;

	private PeerConnector(TestTransport transport, String address) {
		this.transport = transport;
		this.address = address;
	}

	static PeerConnector forBoundTarget(TestTransport transport) {
		return new PeerConnector(transport, transport.address());
	}

	static PeerConnector onEveryInterface() {
		return new PeerConnector(TestTransport.TCP, "tcp://*:" + FreePort.find());
	}

	/**
	 * Return a connector for a target that connects.
	 * @param transport the transport
	 * @param hostile the number of hostile peers
	 * @return the connector
	 * @throws IOException if a peer cannot listen
	 */
	static PeerConnector forConnectingTarget(TestTransport transport, int hostile) throws IOException {
		List<RawListener> listeners = new ArrayList<>();
		for (int i = 0; i <= hostile; i++) {
			listeners.add(RawListener.open(transport));
		}
		PeerConnector connector = new PeerConnector(transport,
				listeners.stream().map(RawListener::address).collect(Collectors.joining(",")));
		connector.listeners.addAll(listeners);
		return connector;
	}

	TestTransport transport() {
		return this.transport;
	}

	boolean targetIsBound() {
		return this.listeners.isEmpty();
	}

	/**
	 * Return the address for the settings of the target.
	 * @return one address, or several separated by commas
	 */
	String address() {
		return this.address;
	}

	/**
	 * Return whether another hostile peer can connect.
	 * @return {@code false} when each address of a hostile peer has been used
	 */
	boolean hasUnusedAddress() {
		return targetIsBound() || this.next < this.listeners.size() - 1;
	}

	RawConnection connectHostilePeer() throws IOException {
		return targetIsBound() ? RawConnection.open(this.address) : this.listeners.get(this.next++).accept();
	}

	RawConnection acceptFirstHostilePeer() throws IOException {
		return this.listeners.get(0).accept();
	}

	RawConnection connectGoodPeer() throws IOException {
		return targetIsBound() ? RawConnection.open(this.address)
				: this.listeners.get(this.listeners.size() - 1).accept();
	}

	@Override
	public void close() throws IOException {
		for (RawListener listener : this.listeners) {
			listener.close();
		}
	}

}
