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

package io.zmqspring.dashboard;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.role.ZmqReplayState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * What a subscriber knows by the numbers of its messages.
 *
 * @param name the name of the subscriber
 * @param replay where it asks for messages that it has missed, empty if it does not ask
 * @param recovered messages that it has missed and got
 * @param held the size of the messages that wait now until earlier ones arrive, in bytes
 * @param lost messages that are missing
 * @param duplicates messages that have arrived before
 * @param ages the times from sending to receiving, {@code null} if they are not measured
 */
record NumberedMessages(String name, List<String> replay, long recovered, long held, long lost, long duplicates,
		@Nullable Times ages) {

	/**
	 * Read the counts of a subscriber.
	 * @param name its name
	 * @param subscriber the subscriber
	 * @param ages the ages of its messages, {@code null} if they are not measured
	 * @return the counts, {@code null} if it receives no messages with numbers
	 */
	static @Nullable NumberedMessages of(String name, ZmqSubscriber subscriber, @Nullable Times ages) {
		ZmqStatistics stats = subscriber.stats();
		List<String> replay = subscriber.settings().replay().endpoints().stream().map(Endpoint::toString).toList();
		boolean numbered = ages != null || !replay.isEmpty() || stats.smallestAge() != null
				|| stats.lost() + stats.recovered() + stats.duplicates() > 0;
		if (!numbered) {
			return null;
		}
		ZmqReplayState state = subscriber.replayState();
		return new NumberedMessages(name, replay, stats.recovered(), (state != null) ? state.heldBytes() : 0,
				stats.lost(), stats.duplicates(), ages);
	}

}
