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

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.ZError;

import io.zmqspring.socket.engine.SubscriberQueues;

/**
 * Sends single messages through an XPUB. Where JeroMQ's internals are accessible, the
 * frames go directly into the queues of the subscribers, which are looked up once for
 * successive messages of a topic; otherwise, and to wait for room, they go through the
 * engine. To be used with the lock of the channel.
 */
final class XPubSender {

	private final SendChannel channel;

	private final SubscriberQueues queues;

	private final PeerSubscriptions subscriptions;

	private final Traffic traffic = new Traffic();

	private boolean subscriptionsUnread = true;

	XPubSender(SendChannel channel, SubscriberQueues queues, PeerSubscriptions subscriptions) {
		this.channel = channel;
		this.queues = queues;
		this.subscriptions = subscriptions;
	}

	Traffic traffic() {
		return this.traffic;
	}

	/**
	 * Send a message once.
	 * @param prefix the bytes that the first frame of all messages of this topic starts
	 * with, the same array each time; {@code null} if there are none
	 * @param first the first frame
	 * @param second the second frame, if any
	 * @param third the third frame, if any
	 * @param inEngine whether to wait in the engine for room, for its send time-out
	 * @return how many subscribers have lost the message, or
	 * {@link PublishingSocket#NOT_SENT}
	 */
	int send(byte @Nullable [] prefix, byte[] first, byte @Nullable [] second, byte @Nullable [] third,
			boolean inEngine) {
		if (this.channel.prepare() || this.subscriptionsUnread || this.channel.hasEngineCommands()) {
			processCommands();
		}
		Path path = path(inEngine);
		boolean sent = (path == Path.DIRECT) ? sendFirstDirectly(prefix, first, second != null)
				: sendFirstThroughEngine(first, second != null, path);
		if (!sent) {
			return PublishingSocket.NOT_SENT;
		}
		// Only the first frame can be refused: queues count whole messages
		int lost = this.queues.lost();
		if (second != null) {
			sendNext(second, third != null, path);
		}
		if (third != null) {
			sendNext(third, false, path);
		}
		this.traffic.add(first.length + length(second) + length(third));
		return lost;
	}

	private Path path(boolean inEngine) {
		if (inEngine) {
			return Path.ENGINE_WAITING;
		}
		return this.queues.areKnown() ? Path.DIRECT : Path.ENGINE;
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
		this.subscriptionsUnread = this.queues.areKnown();
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

	private static long length(byte @Nullable [] frame) {
		return (frame != null) ? frame.length : 0;
	}

	/**
	 * Let the engine process its commands, and read the subscription messages.
	 * @throws SocketClosedException if the engine has ended
	 */
	void processCommands() {
		readSubscriptions();
		if (this.channel.base().errno() == ZError.ETERM) {
			throw new SocketClosedException();
		}
	}

	/**
	 * Read the subscription messages. The engine processes all its commands first.
	 */
	void readSubscriptions() {
		this.subscriptionsUnread = true;
		this.queues.forget();
		this.subscriptionsUnread = !this.subscriptions.drain();
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
