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

package io.zmqspring.sample.live;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.zmqspring.role.ZmqReplayState;
import io.zmqspring.role.ZmqRole;
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
 * @param meanAge the mean time from sending to receiving since the start, in milliseconds
 * @param maxAge the maximum of that time in the last minutes, in milliseconds
 * @param warnings what is wrong, such as an address where nobody answers
 */
record NumberedMessages(String name, List<String> replay, long recovered, long held, long lost, long duplicates,
		double meanAge, double maxAge, List<String> warnings) {

	/**
	 * Read the counts of all subscribers.
	 * @param roles the roles
	 * @param registry the registry with the ages, which a subscriber has from its first
	 * message with a number on
	 * @return the subscribers that have received such messages, those with replay first
	 */
	static List<NumberedMessages> of(List<ZmqRole> roles, MeterRegistry registry) {
		return roles.stream()
			.filter(ZmqSubscriber.class::isInstance)
			.map(ZmqSubscriber.class::cast)
			.map((subscriber) -> of(subscriber, registry))
			.filter(Objects::nonNull)
			.sorted(Comparator.comparing((messages) -> messages.replay().isEmpty()))
			.toList();
	}

	private static @Nullable NumberedMessages of(ZmqSubscriber subscriber, MeterRegistry registry) {
		Timer ages = registry.find("zmq.messages.age").tag("name", subscriber.name()).timer();
		if (ages == null) {
			return null;
		}
		ZmqStatistics stats = subscriber.stats();
		ZmqReplayState replay = subscriber.replayState();
		return new NumberedMessages(subscriber.name(),
				subscriber.settings().replay().endpoints().stream().map(Endpoint::toString).toList(), stats.recovered(),
				(replay != null) ? replay.heldBytes() : 0, stats.lost(), stats.duplicates(),
				ages.mean(TimeUnit.MILLISECONDS), ages.max(TimeUnit.MILLISECONDS), subscriber.warnings());
	}

}
