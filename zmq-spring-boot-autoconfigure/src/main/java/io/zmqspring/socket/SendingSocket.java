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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.engine.PeersInHandshake;
import io.zmqspring.socket.engine.QueueDepth;
import io.zmqspring.support.Housekeeping;

/**
 * A socket that pushes (PUSH, RFC 30): the messages are distributed to the peers in turn.
 * A message is sent either completely or not at all. Thread-safe.
 *
 * @since 0.1
 */
public final class SendingSocket {

	private static final int ENGINE_WAIT_MILLIS = 5;

	private static final long PEER_POLL_NANOS = 1_000_000;

	private static final Duration LINGER_OF_SETTINGS = ChronoUnit.FOREVER.getDuration();

	private final SendChannel channel;

	private final Housekeeping housekeeping;

	private final boolean waitsForPeers;

	private final List<String> boundAddresses;

	private final Traffic traffic = new Traffic();

	private final Runnable task = this::processCommandsIfFree;

	private SendingSocket(ZmqContext context, OpenSocket open, boolean queuesForAbsentPeers, boolean waitsForPeers) {
		this.channel = new SendChannel(open, queuesForAbsentPeers ? null : PeersInHandshake.of(open.base()));
		this.waitsForPeers = waitsForPeers;
		this.boundAddresses = open.boundAddresses();
		this.housekeeping = context.housekeeping();
		this.housekeeping.addTask(this.task);
	}

	/**
	 * Open a pushing socket.
	 * @param context the context
	 * @param settings the settings
	 * @param queueForAbsentPeers whether a socket that connects queues messages for a
	 * peer that is not connected; a socket that binds never does
	 * @param events receives the events of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static SendingSocket pushing(ZmqContext context, SocketSettings settings, boolean queueForAbsentPeers,
			SocketEventListener events) {
		// JeroMQ inverts the meaning of the option: true queues
		OpenSocket open = OpenSocket.open(context, SocketType.PUSH, settings, events, (socket) -> {
			socket.setImmediate(queueForAbsentPeers);
			// sendWaiting waits in steps and checks its deadline after each
			socket.setSendTimeOut(ENGINE_WAIT_MILLIS);
		});
		boolean hasConnections = settings.endpoints()
			.stream()
			.allMatch((endpoint) -> endpoint.transport() != Endpoint.Transport.INPROC);
		return new SendingSocket(context, open, queueForAbsentPeers && !settings.bind(),
				hasConnections && (settings.bind() || !queueForAbsentPeers));
	}

	/**
	 * Send a message of one or two frames, waiting until a peer has room for it.
	 * @param first the first frame, not to be changed afterwards
	 * @param second the second frame, if there is one
	 * @param timeout the maximum wait, including the wait for other senders
	 * @return whether ZeroMQ has accepted the message; {@code false} means that no part
	 * of it was sent
	 * @throws SocketClosedException if this socket is closed
	 */
	public boolean send(byte[] first, byte @Nullable [] second, Duration timeout) {
		// Most messages find room at once and need no deadline
		if (!isWithoutPeer() && this.channel.tryLock()) {
			try {
				this.channel.prepare();
				if (sendFrames(first, second, ZMQ.DONTWAIT)) {
					return true;
				}
			}
			catch (VirtualMachineError ex) {
				throw this.channel.failed(ex);
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
		catch (VirtualMachineError ex) {
			throw this.channel.failed(ex);
		}
		finally {
			this.channel.unlock();
		}
	}

	// After a refused first frame, the second frame would be a message of its own
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

	// JeroMQ queues for a peer as soon as TCP connects. A peer that never completes the
	// handshake would get all messages
	private boolean awaitPeer(long deadline) {
		while (!this.channel.isClosing() && isWithoutPeer()) {
			if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(PEER_POLL_NANOS);
		}
		return true;
	}

	// An idle PUSH notices that peers come and go only when it is called
	private void processCommandsIfFree() {
		this.channel.ifFree(this.channel::processCommands);
	}

	/**
	 * The messages sent.
	 * @return the live counters
	 */
	public Traffic traffic() {
		return this.traffic;
	}

	/**
	 * The connections of this socket. The engine does not report inproc connections.
	 * @return the live connection table
	 */
	public ConnectionTable connections() {
		return this.channel.open().connections();
	}

	/**
	 * The number of peers that get messages. With the mechanism NULL, a peer counts as
	 * connected after its greeting, which is all that the engine reports, and gets
	 * messages when its handshake is complete.
	 * @return the number of peers that are connected and get messages
	 */
	public int readyPeers() {
		processCommandsIfFree();
		return this.channel.ready(connections().count());
	}

	/**
	 * How many messages wait in the queues to the peers.
	 * @return the number, once per peer; {@code null} if it cannot be told
	 */
	public @Nullable Long queueDepth() {
		return QueueDepth.outgoing(this.channel.base());
	}

	/**
	 * What is wrong with the keys of this socket, although it works with those that it
	 * has.
	 * @return sentences without a full stop, empty if all is well
	 */
	public List<String> warnings() {
		return this.channel.warnings();
	}

	/**
	 * The problems that keep this socket from connecting.
	 * @return sentences without a full stop, empty if there is none
	 */
	public List<String> faults() {
		return this.channel.faults();
	}

	/**
	 * The addresses at which no peer is connected.
	 * @return the addresses, empty if there is none
	 */
	public List<AbsentPeer> absentPeers() {
		return this.channel.absentPeers();
	}

	/**
	 * The bound addresses, with the ports the system has chosen.
	 * @return the addresses, empty for a socket that connects
	 */
	public List<String> boundAddresses() {
		return this.boundAddresses;
	}

	/**
	 * Accept no more messages and no more connections. The linger begins: messages that
	 * were accepted are still sent.
	 * @param longest the longest linger, if shorter than that of the settings
	 */
	public void stopSending(Duration longest) {
		this.housekeeping.removeTask(this.task);
		this.channel.stopSending(longest);
	}

	/**
	 * Close the socket and release its ports. Waits until the peers have received all
	 * messages that were accepted, but not longer than the linger, which begins now
	 * unless {@link #stopSending} has begun it. A second call does nothing.
	 * @param longest the longest linger, if shorter than that of the settings
	 * @return the number of messages that were not sent, once per peer that does not
	 * receive them
	 */
	public long close(Duration longest) {
		this.housekeeping.removeTask(this.task);
		return this.channel.close(longest);
	}

	/**
	 * Close the socket and release its ports, with the linger of the settings.
	 */
	public void close() {
		close(LINGER_OF_SETTINGS);
	}

}
