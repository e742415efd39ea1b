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

import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.wire.WireFormat;

/**
 * A topic to publish to, and whether anybody listens to it.
 */
final class OutboundTopic {

	private static final int ALL = 2;

	private static final int SOME = 1;

	private final String name;

	private final byte[] bytes;

	private final byte[] start;

	private final boolean decides;

	private volatile long audience = -1;

	OutboundTopic(String name, byte[] bytes, WireFormat wireFormat) {
		this.name = name;
		this.bytes = bytes;
		this.decides = wireFormat == WireFormat.MULTIPART;
		this.start = (wireFormat == WireFormat.SINGLE_FRAME) ? WireFormat.join(bytes, new byte[0]) : bytes;
	}

	String name() {
		return this.name;
	}

	/**
	 * The topic as it stands in a message.
	 * @return the bytes, shared: not to be changed
	 */
	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * What the first frame of all its messages starts with.
	 * @return the bytes, shared: not to be changed
	 */
	byte[] start() {
		return this.start;
	}

	/**
	 * Whether anybody may get a message of this topic: somebody has subscribed to it, or
	 * by more than the topic to some of its messages. While somebody has, this is two
	 * reads.
	 * @param socket that publishes
	 * @return {@code false} if no peer would receive a message
	 */
	boolean isHeard(PublishingSocket socket) {
		return audience(socket) != 0;
	}

	/**
	 * Whether anybody has subscribed to all messages of this topic until now.
	 * @param socket that publishes
	 * @return {@code true} if at least one peer would receive any message
	 */
	boolean hasSubscriber(PublishingSocket socket) {
		return (audience(socket) & ALL) != 0;
	}

	private int audience(PublishingSocket socket) {
		int known = audienceAsOf(socket, socket.subscriptionsVersion());
		if (known != 0) {
			return known;
		}
		socket.drain();
		return audienceAsOf(socket, socket.subscriptionsVersion());
	}

	// The version and the answer in one, so that they are read together
	private int audienceAsOf(PublishingSocket socket, int version) {
		long known = this.audience;
		if (known >>> 2 == Integer.toUnsignedLong(version)) {
			return (int) known & (ALL | SOME);
		}
		int heard = (socket.hasSubscriber(this.start) ? ALL : 0)
				| ((!this.decides && socket.hasSubscriberOfSome(this.start)) ? SOME : 0);
		this.audience = Integer.toUnsignedLong(version) << 2 | heard;
		return heard;
	}

}
