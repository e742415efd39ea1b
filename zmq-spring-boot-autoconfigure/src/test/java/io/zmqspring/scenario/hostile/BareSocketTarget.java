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
import java.util.concurrent.locks.LockSupport;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A plain JeroMQ socket as the target.
 */
final class BareSocketTarget extends Target {

	private final ZMQ.Socket socket;

	BareSocketTarget(ZMQ.Context context, SocketType type, PeerConnector connector) {
		super(connector, switch (type) {
			case PUB -> "SUB";
			case SUB -> "PUB";
			case PULL -> "PUSH";
			default -> "PULL";
		});
		this.socket = context.socket(type);
		this.socket.setLinger(0);
		if (type == SocketType.SUB) {
			this.socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
		}
		for (String address : connector.address().split(",")) {
			if (connector.targetIsBound()) {
				this.socket.bind(address);
			}
			else {
				this.socket.connect(address);
			}
		}
	}

	@Override
	void prepare(GoodPeer peer) throws IOException {
		if (this.socket.getSocketType() == SocketType.PUB) {
			peer.subscribe(TOPIC);
		}
	}

	@Override
	void sendOnce(GoodPeer peer, String text) throws IOException {
		if (receives()) {
			peer.send(TOPIC, text);
		}
	}

	@Override
	boolean isReceived(GoodPeer peer, String text) throws IOException {
		if (receives()) {
			return hasReceived(text);
		}
		if (this.socket.getSocketType() == SocketType.PUB) {
			this.socket.send(TOPIC, ZMQ.SNDMORE);
		}
		this.socket.send(text, ZMQ.DONTWAIT);
		return peer.receives(text, 5);
	}

	private boolean receives() {
		return this.socket.getSocketType() == SocketType.SUB || this.socket.getSocketType() == SocketType.PULL;
	}

	private boolean hasReceived(String text) {
		for (byte[] frame = this.socket.recv(ZMQ.DONTWAIT); frame != null; frame = this.socket.recv(ZMQ.DONTWAIT)) {
			if (new String(frame, ZMQ.CHARSET).equals(text)) {
				return true;
			}
		}
		LockSupport.parkNanos(100_000);
		return false;
	}

	@Override
	String faults() {
		return "";
	}

	@Override
	public void close() throws IOException {
		super.close();
		this.socket.close();
	}

}
