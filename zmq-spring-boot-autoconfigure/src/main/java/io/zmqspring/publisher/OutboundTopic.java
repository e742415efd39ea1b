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

package io.zmqspring.publisher;

import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.wire.WireFormat;

/**
 * A topic to publish to, and whether it has subscribers. The answer of the socket is
 * cached as long as no peer subscribes or unsubscribes.
 */
class OutboundTopic {

	private static final int NONE = 0;

	private static final int SOME = 1;

	private static final int ALL = 2;

	private static final int AUDIENCE_BITS = 2;

	private static final int AUDIENCE_MASK = (1 << AUDIENCE_BITS) - 1;

	private final String name;

	private final byte[] bytes;

	private final byte[] start;

	private final boolean topicFrame;

	// The version of the subscriptions and the audience of that version in one long, so
	// that a thread never reads one of them without the other. Not an object, because
	// publishing to many topics would miss the processor's cache once more per message.
	// The unsigned version of -1 has more than 32 bits, so it matches no version
	private volatile long cached = -1;

	private volatile @Nullable LastValueKeeper keeper;

	OutboundTopic(String name, byte[] bytes, WireFormat wireFormat) {
		this.name = name;
		this.bytes = bytes;
		this.topicFrame = wireFormat == WireFormat.MULTIPART;
		this.start = (wireFormat == WireFormat.SINGLE_FRAME) ? WireFormat.join(bytes, new byte[0]) : bytes;
	}

	/**
	 * Keep the newest message of this topic from now on.
	 * @param keeper keeps it
	 */
	final void keepWith(LastValueKeeper keeper) {
		this.keeper = keeper;
	}

	/**
	 * Whether the newest message is kept, also if it has no subscriber.
	 * @return {@code true} if the topic is listed in {@code last-value}
	 */
	final boolean isKept() {
		return this.keeper != null;
	}

	/**
	 * What is to be done with a message when it is accepted.
	 * @param numbering the numbering of the message, if it has one
	 * @return the same, or one that also keeps the message
	 */
	final PublishingSocket.@Nullable Numbering kept(PublishingSocket.@Nullable Numbering numbering) {
		LastValueKeeper current = this.keeper;
		return (current != null) ? current.after(numbering) : numbering;
	}

	final String name() {
		return this.name;
	}

	/**
	 * The topic as it is in a message.
	 * @return the bytes, shared: not to be changed
	 */
	final byte[] bytes() {
		return this.bytes;
	}

	/**
	 * The bytes that the first frame of all its messages starts with.
	 * @return the bytes, shared: not to be changed
	 */
	final byte[] start() {
		return this.start;
	}

	/**
	 * Whether a peer may receive a message of this topic: it has subscribed to all its
	 * messages, or to some of them by a longer prefix. Costs two reads while there is
	 * one.
	 * @param socket the socket that publishes
	 * @return {@code false} if no peer would receive a message
	 */
	final boolean mayBeReceived(PublishingSocket socket) {
		return audience(socket) != NONE;
	}

	/**
	 * Whether a peer has subscribed to all messages of this topic.
	 * @param socket the socket that publishes
	 * @return {@code true} if at least one peer would receive every message
	 */
	final boolean hasSubscriber(PublishingSocket socket) {
		return (audience(socket) & ALL) != 0;
	}

	private int audience(PublishingSocket socket) {
		int known = audienceAsOf(socket, socket.subscriptionsVersion());
		if (known != NONE) {
			return known;
		}
		socket.drain();
		return audienceAsOf(socket, socket.subscriptionsVersion());
	}

	private int audienceAsOf(PublishingSocket socket, int version) {
		long known = this.cached;
		if (versionOf(known) == Integer.toUnsignedLong(version)) {
			return audienceOf(known);
		}
		int found = (socket.hasSubscriber(this.start) ? ALL : NONE)
				| ((!this.topicFrame && socket.hasSubscriberOfSome(this.start)) ? SOME : NONE);
		this.cached = pack(version, found);
		return found;
	}

	private static long pack(int version, int audience) {
		return Integer.toUnsignedLong(version) << AUDIENCE_BITS | audience;
	}

	private static long versionOf(long packed) {
		return packed >>> AUDIENCE_BITS;
	}

	private static int audienceOf(long packed) {
		return (int) packed & AUDIENCE_MASK;
	}

}
