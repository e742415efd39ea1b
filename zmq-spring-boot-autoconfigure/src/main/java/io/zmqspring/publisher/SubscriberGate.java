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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.settings.SettingText;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.support.Deadline;

/**
 * Delays the first message of a publisher until there are subscribers, because ZeroMQ
 * drops messages that are published before a subscriber has connected ("slow joiner").
 * Once open, the gate stays open.
 */
final class SubscriberGate {

	private static final Log logger = LogFactory.getLog(SubscriberGate.class);

	private static final long POLL_NANOS = 1_000_000;

	private final String publisher;

	private final List<OutboundTopic> topics;

	private final Duration timeout;

	private volatile boolean open;

	SubscriberGate(String publisher, List<OutboundTopic> topics, Duration timeout) {
		this.publisher = publisher;
		this.topics = topics;
		this.timeout = timeout;
		this.open = topics.isEmpty();
	}

	/**
	 * Wait until the gate is open. It opens with a warning after the time-out, and at
	 * once for a caller that is interrupted.
	 * @param socket the socket that publishes
	 */
	void pass(PublishingSocket socket) {
		if (!this.open) {
			await(socket);
		}
	}

	private synchronized void await(PublishingSocket socket) {
		if (this.open) {
			return;
		}
		if (!await(socket, this.topics, this.timeout)) {
			logger.warn("Publisher '" + this.publisher + "' publishes after " + SettingText.of(this.timeout)
					+ " although there is no subscriber to "
					+ this.topics.stream()
						.filter((topic) -> !topic.hasSubscriber(socket))
						.map(OutboundTopic::name)
						.toList()
					+ "; messages of these topics are lost until there is one");
		}
		this.open = true;
	}

	/**
	 * Wait until topics have a subscriber.
	 * @param socket the socket that publishes
	 * @param topics the topics
	 * @param timeout the longest wait
	 * @return whether all of them have one; {@code false} if interrupted
	 */
	static boolean await(PublishingSocket socket, List<OutboundTopic> topics, Duration timeout) {
		Deadline deadline = Deadline.in(timeout);
		while (!topics.stream().allMatch((topic) -> topic.hasSubscriber(socket))) {
			if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(POLL_NANOS);
		}
		return true;
	}

}
