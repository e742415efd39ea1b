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

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.replay.protocol.ErrorReply;
import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.MissingMessages;
import io.zmqspring.replay.protocol.ReplayError;
import io.zmqspring.replay.protocol.ReplayProtocolException;
import io.zmqspring.replay.protocol.ReplayReply;
import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.ReplayedMessage;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.SyncRequest;
import io.zmqspring.replay.protocol.TopicSummary;
import io.zmqspring.replay.store.ReplayMessage;
import io.zmqspring.replay.store.ReplaySlice;
import io.zmqspring.replay.store.ReplayStore;
import io.zmqspring.replay.store.ReplaySummary;
import io.zmqspring.support.FailureLog;

/**
 * Answers requests from a store. Whatever a request asks for, the answer is bounded.
 */
final class ReplayAnswers {

	/** The most topics of one answer. */
	static final int MOST_TOPICS = 2000;

	private static final Log logger = LogFactory.getLog(ReplayServer.class);

	private final FailureLog failures = FailureLog.errors(logger,
			() -> "A request for missed messages could not be answered; the subscriber is told so");

	private final ReplayStore store;

	ReplayAnswers(ReplayStore store) {
		this.store = store;
	}

	/**
	 * Answer a request.
	 * @param frame the request
	 * @param mostBytes the most bytes of messages; a larger message is sent alone
	 * @return the answer
	 */
	ReplayReply answer(byte[] frame, int mostBytes) {
		try {
			ReplayRequest request = ReplayRequest.decode(frame);
			return (request instanceof SyncRequest sync) ? summary(sync) : messages((GetRequest) request, mostBytes);
		}
		catch (ReplayProtocolException ex) {
			return ex.reply();
		}
		catch (RuntimeException ex) {
			this.failures.add(ex);
			return new ErrorReply(ReplayRequest.idOf(frame), ReplayError.FAILED,
					"The publisher has failed to answer; its log has the cause");
		}
	}

	private SummaryReply summary(SyncRequest request) {
		ReplaySummary page = this.store.changedSince(request.after(), request.prefixes(), request.page(), MOST_TOPICS);
		return new SummaryReply(request.id(), page.until(), page.epochs().stream().mapToLong(Long::longValue).toArray(),
				page.entries()
					.stream()
					.map((entry) -> new TopicSummary(entry.epoch(), entry.topic(), entry.last(), entry.first()))
					.toList(),
				page.hasNext() ? page.next() : SummaryReply.END);
	}

	private MessagesReply messages(GetRequest request, int mostBytes) {
		List<MissingMessages> missing = new ArrayList<>();
		List<ReplayedMessage> messages = new ArrayList<>();
		long room = Math.min(request.maxBytes(), mostBytes);
		boolean complete = true;
		for (int i = 0; i < request.ranges().size() && complete; i++) {
			MessageRange range = request.ranges().get(i);
			int left = request.maxMessages() - messages.size();
			if (left <= 0 || room <= 0) {
				complete = false;
			}
			else {
				ReplaySlice slice = this.store.read(range.epoch(), range.topic(), range.from(), range.to(), left,
						(int) room);
				long first = firstAvailable(range, slice);
				if (first > range.from()) {
					missing.add(new MissingMessages(i, first));
				}
				long last = 0;
				for (ReplayMessage message : slice.messages()) {
					ReplayedMessage replayed = new ReplayedMessage(i, message.number(), message.time(),
							message.payload(), message.headers());
					if (room < replayed.size() && !messages.isEmpty()) {
						break;
					}
					room -= replayed.size();
					last = message.number();
					messages.add(replayed);
				}
				complete = slice.messages().isEmpty() || last >= Math.min(range.to(), slice.last());
			}
		}
		return new MessagesReply(request.id(), complete, missing, messages);
	}

	// What was not sent yet is not missing
	private static long firstAvailable(MessageRange range, ReplaySlice slice) {
		if (slice.last() == 0) {
			return Long.MAX_VALUE;
		}
		if (range.from() > slice.last() || slice.first() <= range.from()) {
			return range.from();
		}
		return (slice.first() > slice.last()) ? Long.MAX_VALUE : slice.first();
	}

}
