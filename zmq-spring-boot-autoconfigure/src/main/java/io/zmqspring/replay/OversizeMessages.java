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

package io.zmqspring.replay;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.MissingMessages;

/**
 * Finds messages that are larger than the subscriber accepts. An answer with such a
 * message ends the connection. The next requests therefore ask for one message each; if
 * the answer ends the connection, too, this is the message. Used by one thread.
 */
final class OversizeMessages {

	// Further ones are likely, and to ask for one costs less than another connection
	private static final int SINGLE_REQUESTS = 10;

	private int singleRequests;

	private @Nullable MessageRange asked;

	/**
	 * Limit a request.
	 * @param ranges the ranges to ask for
	 * @return the ranges, or only the first message
	 */
	List<MessageRange> limit(List<MessageRange> ranges) {
		this.asked = null;
		if (this.singleRequests == 0) {
			return ranges;
		}
		MessageRange first = ranges.get(0);
		MessageRange limited = new MessageRange(first.epoch(), first.topic(), first.from(), first.from());
		this.asked = limited;
		return List.of(limited);
	}

	/**
	 * Take the answer to the last request.
	 * @param reply the answer
	 * @return what it means for the ranges before they were limited
	 */
	MessagesReply answered(MessagesReply reply) {
		MessageRange limited = this.asked;
		if (limited == null) {
			return reply;
		}
		this.asked = null;
		boolean found = !reply.messages().isEmpty();
		if (found) {
			this.singleRequests--;
		}
		List<MissingMessages> missing = (found || !reply.missing().isEmpty()) ? reply.missing() : missing(limited);
		return new MessagesReply(reply.id(), false, missing, reply.messages());
	}

	/**
	 * The answer to the last request has ended the connection.
	 * @return what it means for the ranges before they were limited, {@code null} if the
	 * message is not found yet
	 */
	@Nullable MessagesReply refused() {
		MessageRange limited = this.asked;
		this.asked = null;
		this.singleRequests = SINGLE_REQUESTS;
		return (limited != null) ? new MessagesReply(0, false, missing(limited), List.of()) : null;
	}

	private static List<MissingMessages> missing(MessageRange limited) {
		return List.of(new MissingMessages(0, limited.from() + 1));
	}

}
