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

import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.socket.OpenSocket;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.Traffic;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.engine.QueueDepth;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.Threads;
import io.zmqspring.support.WaitGraph;

/**
 * A socket that receives, one that sends what the first has received, and a thread that
 * owns both. Frames pass as they are, whatever their number. Thread-safe.
 *
 * @since 0.1
 */
public final class Forwarding {

	private static final Log logger = LogFactory.getLog(Forwarding.class);

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final Traffic sent = new Traffic();

	private final OpenSockets sockets;

	private final Forwarder forwarder;

	private final ForwardingThread loop;

	private final Thread thread;

	private final Addresses addresses;

	private Forwarding(OpenSockets sockets, ForwardingSettings settings, String name, ForwardingListener listener) {
		this.sockets = sockets;
		this.addresses = Addresses.of(sockets);
		this.forwarder = new Forwarder(new Source(sockets.frontend().base()), backend(sockets, settings, listener),
				capture(sockets, listener));
		this.loop = new ForwardingThread(sockets, this.forwarder, settings.frontend().longestQueue(), listener);
		this.thread = new Thread(this.loop, "zmq-" + name);
		// It keeps the application running, also if a daemon thread opens the sockets
		this.thread.setDaemon(false);
		sockets.all().forEach((socket) -> socket.keepConnected(this.loop::command));
	}

	/**
	 * Open the sockets. They forward from {@link #start()} on.
	 * @param context the context
	 * @param settings the settings of the sockets
	 * @param name the name of the thread, without prefix
	 * @param listener told what becomes of messages that are not forwarded
	 * @param events receives the events of connections
	 * @return the sockets, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static Forwarding open(ZmqContext context, ForwardingSettings settings, String name,
			ForwardingListener listener, SocketEventListener events) {
		OpenSockets sockets = OpenSockets.open(context, settings, events);
		try {
			return new Forwarding(sockets, settings, name, listener);
		}
		catch (RuntimeException | Error ex) {
			sockets.all().forEach(OpenSocket::close);
			throw ex;
		}
	}

	private Target backend(OpenSockets sockets, ForwardingSettings settings, ForwardingListener listener) {
		OpenSocket backend = sockets.backend();
		if (settings.type() == ProxyType.PUSH_PULL) {
			return new PeerTarget(backend.base(), this.sent);
		}
		return new SubscriberTarget(backend.base(), new Subscriptions(backend.base(), sockets.frontend().base()),
				this.sent, listener.unwanted(), listener.slowSubscribers());
	}

	private static @Nullable Target capture(OpenSockets sockets, ForwardingListener listener) {
		OpenSocket capture = sockets.capture();
		return (capture != null)
				? new SubscriberTarget(capture.base(), new Subscriptions(capture.base(), null), new Traffic(), () -> {
				}, listener.slowCapture()) : null;
	}

	/**
	 * Start forwarding.
	 */
	public void start() {
		this.thread.start();
	}

	/**
	 * The messages received from the frontend.
	 * @return the live counters
	 */
	public Traffic received() {
		return this.forwarder.received();
	}

	/**
	 * The messages given to at least one peer of the backend.
	 * @return the live counters
	 */
	public Traffic sent() {
		return this.sent;
	}

	/**
	 * The connections of each socket. The engine does not report inproc connections.
	 * @return the live connection tables
	 */
	public List<ConnectionTable> connections() {
		return this.sockets.all().map(OpenSocket::connections).toList();
	}

	/**
	 * The bound addresses of each socket, with the ports the system has chosen.
	 * @return the addresses
	 */
	public Addresses addresses() {
		return this.addresses;
	}

	/**
	 * The problems that keep the sockets from their work.
	 * @return sentences without a full stop, empty if there is none
	 */
	public List<String> faults() {
		if (!this.loop.isClosing() && this.thread.getState() == Thread.State.TERMINATED) {
			return List.of("its forwarding thread has died");
		}
		return this.sockets.all().flatMap((socket) -> socket.faults().stream()).toList();
	}

	/**
	 * What is wrong with the keys of the sockets, although they work with those that they
	 * have.
	 * @return sentences without a full stop, empty if all is well
	 */
	public List<String> warnings() {
		return this.sockets.all().flatMap((socket) -> socket.security().warnings().stream()).toList();
	}

	/**
	 * The addresses at which no peer is connected.
	 * @return the addresses, empty if there is none
	 */
	public List<AbsentPeer> absentPeers() {
		return this.sockets.all().flatMap((socket) -> socket.absentPeers().stream()).toList();
	}

	/**
	 * How many messages wait in the queues of both sockets and between them.
	 * @return the number, once per peer; {@code null} if it cannot be told
	 */
	public @Nullable Long queueDepth() {
		Long incoming = QueueDepth.incoming(this.sockets.frontend().base());
		Long outgoing = QueueDepth.outgoing(this.sockets.backend().base());
		return (incoming != null && outgoing != null) ? incoming + this.forwarder.kept() + outgoing : null;
	}

	/**
	 * Whether messages are being forwarded, or will be without anything else having to
	 * happen.
	 * @return {@code false} if all that have arrived were given to the backend, or wait
	 * because it has no room
	 */
	public boolean isBusy() {
		Long incoming = QueueDepth.incoming(this.sockets.frontend().base());
		boolean unread = incoming != null && incoming > 0 && !this.forwarder.isHeldBack();
		// Asked last: the thread may have taken a message from the queue meanwhile
		return this.thread.isAlive() && (!this.loop.isWaiting() || unread);
	}

	/**
	 * Stop: forward what has arrived, close the sockets and release their ports. Waits
	 * until the peers have received all messages, but not longer than the linger. A
	 * second call does nothing.
	 * @param linger the longest wait
	 * @return the number of messages that were not sent, those that were accepted once
	 * per peer that does not receive them
	 */
	public long close(Duration linger) {
		this.loop.close(Deadline.in(linger));
		if (this.thread.getState() == Thread.State.NEW) {
			this.loop.closeUnstarted();
			return 0;
		}
		if (WaitGraph.join(this.thread, Deadline.in(linger.plus(GRACE))) != WaitGraph.Outcome.DONE) {
			logger.warn("The thread '" + this.thread.getName() + "' is left behind at "
					+ Threads.top(this.thread.getStackTrace()));
		}
		return this.loop.unsent();
	}

	/**
	 * The bound addresses.
	 *
	 * @param frontend those of the socket that receives, empty if it connects
	 * @param backend those of the socket that sends, empty if it connects
	 * @param capture those of the socket that publishes copies, empty if it connects or
	 * if there is none
	 */
	public record Addresses(List<String> frontend, List<String> backend, List<String> capture) {

		private static Addresses of(OpenSockets sockets) {
			OpenSocket capture = sockets.capture();
			return new Addresses(sockets.frontend().boundAddresses(), sockets.backend().boundAddresses(),
					(capture != null) ? capture.boundAddresses() : List.of());
		}

	}

}
