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

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.ZError;

import io.zmqspring.socket.engine.SubscriberQueues;
import io.zmqspring.socket.engine.joining.JoiningSubscribers;

/**
 * Sends single messages through an XPUB. Where JeroMQ's internals are accessible, the
 * frames go directly into the queues of the subscribers, which are looked up once for
 * successive messages of a topic; otherwise, and to wait for room, they go through the
 * engine. Methods take the lock of the channel, except those that say that the caller
 * holds it.
 */
final class XPubSender {

	/** How long a send through the engine may wait there for room. */
	static final int ENGINE_WAIT_MILLIS = 1;

	private static final int MAX_ENGINE_WAITS = 10;

	private static final long MIN_PAUSE_NANOS = 50_000;

	private static final long MAX_PAUSE_NANOS = 1_000_000;

	private final SendChannel channel;

	private final SubscriberQueues queues;

	private final PeerSubscriptions subscriptions;

	private final long timeoutNanos;

	private final boolean joinsFrames;

	private final Traffic traffic = new Traffic();

	private @Nullable JoiningSubscribers joining;

	private boolean subscriptionsUnread = true;

	/**
	 * Create a sender.
	 * @param channel the channel of the socket
	 * @param queues its queues
	 * @param subscriptions its subscriptions
	 * @param timeoutNanos how long a message may wait for room, 0 to refuse it at once
	 * @param joinsFrames whether all connections write a sequenced frame as two frames
	 */
	XPubSender(SendChannel channel, SubscriberQueues queues, PeerSubscriptions subscriptions, long timeoutNanos,
			boolean joinsFrames) {
		this.channel = channel;
		this.queues = queues;
		this.subscriptions = subscriptions;
		this.timeoutNanos = timeoutNanos;
		this.joinsFrames = joinsFrames;
	}

	/**
	 * Give last values to subscribers that join. To be called before others use this.
	 * @param joining finds them
	 */
	void giveLastValues(JoiningSubscribers joining) {
		this.joining = joining;
	}

	void stopLastValues() {
		if (this.joining != null) {
			this.joining.close();
		}
	}

	Traffic traffic() {
		return this.traffic;
	}

	/**
	 * Send a message, see {@link PublishingSocket#send}.
	 * @param prefix the bytes that the first frame of all messages of this topic starts
	 * with, the same array each time; {@code null} if there are none
	 * @param first the first frame
	 * @param second the second frame, if any
	 * @param third the third frame, if any
	 * @param numbering numbers the message
	 * @return how many subscribers have lost the message, or
	 * {@link PublishingSocket#NOT_SENT}
	 */
	int send(byte @Nullable [] prefix, byte[] first, byte @Nullable [] second, byte @Nullable [] third,
			PublishingSocket.@Nullable Numbering numbering) {
		int lost = sendOnce(prefix, first, second, third, numbering, false);
		return (lost != PublishingSocket.NOT_SENT || this.timeoutNanos == 0) ? lost
				: sendWaiting(prefix, first, second, third, numbering);
	}

	// Subscribers that keep up have room again in a moment, and the engine reports it at
	// once: the first attempts wait in the engine. Later, or if other messages are sent
	// meanwhile, the lock is released between attempts: other topics may have room
	private int sendWaiting(byte @Nullable [] prefix, byte[] first, byte @Nullable [] second, byte @Nullable [] third,
			PublishingSocket.@Nullable Numbering numbering) {
		long deadline = System.nanoTime() + this.timeoutNanos;
		long pause = MIN_PAUSE_NANOS;
		long sentBefore = this.traffic.messages();
		for (int attempt = 1; System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted(); attempt++) {
			long sentNow = this.traffic.messages();
			boolean inEngine = attempt < MAX_ENGINE_WAITS && sentNow == sentBefore;
			sentBefore = sentNow;
			if (!inEngine) {
				LockSupport.parkNanos(pause);
				pause = Math.min(2 * pause, MAX_PAUSE_NANOS);
			}
			int lost = sendOnce(prefix, first, second, third, numbering, inEngine);
			if (lost != PublishingSocket.NOT_SENT) {
				return lost;
			}
		}
		return PublishingSocket.NOT_SENT;
	}

	private int sendOnce(byte @Nullable [] prefix, byte[] first, byte @Nullable [] second, byte @Nullable [] third,
			PublishingSocket.@Nullable Numbering numbering, boolean inEngine) {
		this.channel.lock();
		try {
			prepare();
			Path path = path(inEngine);
			byte[] begun = (numbering != null) ? numbering.begin(first) : first;
			boolean sent = (path == Path.DIRECT) ? sendFirstDirectly(prefix, begun, second != null)
					: sendFirstThroughEngine(begun, second != null, path);
			if (!sent) {
				return PublishingSocket.NOT_SENT;
			}
			// Only the first frame can be refused: queues count whole messages
			int lost = this.queues.lost();
			byte[] last = (numbering != null) ? numbering.accepted(begun, second, third) : null;
			if (second != null && third != null) {
				sendNext(second, true, path);
			}
			sendEnd((third != null) ? third : second, last, path);
			this.traffic.add(begun.length + length(second) + length(third) + length(last));
			return lost;
		}
		catch (VirtualMachineError ex) {
			throw this.channel.failed(ex);
		}
		finally {
			this.channel.unlock();
		}
	}

	/**
	 * Number a message that has no subscriber, without sending it, see
	 * {@link PublishingSocket#skip}.
	 * @param version the version of the subscriptions
	 * @param first the first frame
	 * @param second the second frame, if any
	 * @param third the third frame, if any
	 * @param numbering numbers the message
	 * @return {@code false} if the subscriptions have another version
	 */
	boolean skip(int version, byte[] first, byte @Nullable [] second, byte @Nullable [] third,
			PublishingSocket.Numbering numbering) {
		this.channel.lock();
		try {
			prepare();
			if (this.subscriptions.version() != version) {
				return false;
			}
			numbering.accepted(numbering.begin(first), second, third);
			return true;
		}
		catch (VirtualMachineError ex) {
			throw this.channel.failed(ex);
		}
		finally {
			this.channel.unlock();
		}
	}

	private void prepare() {
		if (this.channel.prepare() || this.subscriptionsUnread || this.channel.hasEngineCommands()
				|| (this.joining != null && this.joining.areDue())) {
			processCommands();
		}
	}

	// Within the engine, a message could overtake the last values of a new subscriber
	private Path path(boolean inEngine) {
		if (inEngine && this.joining == null) {
			return Path.ENGINE_WAITING;
		}
		return SubscriberQueues.areKnown() ? Path.DIRECT : Path.ENGINE;
	}

	private boolean sendFirstDirectly(byte @Nullable [] prefix, byte[] first, boolean more) {
		if (!this.queues.stillMatch(prefix)) {
			boolean decisive = prefix != null && (prefix == first || !this.subscriptions.hasLongerThan(prefix));
			this.queues.lookUp(decisive ? prefix : first, decisive);
		}
		return this.queues.send(first, more);
	}

	private boolean sendFirstThroughEngine(byte[] first, boolean more, Path path) {
		this.queues.forget();
		// The engine processes its commands, which may add subscription messages. Without
		// direct sends the periodic task reads them
		this.subscriptionsUnread = SubscriberQueues.areKnown();
		int wait = (path == Path.ENGINE_WAITING) ? 0 : ZMQ.DONTWAIT;
		boolean sent = this.channel.send(first, wait | (more ? ZMQ.SNDMORE : 0));
		if (!sent) {
			this.queues.forget();
		}
		return sent;
	}

	private void sendNext(byte[] frame, boolean more, Path path) {
		if (path == Path.DIRECT) {
			this.queues.sendNext(frame, more);
		}
		else {
			this.channel.sendNext(frame, more);
		}
	}

	private void sendEnd(byte @Nullable [] frame, byte @Nullable [] last, Path path) {
		if (frame != null && last != null && path == Path.DIRECT && this.joinsFrames) {
			this.queues.sendLast(frame, last);
		}
		else if (frame != null) {
			sendNext(frame, last != null, path);
			if (last != null) {
				sendNext(last.clone(), false, path);
			}
		}
	}

	private static long length(byte @Nullable [] frame) {
		return (frame != null) ? frame.length : 0;
	}

	/**
	 * Read the subscriptions that have arrived until now.
	 * @throws SocketClosedException if this socket is closed
	 */
	void drain() {
		this.channel.lock();
		try {
			this.channel.prepare();
			processCommands();
		}
		catch (VirtualMachineError ex) {
			throw this.channel.failed(ex);
		}
		finally {
			this.channel.unlock();
		}
	}

	private void processCommands() {
		readSubscriptions();
		if (this.channel.base().errno() == ZError.ETERM) {
			throw new SocketClosedException();
		}
	}

	/**
	 * Read the subscription messages. The engine processes all its commands first. The
	 * caller holds the lock.
	 */
	void readSubscriptions() {
		this.subscriptionsUnread = true;
		this.queues.forget();
		this.subscriptionsUnread = !this.subscriptions.drain();
		if (this.joining != null) {
			this.joining.update();
		}
	}

	/**
	 * How the frames of a message reach the subscribers.
	 */
	private enum Path {

		/** Directly into the queues of the matching subscribers. */
		DIRECT,

		/** Through the engine, if there is room now. */
		ENGINE,

		/** Through the engine, waiting there for room. */
		ENGINE_WAITING

	}

}
