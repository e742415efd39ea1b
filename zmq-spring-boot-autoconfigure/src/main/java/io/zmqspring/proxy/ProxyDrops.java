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

package io.zmqspring.proxy;

import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.role.DropReason;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.socket.proxy.ForwardingListener;

/**
 * Counts the messages that a proxy does not forward, and logs when it begins to lose
 * some. Safe for any number of threads.
 */
final class ProxyDrops {

	private static final Log logger = LogFactory.getLog(ZmqProxy.class);

	private final RoleStatus status;

	ProxyDrops(RoleStatus status) {
		this.status = status;
	}

	/**
	 * Return a listener that counts.
	 * @param failed told if the forwarding thread has failed
	 * @return the listener
	 */
	ForwardingListener listener(Consumer<Throwable> failed) {
		return new ForwardingListener(() -> this.status.statistics().dropped(DropReason.NO_SUBSCRIBER, 1),
				(lost) -> lost(DropReason.SLOW_SUBSCRIBER, lost, "backend"),
				(lost) -> lost(DropReason.SLOW_CAPTURE, lost, "capture"), failed);
	}

	private void lost(DropReason reason, int subscribers, String socket) {
		this.status.statistics().dropped(reason, subscribers);
		if (this.status.beginsToDrop(reason)) {
			logger.warn(this.status + " drops messages for " + subscribers + " of the subscribers at its " + socket
					+ ", because their queues are full. Make these subscribers faster, or raise " + this.status.key()
					+ "." + socket + ".high-water-mark");
		}
	}

}
