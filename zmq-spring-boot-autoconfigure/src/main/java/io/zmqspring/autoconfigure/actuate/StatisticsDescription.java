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

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.role.ZmqStatistics;

/**
 * The counters of a role in the endpoint. What does not apply is {@code null}.
 *
 * @param sent messages ZeroMQ has accepted
 * @param bytesSent their bytes
 * @param received messages taken off a socket
 * @param bytesReceived their bytes
 * @param dropped messages given up
 * @param drops those by reason
 * @param failed messages whose handler threw, or that could not be sent
 * @param failures those by what was thrown
 * @param timedOut those whose handler took too long
 * @param rejected messages that never reached a handler, by reason
 * @param lastMessageAt when a message was sent or received last
 */
record StatisticsDescription(@Nullable Long sent, @Nullable Long bytesSent, @Nullable Long received,
		@Nullable Long bytesReceived, long dropped, Map<String, Long> drops, long failed, Map<String, Long> failures,
		long timedOut, Map<String, Long> rejected, @Nullable Instant lastMessageAt) {

	static StatisticsDescription of(RoleBean bean, ZmqStatistics statistics) {
		boolean sends = bean.sends();
		boolean receives = bean.receives();
		return new StatisticsDescription(sends ? statistics.sent() : null, sends ? statistics.bytesSent() : null,
				receives ? statistics.received() : null, receives ? statistics.bytesReceived() : null,
				statistics.dropped(), statistics.drops(), statistics.failed(), statistics.failures(),
				statistics.timedOut(), statistics.rejected(), statistics.lastMessageAt());
	}

}
