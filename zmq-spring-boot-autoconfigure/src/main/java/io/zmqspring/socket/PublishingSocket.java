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

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.ConnectionTable;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.engine.QueueDepth;
import io.zmqspring.socket.engine.SubscriberQueues;
import io.zmqspring.socket.engine.joining.JoiningSubscribers;
import io.zmqspring.socket.lastvalue.LastValueCache;
import io.zmqspring.support.Housekeeping;

/**
 * A socket that publishes: an XPUB, which looks like a PUB on the wire and knows which
 * topics have a subscriber (RFC 29). A message is sent to its subscribers only, and
 * either completely or not at all. Thread-safe.
 *
 * @since 0.1
 */
public final class PublishingSocket {

	/** The result of {@code send} for a message that was not sent at all. */
	public static final int NOT_SENT = -1;

	private static final Duration LINGER_OF_SETTINGS = ChronoUnit.FOREVER.getDuration();

	private final SendChannel channel;

	private final Housekeeping housekeeping;

	private final PeerSubscriptions subscriptions;

	private final SubscriberQueues queues;

	private final XPubSender sender;

	private final Runnable task;

	private final List<String> boundAddresses;

	private PublishingSocket(ZmqContext context, OpenSocket open, SocketSettings settings, Overflow overflow,
			SocketEventListener events, @Nullable LastValueCache lastValues) {
		this.channel = new SendChannel(open, null);
		this.subscriptions = new PeerSubscriptions(open.base(), events::onSubscription);
		this.queues = new SubscriberQueues(open.base(), overflow == Overflow.DROP);
		this.boundAddresses = open.boundAddresses();
		this.housekeeping = context.housekeeping();
		this.sender = new XPubSender(this.channel, this.queues, this.subscriptions,
				(overflow == Overflow.BLOCK) ? settings.sendTimeout().toNanos() : 0,
				Endpoints.writeSequencedFrames(settings, open.security().mechanism()));
		if (lastValues != null) {
			this.sender.giveLastValues(JoiningSubscribers.of(open.base(), lastValues));
		}
		this.task = () -> this.channel.ifFree(this.sender::readSubscriptions);
		this.housekeeping.addTask(this.task);
	}

	/**
	 * Open a publishing socket.
	 * @param context the context
	 * @param settings the settings; with {@link Overflow#BLOCK} a send waits up to their
	 * {@code sendTimeout}
	 * @param overflow what to do when the queue of a subscriber is full
	 * @param events receives the events of connections, and new subscriptions
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static PublishingSocket open(ZmqContext context, SocketSettings settings, Overflow overflow,
			SocketEventListener events) {
		return open(context, settings, overflow, events, null);
	}

	/**
	 * Open a publishing socket that gives last values to subscribers that join.
	 * @param context the context
	 * @param settings the settings
	 * @param overflow what to do when the queue of a subscriber is full
	 * @param events receives the events of connections, and new subscriptions
	 * @param lastValues the last values, {@code null} for none
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected, or JeroMQ
	 * does not allow last values
	 */
	public static PublishingSocket open(ZmqContext context, SocketSettings settings, Overflow overflow,
			SocketEventListener events, @Nullable LastValueCache lastValues) {
		if (lastValues != null && !(SubscriberQueues.areKnown() && JoiningSubscribers.areAvailable())) {
			throw new SocketOpenException("last-value cannot be used, because internals of JeroMQ are not accessible",
					JoiningSubscribers.action(), null);
		}
		OpenSocket open = OpenSocket.open(context, SocketType.XPUB, settings, events, (socket) -> {
			socket.setXpubNoDrop(overflow != Overflow.DROP);
			socket.setSendTimeOut(XPubSender.ENGINE_WAIT_MILLIS);
		});
		return new PublishingSocket(context, open, settings, overflow, events, lastValues);
	}

	/**
	 * Send a message of one to three frames, and one more if it is numbered.
	 * @param prefix the bytes that the first frame of all messages of this topic starts
	 * with, the same array each time, so that their subscribers are looked up once;
	 * {@code null} if they have nothing in common
	 * @param first the first frame, not to be changed afterwards
	 * @param second the second frame, if any
	 * @param third the third frame, if any
	 * @param numbering numbers the message, {@code null} to send it without a number
	 * @return the number of subscribers that have lost the message because their queue is
	 * full, 0 unless the policy is {@link Overflow#DROP}; or {@link #NOT_SENT}
	 * @throws SocketClosedException if this socket is closed
	 */
	public int send(byte @Nullable [] prefix, byte[] first, byte @Nullable [] second, byte @Nullable [] third,
			@Nullable Numbering numbering) {
		return this.sender.send(prefix, first, second, third, numbering);
	}

	/**
	 * Number a message that has no subscriber, without sending it.
	 * @param version the version of the subscriptions by which it has none
	 * @param first the first frame
	 * @param second the second frame, if any
	 * @param third the third frame, if any
	 * @param numbering numbers the message
	 * @return {@code false} if nothing was done, because the version is another one now
	 * @throws SocketClosedException if this socket is closed
	 */
	public boolean skip(int version, byte[] first, byte @Nullable [] second, byte @Nullable [] third,
			Numbering numbering) {
		return this.sender.skip(version, first, second, third, numbering);
	}

	/**
	 * Whether a peer has subscribed to messages that start like this. The answer is up to
	 * 100 ms old, but current right after {@link #drain()}.
	 * @param start the first bytes of a message
	 * @return {@code true} if at least one peer would receive it
	 */
	public boolean hasSubscriber(byte[] start) {
		return this.subscriptions.covers(start);
	}

	/**
	 * Whether a peer has subscribed to some of the messages that start like this, with a
	 * longer prefix.
	 * @param start the first bytes of messages
	 * @return {@code true} if at least one peer would receive some of them
	 */
	public boolean hasSubscriberOfSome(byte[] start) {
		return this.subscriptions.hasLongerThan(start);
	}

	/**
	 * The version of the subscriptions, which changes whenever the results of
	 * {@link #hasSubscriber(byte[])} and {@link #hasSubscriberOfSome(byte[])} may change.
	 * @return the version
	 */
	public int subscriptionsVersion() {
		return this.subscriptions.version();
	}

	/**
	 * Read the subscriptions that have arrived until now.
	 * @throws SocketClosedException if this socket is closed
	 */
	public void drain() {
		this.sender.drain();
	}

	/**
	 * The number of subscribers that do not keep up: their queue is full, or was full and
	 * is not half empty yet.
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
	 * The messages sent; a message counts once, however many subscribers it has.
	 * @return the live counters
	 */
	public Traffic traffic() {
		return this.sender.traffic();
	}

	/**
	 * The connections of this socket. The engine does not report inproc connections.
	 * @return the live connection table
	 */
	public ConnectionTable connections() {
		return this.channel.open().connections();
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
	 * Close the socket and release its ports. Waits until the peers have received all
	 * messages that were accepted, but not longer than the linger. A second call does
	 * nothing.
	 * @param longest the longest linger, if shorter than that of the settings
	 * @return the number of messages that were not sent, once per peer that does not
	 * receive them
	 */
	public long close(Duration longest) {
		this.housekeeping.removeTask(this.task);
		this.sender.stopLastValues();
		long unsent = this.channel.close(longest);
		this.subscriptions.clear();
		return unsent;
	}

	/**
	 * Close the socket and release its ports, with the linger of the settings.
	 */
	public void close() {
		close(LINGER_OF_SETTINGS);
	}

	/**
	 * Numbers the messages of a topic in the order in which the socket sends them. Called
	 * with the lock of the socket. Must not throw an exception, because the socket may
	 * have accepted a part of the message.
	 */
	public interface Numbering {

		/**
		 * A message is about to be sent. It may be refused, and sent again later.
		 * @param first its first frame
		 * @return the frame to send in its place
		 */
		byte[] begin(byte[] first);

		/**
		 * A message that has begun was accepted, or has no subscriber. Called once per
		 * message.
		 * @param first the first frame that is sent
		 * @param second the second frame, if any
		 * @param third the third frame, if any
		 * @return the frame to send after these, which is copied; {@code null} for none;
		 * none if the message has only one frame
		 */
		byte @Nullable [] accepted(byte[] first, byte @Nullable [] second, byte @Nullable [] third);

	}

}
