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

package io.zmqspring.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.role.ZmqStatistics;

/**
 * The counters of a role as the endpoint shows them. Counters that do not apply are
 * {@code null}.
 *
 * @param sent messages that ZeroMQ has accepted for sending
 * @param bytesSent bytes of the messages sent
 * @param received messages read from the sockets
 * @param bytesReceived bytes of the messages received
 * @param dropped valid messages that were discarded
 * @param drops the dropped messages by reason
 * @param failed messages whose handler threw an exception, or that could not be sent
 * @param failures the failed messages by exception
 * @param timedOut messages whose handler exceeded its time-out
 * @param rejected messages that reached no handler, by reason
 * @param lost messages that are missing by their numbers
 * @param duplicates messages that have arrived before by their numbers
 * @param reordered messages that have arrived after a later one
 * @param restarts publishers that were started again
 * @param recovered messages that were missed and sent again
 * @param unsequenced messages without a number, where others have one
 * @param smallestAge the smallest age of a message within some seconds; {@code null} if
 * it is not known
 * @param denied handshakes that did not succeed, by reason
 * @param handshakes handshakes by outcome
 * @param queueDepth messages that wait in queues now; {@code null} if it cannot be told
 * @param lastMessageAt when the last message was sent or received
 */
record StatisticsDescription(@Nullable Long sent, @Nullable Long bytesSent, @Nullable Long received,
		@Nullable Long bytesReceived, long dropped, Map<String, Long> drops, long failed, Map<String, Long> failures,
		long timedOut, Map<String, Long> rejected, @Nullable Long lost, @Nullable Long duplicates,
		@Nullable Long reordered, @Nullable Long restarts, @Nullable Long recovered, @Nullable Long unsequenced,
		@Nullable Duration smallestAge, Map<String, Long> denied, Map<String, Long> handshakes,
		@Nullable Long queueDepth, @Nullable Instant lastMessageAt) {

	static StatisticsDescription of(RoleBean bean, ZmqStatistics statistics) {
		boolean sends = bean.sends();
		boolean receives = bean.receives();
		boolean subscribes = bean.kind().equals("subscriber");
		boolean sequences = subscribes || bean.kind().equals("publisher");
		return new StatisticsDescription(sends ? statistics.sent() : null, sends ? statistics.bytesSent() : null,
				receives ? statistics.received() : null, receives ? statistics.bytesReceived() : null,
				statistics.dropped(), statistics.drops(), statistics.failed(), statistics.failures(),
				statistics.timedOut(), statistics.rejected(), subscribes ? statistics.lost() : null,
				subscribes ? statistics.duplicates() : null, subscribes ? statistics.reordered() : null,
				subscribes ? statistics.restarts() : null, subscribes ? statistics.recovered() : null,
				sequences ? statistics.unsequenced() : null, statistics.smallestAge(), statistics.denied(),
				statistics.handshakes(), statistics.queueDepth(), statistics.lastMessageAt());
	}

}
