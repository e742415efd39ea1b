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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqOverflowException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.DropReason;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.support.PrintableText;

/**
 * What follows when the queue of a subscriber is full, as {@code overflow} says: the loss
 * is counted and logged, or the message is refused. Safe for any number of threads.
 */
final class FullQueues {

	private static final Log logger = LogFactory.getLog(FullQueues.class);

	private final String publisher;

	private final PublisherSettings settings;

	private final RoleStatus status;

	FullQueues(String publisher, PublisherSettings settings, RoleStatus status) {
		this.publisher = publisher;
		this.settings = settings;
		this.status = status;
	}

	/**
	 * Take note of the result of a send.
	 * @param lost the result of the socket
	 * @param topic the topic of the message, {@code null} if it has none
	 * @throws ZmqOverflowException if the message was not sent, with
	 * {@code overflow: fail}
	 * @throws ZmqTimeoutException if it was not sent, with {@code overflow: block}
	 */
	void sent(int lost, @Nullable OutboundTopic topic) {
		if (lost == PublishingSocket.NOT_SENT) {
			throw refused(topic);
		}
		if (lost > 0) {
			this.status.statistics().dropped(DropReason.SLOW_SUBSCRIBER, lost);
			if (this.status.beginsToDrop(DropReason.SLOW_SUBSCRIBER)) {
				logger.warn("Publisher '" + this.publisher + "' drops messages for " + lost
						+ " of its subscribers, the first one " + of(topic) + ": " + full()
						+ ". Make that subscriber faster, raise the high-water-mark, or set" + " overflow: block");
			}
		}
	}

	RuntimeException refused(@Nullable OutboundTopic topic) {
		if (this.settings.overflow() == Overflow.FAIL) {
			return new ZmqOverflowException("Publisher '" + this.publisher + "' did not publish a message " + of(topic)
					+ ": " + full() + ", and overflow is fail");
		}
		return new ZmqTimeoutException("Publisher '" + this.publisher + "' could not publish a message " + of(topic)
				+ " within the send-timeout of " + SettingText.of(this.settings.sendTimeout()) + ": " + full());
	}

	private static String of(@Nullable OutboundTopic topic) {
		return (topic != null) ? "of topic '" + PrintableText.of(topic.name()) + "'" : "without a topic";
	}

	private String full() {
		return "the queue of a subscriber is full (high-water-mark " + this.settings.highWaterMark() + ")";
	}

}
