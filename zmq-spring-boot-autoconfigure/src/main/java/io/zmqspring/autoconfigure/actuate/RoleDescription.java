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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.worker.ZmqWorker;

/**
 * A role in the endpoint. What does not apply is {@code null}, and left out of the JSON.
 *
 * @param state the state; {@code null} if the role did not answer
 * @param addresses where its sockets are, with real ports
 * @param settings the settings worth seeing, written as users write them
 * @param statistics its counters
 * @param inHand items a worker has in hand
 * @param connections its connections and the last that have ended
 * @param faults why it does not do its work although it should
 * @param lastError what went wrong last
 * @param startedAt when it was started; {@code null} while it is not running
 * @param uptime how long it has been running; {@code null} while it is not
 */
record RoleDescription(@Nullable ZmqState state, @Nullable List<String> addresses,
		@Nullable Map<String, Object> settings, @Nullable StatisticsDescription statistics, @Nullable Integer inHand,
		@Nullable List<Connection> connections, @Nullable List<String> faults, @Nullable String lastError,
		@Nullable Instant startedAt, @Nullable Duration uptime) implements OperationResponseBody {

	static RoleDescription of(RoleBean bean) {
		ZmqRole role = bean.role();
		try {
			ZmqStatistics statistics = role.stats();
			return new RoleDescription(role.state(), role.addresses(), SettingsDescription.of(role),
					StatisticsDescription.of(bean, statistics),
					(role instanceof ZmqWorker worker) ? worker.inHand() : null, role.connections(), role.faults(),
					statistics.lastError(), statistics.startedAt(),
					(statistics.startedAt() != null) ? statistics.uptime() : null);
		}
		catch (RuntimeException ex) {
			return unanswered(ex);
		}
	}

	private static RoleDescription unanswered(RuntimeException ex) {
		String problem = "it does not answer: " + ex;
		return new RoleDescription(null, null, null, null, null, null, List.of(problem), problem, null, null);
	}

}
