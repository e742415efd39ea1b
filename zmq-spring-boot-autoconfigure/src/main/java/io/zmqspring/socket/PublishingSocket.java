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
import zmq.ZError;

import io.zmqspring.settings.Overflow;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.engine.SubscriberQueues;
import io.zmqspring.support.Housekeeping;

/**
 * A socket that publishes: an XPUB, which looks like a PUB on the wire and knows which
 * topics have a subscriber (RFC 29). Every method may be called from any thread. A
 * message goes out whole or not at all, and to nobody but its subscribers.
 *
 * @since 0.1
 */
public final class PublishingSocket {

	/** What {@code send} returns for a message that was not sent at all. */
	public static final int NOT_SENT = -1;

	private static final int ENGINE_WAIT_MILLIS = 1;

	private static final int ENGINE_WAITS = 10;

	private static final long SHORTEST_WAIT_NANOS = 50_000;

	private static final long LONGEST_WAIT_NANOS = 1_000_000;

	private final SendChannel channel;

	private final long timeoutNanos;

	private final Housekeeping housekeeping;

	private final PeerSubscriptions subscriptions;

	private final SubscriberQueues queues;

	private final Traffic traffic = new Traffic();

	private final Runnable duty;

	private final List<String> boundAddresses;

	private boolean noteDue = true;

	private PublishingSocket(ZmqContext context, OpenSocket open, Overflow overflow, Duration timeout) {
		this.channel = new SendChannel(open);
		this.timeoutNanos = (overflow == Overflow.BLOCK) ? timeout.toNanos() : 0;
		this.subscriptions = new PeerSubscriptions(open.base());
		this.queues = new SubscriberQueues(open.base(), overflow == Overflow.DROP);
		this.boundAddresses = open.boundAddresses();
		this.housekeeping = context.housekeeping();
		this.duty = () -> this.channel.ifFree(this::readSubscriptions);
		this.housekeeping.addDuty(this.duty);
	}

	/**
	 * Open a publishing socket.
	 * @param context the context
	 * @param settings the settings, their {@code sendTimeout} being how long
	 * {@link Overflow#BLOCK} waits
	 * @param overflow what to do when the queue of a subscriber is full
	 * @param events hears of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static PublishingSocket open(ZmqContext context, SocketSettings settings, Overflow overflow,
			SocketEventListener events) {
		OpenSocket open = OpenSocket.open(context, SocketType.XPUB, settings, events, (socket) -> {
			socket.setXpubNoDrop(overflow != Overflow.DROP);
			socket.setSendTimeOut(ENGINE_WAIT_MILLIS);
		});
		return new PublishingSocket(context, open, overflow, settings.sendTimeout());
	}

	/**
	 * Send a message of one to three frames.
	 * @param start what the first frame of all messages of this topic starts with, the
	 * same array each time, so that who gets them is looked up once; {@code null} if they
	 * have nothing in common
	 * @param first the first frame, not to be changed afterwards
	 * @param second the second frame, if any
	 * @param third the third frame, if any
	 * @return how many subscribers have lost the message because their queue is full, 0
	 * unless the policy is {@link Overflow#DROP}; or {@link #NOT_SENT}
	 */
	public int send(byte @Nullable [] start, byte[] first, byte @Nullable [] second, byte @Nullable [] third) {
		this.channel.lock();
		try {
			int lost = trySend(start, first, second, third, false);
			if (lost != NOT_SENT || this.timeoutNanos == 0) {
				return lost;
			}
		}
		finally {
			this.channel.unlock();
		}
		return sendWaiting(start, first, second, third);
	}

	// Subscribers that keep up have room again in a moment, of which the engine tells at
	// once. Later, or where others get through meanwhile, tries are made without the lock
	// in between: topics whose subscribers have room go on
	private int sendWaiting(byte @Nullable [] start, byte[] first, byte @Nullable [] second, byte @Nullable [] third) {
		long deadline = System.nanoTime() + this.timeoutNanos;
		long wait = SHORTEST_WAIT_NANOS;
		long sent = this.traffic.messages();
		for (int i = 1; System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted(); i++) {
			boolean inEngine = i < ENGINE_WAITS && this.traffic.messages() == sent;
			sent = this.traffic.messages();
			if (!inEngine) {
				LockSupport.parkNanos(wait);
				wait = Math.min(2 * wait, LONGEST_WAIT_NANOS);
			}
			this.channel.lock();
			try {
				int lost = trySend(start, first, second, third, inEngine);
				if (lost != NOT_SENT) {
					return lost;
				}
			}
			finally {
				this.channel.unlock();
			}
		}
		return NOT_SENT;
	}

	private int trySend(byte @Nullable [] start, byte[] first, byte @Nullable [] second, byte @Nullable [] third,
			boolean inEngine) {
		if (this.channel.prepare() || this.noteDue || this.channel.hasNews()) {
			takeNote();
		}
		boolean direct = !inEngine && this.queues.areKnown();
		boolean sent = direct ? sendFirst(start, first, second != null)
				: sendFirstByEngine(first, second != null, inEngine);
		if (!sent) {
			return NOT_SENT;
		}
		// Only the first frame can be refused: queues count whole messages
		int lost = this.queues.lost();
		sendNext(second, third != null, direct);
		sendNext(third, false, direct);
		this.traffic.add(first.length + length(second) + length(third));
		return lost;
	}

	private void takeNote() {
		readSubscriptions();
		if (this.channel.base().errno() == ZError.ETERM) {
			throw new SocketClosedException();
		}
	}

	// Which has the engine's commands done, whatever they are
	private void readSubscriptions() {
		this.noteDue = true;
		this.queues.forget();
		this.noteDue = !this.subscriptions.drain();
	}

	private boolean sendFirst(byte @Nullable [] start, byte[] first, boolean more) {
		if (!this.queues.stillMatch(start)) {
			boolean decisive = start != null && (start == first || !this.subscriptions.extend(start));
			this.queues.lookUp(decisive ? start : first, decisive);
		}
		return this.queues.send(first, more);
	}

	private boolean sendFirstByEngine(byte[] first, boolean more, boolean waiting) {
		this.queues.forget();
		this.noteDue = this.queues.areKnown();
		boolean sent = this.channel.send(first, (waiting ? 0 : ZMQ.DONTWAIT) | (more ? ZMQ.SNDMORE : 0));
		if (!sent) {
			this.queues.forget();
		}
		return sent;
	}

	private void sendNext(byte @Nullable [] frame, boolean more, boolean direct) {
		if (frame != null && direct) {
			this.queues.sendNext(frame, more);
		}
		else if (frame != null) {
			this.channel.sendNext(frame, more);
		}
	}

	private static long length(byte @Nullable [] frame) {
		return (frame != null) ? frame.length : 0;
	}

	/**
	 * Whether a peer has subscribed to messages that start like this. Follows the peers
	 * within a tenth of a second, or at once after {@link #drain()}.
	 * @param start the first bytes of a message
	 * @return {@code true} if at least one peer would receive it
	 */
	public boolean hasSubscriber(byte[] start) {
		return this.subscriptions.cover(start);
	}

	/**
	 * Whether a peer has subscribed to some of the messages that start like this, by more
	 * of their bytes.
	 * @param start the first bytes of messages
	 * @return {@code true} if at least one peer would receive some of them
	 */
	public boolean hasSubscriberOfSome(byte[] start) {
		return this.subscriptions.extend(start);
	}

	/**
	 * Changes whenever the answers of {@link #hasSubscriber(byte[])} and
	 * {@link #hasSubscriberOfSome(byte[])} may have changed.
	 * @return a number
	 */
	public int subscriptionsVersion() {
		return this.subscriptions.version();
	}

	/**
	 * Take note of what peers have subscribed to until now.
	 */
	public void drain() {
		this.channel.lock();
		try {
			this.channel.prepare();
			takeNote();
		}
		finally {
			this.channel.unlock();
		}
	}

	/**
	 * How many subscribers do not keep up: their queue is full, or was and is not half
	 * empty yet.
	 * @return the number
	 */
	public int slowSubscribers() {
		this.channel.lock();
		try {
			return this.channel.isClosing() ? 0 : this.queues.full();
		}
		finally {
			this.channel.unlock();
		}
	}

	/**
	 * What has been sent, a message once however many subscribers it has.
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
		this.housekeeping.removeDuty(this.duty);
		this.channel.close();
		this.subscriptions.clear();
	}

}
