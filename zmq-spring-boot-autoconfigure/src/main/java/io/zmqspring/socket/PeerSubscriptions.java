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

import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.util.Errno;

/**
 * What the peers of an XPUB have subscribed to, read off its subscription messages (RFC
 * 29). Reading belongs to whoever holds the socket; asking is free for all.
 */
final class PeerSubscriptions {

	private static final int MAX_PER_DRAIN = 100_000;

	private static final byte UNSUBSCRIBE = 0;

	private static final byte SUBSCRIBE = 1;

	private final NavigableSet<ByteBuffer> prefixes = new ConcurrentSkipListSet<>();

	private final Errno errno = new Errno();

	private final SocketBase base;

	private volatile int version;

	PeerSubscriptions(SocketBase base) {
		this.base = base;
	}

	/**
	 * Take the subscription messages off the socket; unread, they pile up in memory. An
	 * interrupt of the caller, which JeroMQ consumes, is kept.
	 * @return whether there are no more
	 */
	boolean drain() {
		boolean interrupted = Thread.interrupted();
		// JeroMQ would take an old EINTR for a new one
		this.errno.set(0);
		try {
			// Bounded, so that peers that flood cannot hold up the sender for long; more
			// than a peer may send meanwhile, as what is left queues without a bound
			for (int i = 0; i < MAX_PER_DRAIN; i++) {
				Msg message = this.base.recv(ZMQ.DONTWAIT);
				if (message != null) {
					take(message.data());
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

	private void take(byte[] data) {
		if (data.length == 0) {
			return;
		}
		ByteBuffer prefix = ByteBuffer.wrap(Arrays.copyOfRange(data, 1, data.length));
		if (data[0] == SUBSCRIBE) {
			this.prefixes.add(prefix);
		}
		else if (data[0] == UNSUBSCRIBE) {
			this.prefixes.remove(prefix);
		}
		this.version = this.version + 1;
	}

	/**
	 * Changes with every subscription.
	 * @return a number
	 */
	int version() {
		return this.version;
	}

	boolean cover(byte[] start) {
		for (int length = 0; length <= start.length; length++) {
			if (this.prefixes.contains(ByteBuffer.wrap(start, 0, length))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether somebody has subscribed to some, but not all, messages of a start: which of
	 * them, only the whole message can tell.
	 * @param start the first bytes of messages
	 * @return {@code true} if there is a subscription that begins like this and goes on
	 */
	boolean extend(byte[] start) {
		ByteBuffer next = this.prefixes.higher(ByteBuffer.wrap(start));
		return next != null && next.remaining() > start.length
				&& next.slice(0, start.length).equals(ByteBuffer.wrap(start));
	}

	void clear() {
		this.prefixes.clear();
	}

}
