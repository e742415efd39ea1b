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

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;

import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.util.Errno;

/**
 * The subscriptions of an XPUB's peers, read from its subscription messages (RFC 29).
 * Only the owner of the socket may read them; any thread may query them.
 */
final class PeerSubscriptions {

	private static final int MAX_PER_DRAIN = 100_000;

	private static final byte UNSUBSCRIBE = 0;

	private static final byte SUBSCRIBE = 1;

	private final NavigableSet<ByteBuffer> prefixes = new ConcurrentSkipListSet<>();

	private final Errno errno = new Errno();

	private final SocketBase base;

	private final Consumer<byte[]> added;

	private volatile int version;

	/**
	 * Create the subscriptions, which are read by {@link #drain()}.
	 * @param base the socket
	 * @param added receives each new subscription
	 */
	PeerSubscriptions(SocketBase base, Consumer<byte[]> added) {
		this.base = base;
		this.added = added;
	}

	/**
	 * Read the subscription messages from the socket; unread, they accumulate in memory.
	 * An interrupt of the caller, which JeroMQ consumes, is restored.
	 * @return whether all are read
	 */
	boolean drain() {
		boolean interrupted = Thread.interrupted();
		// JeroMQ would mistake an old EINTR for a new one
		this.errno.set(0);
		try {
			// Bounded, so that a flood of subscriptions does not delay the sender long.
			// The bound exceeds what a peer may send meanwhile, because unread messages
			// queue without a bound
			for (int i = 0; i < MAX_PER_DRAIN; i++) {
				Msg message = this.base.recv(ZMQ.DONTWAIT);
				if (message != null) {
					apply(message.data());
				}
				else if (this.errno.get() == ZError.EINTR) {
					interrupted = true;
					this.errno.set(0);
				}
				else {
					return true;
				}
			}
			return false;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void apply(byte[] data) {
		if (data.length == 0) {
			return;
		}
		byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
		ByteBuffer prefix = ByteBuffer.wrap(bytes);
		if (data[0] == SUBSCRIBE) {
			this.prefixes.add(prefix);
			this.added.accept(bytes);
		}
		else if (data[0] == UNSUBSCRIBE) {
			this.prefixes.remove(prefix);
		}
		this.version = this.version + 1;
	}

	/**
	 * The version of the subscriptions, which changes with every subscription message.
	 * @return the version
	 */
	int version() {
		return this.version;
	}

	/**
	 * Whether a peer has subscribed to all messages that start like this.
	 * @param start the first bytes of messages
	 * @return {@code true} if a subscription is equal to these bytes or to their
	 * beginning
	 */
	boolean covers(byte[] start) {
		for (int length = 0; length <= start.length; length++) {
			if (this.prefixes.contains(ByteBuffer.wrap(start, 0, length))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a peer has subscribed to some, but not all, messages that start like this.
	 * The complete message decides which of them.
	 * @param start the first bytes of messages
	 * @return {@code true} if a subscription begins with these bytes and is longer
	 */
	boolean hasLongerThan(byte[] start) {
		ByteBuffer next = this.prefixes.higher(ByteBuffer.wrap(start));
		return next != null && next.remaining() > start.length
				&& next.slice(0, start.length).equals(ByteBuffer.wrap(start));
	}

	void clear() {
		this.prefixes.clear();
	}

}
