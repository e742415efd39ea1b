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

package io.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.support.Housekeeping;

/**
 * A socket that pushes (PUSH, RFC 30): each message goes to one of the peers in turn.
 * Every method may be called from any thread. A message goes out whole or not at all.
 *
 * @since 0.1
 */
public final class SendingSocket {

	private static final int ENGINE_WAIT_MILLIS = 5;

	private static final long PEER_POLL_NANOS = 1_000_000;

	private final SendChannel channel;

	private final Housekeeping housekeeping;

	private final boolean waitsForPeers;

	private final List<String> boundAddresses;

	private final Traffic traffic = new Traffic();

	private final Runnable duty = this::takeNoteOfPeersIfFree;

	private SendingSocket(ZmqContext context, OpenSocket open, boolean waitsForPeers) {
		this.channel = new SendChannel(open);
		this.waitsForPeers = waitsForPeers;
		this.boundAddresses = open.boundAddresses();
		this.housekeeping = context.housekeeping();
		this.housekeeping.addTask(this.duty);
	}

	/**
	 * Open a pushing socket.
	 * @param context the context
	 * @param settings the settings
	 * @param queueForAbsentPeers whether messages are queued for a peer to connect to
	 * that is not there yet; a socket that binds never queues for absent peers
	 * @param events hears of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static SendingSocket pushing(ZmqContext context, SocketSettings settings, boolean queueForAbsentPeers,
			SocketEventListener events) {
		// JeroMQ: the option is named the wrong way round, true queues
		OpenSocket open = OpenSocket.open(context, SocketType.PUSH, settings, events, (socket) -> {
			socket.setImmediate(queueForAbsentPeers);
			// Waiting is done in steps, each of which looks whether it is over
			socket.setSendTimeOut(ENGINE_WAIT_MILLIS);
		});
		boolean overTcp = settings.endpoints()
			.stream()
			.allMatch((endpoint) -> endpoint.transport() == Endpoint.Transport.TCP);
		return new SendingSocket(context, open, overTcp && (settings.bind() || !queueForAbsentPeers));
	}

	/**
	 * Send a message of one frame or two, waiting for a peer to take it.
	 * @param first the first frame, not to be changed afterwards
	 * @param second the second frame, if there is one
	 * @param timeout the longest wait, other senders of this socket included
	 * @return whether ZeroMQ took the message; {@code false} means it is not sent at all
	 * @throws SocketClosedException if this socket is closed
	 */
	public boolean send(byte[] first, byte @Nullable [] second, Duration timeout) {
		// Most messages find room, and then nobody has to look at the clock
		if (!isWithoutPeer() && this.channel.tryLock()) {
			try {
				this.channel.prepare();
				if (sendFrames(first, second, ZMQ.DONTWAIT)) {
					return true;
				}
			}
			finally {
				this.channel.unlock();
			}
		}
		return sendWaiting(first, second, System.nanoTime() + timeout.toNanos());
	}

	private boolean sendWaiting(byte[] first, byte @Nullable [] second, long deadline) {
		if (!awaitPeer(deadline) || !this.channel.lock(deadline)) {
			return false;
		}
		try {
			this.channel.prepare();
			boolean sent = sendFrames(first, second, ZMQ.DONTWAIT);
			while (!sent && !this.channel.isClosing() && System.nanoTime() - deadline < 0) {
				this.channel.prepare();
				sent = sendFrames(first, second, 0);
			}
			return sent;
		}
		finally {
			this.channel.unlock();
		}
	}

	// A refused first frame ends the message: a second frame alone would be a message
	private boolean sendFrames(byte[] first, byte @Nullable [] second, int flags) {
		boolean sent = this.channel.send(first, (second != null) ? flags | ZMQ.SNDMORE : flags);
		if (sent && second != null) {
			this.channel.sendNext(second, false);
		}
		if (sent) {
			this.traffic.add(first.length + ((second != null) ? second.length : 0));
		}
		return sent;
	}

	private boolean isWithoutPeer() {
		return this.waitsForPeers && connections().isEmpty();
	}

	// JeroMQ queues for a peer as soon as TCP connects; one that never greets takes it
	// all
	private boolean awaitPeer(long deadline) {
		while (!this.channel.isClosing() && isWithoutPeer()) {
			if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(PEER_POLL_NANOS);
		}
		return true;
	}

	// An idle PUSH takes note of peers that come and go only when called
	private void takeNoteOfPeersIfFree() {
		this.channel.ifFree(() -> this.channel.base().poll(0, 0, null));
	}

	/**
	 * What has been sent.
	 * @return the counters, as they change
	 */
	public Traffic traffic() {
		return this.traffic;
	}

	/**
	 * The connections of this socket. Peers over inproc are not told by the engine.
	 * @return the connections, as they change
	 */
	public ConnectionTable connections() {
		return this.channel.open().connections();
	}

	/**
	 * What keeps this socket from connecting.
	 * @return sentences without a full stop, empty if all is well
	 */
	public List<String> faults() {
		return this.channel.faults();
	}

	/**
	 * The addresses really bound, with their real ports.
	 * @return the addresses, empty for a socket that connects
	 */
	public List<String> boundAddresses() {
		return this.boundAddresses;
	}

	/**
	 * Close the socket and free its ports. What ZeroMQ has taken still leaves within the
	 * linger time, in the background. Closing twice does nothing.
	 */
	public void close() {
		this.housekeeping.removeTask(this.duty);
		this.channel.close();
	}

}
