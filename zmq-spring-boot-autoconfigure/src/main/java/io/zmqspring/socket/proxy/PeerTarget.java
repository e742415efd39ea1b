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

package io.zmqspring.socket.proxy;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;

import io.zmqspring.socket.SocketClosedException;
import io.zmqspring.socket.Traffic;
import io.zmqspring.socket.engine.DirectSend;
import io.zmqspring.socket.engine.PeersInHandshake;

/**
 * A PUSH. It refuses a message for which no peer has room.
 */
final class PeerTarget implements Target {

	private static final long HANDSHAKE_POLL_MILLIS = 5;

	private final SocketBase base;

	private final DirectSend direct;

	private final @Nullable PeersInHandshake peers;

	private final Traffic traffic;

	/**
	 * Create a target.
	 * @param base the socket
	 * @param traffic counts the messages
	 */
	PeerTarget(SocketBase base, Traffic traffic) {
		this.base = base;
		this.direct = new DirectSend(base);
		this.peers = PeersInHandshake.of(base);
		this.traffic = traffic;
	}

	@Override
	public boolean begin(Msg frame) {
		if (this.peers == null) {
			return EngineSend.send(this.base, frame);
		}
		boolean sent = this.peers.send(this.direct, frame, false);
		if (!sent && this.peers.haveEnded()) {
			throw new SocketClosedException();
		}
		return sent;
	}

	// The engine accepts the rest of a message whose first frame it has accepted
	@Override
	public void next(Msg frame) {
		if (!this.direct.send(frame)) {
			EngineSend.send(this.base, frame);
		}
	}

	@Override
	public void end(long bytes) {
		this.traffic.add(bytes);
	}

	@Override
	public boolean processCommands() {
		if (this.peers != null) {
			this.peers.processCommands();
		}
		else {
			this.base.poll(0, 0, null);
		}
		return false;
	}

	@Override
	public long longestWait() {
		return (this.peers != null && this.peers.areExpected()) ? HANDSHAKE_POLL_MILLIS : 0;
	}

}
