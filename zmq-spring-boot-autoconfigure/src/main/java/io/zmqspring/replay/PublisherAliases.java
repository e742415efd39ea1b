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

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.replay.protocol.SummaryReply;

/**
 * Recognizes addresses that lead to the same publisher: only one of them is used, because
 * its messages would be delivered once per address otherwise. Used by one thread.
 */
final class PublisherAliases {

	private static final int MOST_EPOCHS = 10_000;

	private static final Log logger = LogFactory.getLog(SubscriberReplay.class);

	private final Map<Long, Integer> sources = new HashMap<>();

	private final List<String> addresses;

	private final boolean[] reported;

	/**
	 * Create it.
	 * @param addresses the addresses of publishers
	 */
	PublisherAliases(List<String> addresses) {
		this.addresses = addresses;
		this.reported = new boolean[addresses.size()];
	}

	/**
	 * Take an answer.
	 * @param source the index of the address that has answered
	 * @param reply the answer
	 * @return the answer, without content if the publisher is asked at another address
	 */
	SummaryReply accept(int source, SummaryReply reply) {
		int owner = Arrays.stream(reply.epochs())
			.mapToObj(this.sources::get)
			.filter((known) -> known != null)
			.findFirst()
			.orElse(source);
		if (this.sources.size() > MOST_EPOCHS) {
			this.sources.values().removeIf((known) -> known == owner);
		}
		for (long epoch : reply.epochs()) {
			this.sources.putIfAbsent(epoch, owner);
		}
		if (owner == source) {
			return reply;
		}
		if (!this.reported[source]) {
			this.reported[source] = true;
			logger.warn("The addresses " + this.addresses.get(owner) + " and " + this.addresses.get(source)
					+ " of replay.address lead to the same publisher. Only the first one is used; remove the other one");
		}
		return new SummaryReply(reply.id(), reply.until(), new long[0], List.of(), SummaryReply.END);
	}

}
