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

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;

/**
 * Reads the subscriptions that an XPUB has received, and forwards them to an XSUB, which
 * sends them to its publishers, and again to each new one. The XPUB tells of a prefix
 * when its first peer subscribes and when none is left. Anything else that subscribers
 * send stays here. Used only by the forwarding thread.
 */
final class Subscriptions {

	// Messages must not wait long if many peers subscribe
	private static final int MOST_AT_ONCE = 1000;

	private final SocketBase subscribers;

	private final @Nullable SocketBase publishers;

	/**
	 * Create subscriptions.
	 * @param subscribers the XPUB
	 * @param publishers the XSUB, {@code null} to read the subscriptions only, because
	 * they would accumulate
	 */
	Subscriptions(SocketBase subscribers, @Nullable SocketBase publishers) {
		this.subscribers = subscribers;
		this.publishers = publishers;
	}

	/**
	 * Read the subscriptions that have arrived.
	 * @return whether there may be more
	 */
	boolean read() {
		for (int i = 0; i < MOST_AT_ONCE; i++) {
			Msg message = this.subscribers.recv(ZMQ.DONTWAIT);
			if (message == null) {
				return false;
			}
			if (this.publishers != null && isSubscription(message)) {
				EngineSend.send(this.publishers, message);
			}
		}
		return true;
	}

	private static boolean isSubscription(Msg message) {
		return message.size() > 0 && (message.get(0) == 0 || message.get(0) == 1) && !message.hasMore();
	}

}
