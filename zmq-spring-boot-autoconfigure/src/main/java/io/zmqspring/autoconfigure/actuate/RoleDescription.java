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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.zmqspring.publisher.LastValueUsage;
import io.zmqspring.publisher.ReplayStatus;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqLoss;
import io.zmqspring.role.ZmqReplayState;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.LogThrottle;
import io.zmqspring.support.PrintableText;
import io.zmqspring.worker.ZmqWorker;

/**
 * A role as the endpoint shows it. Values that do not apply are {@code null}, and are
 * left out of the JSON.
 *
 * @param state the state; {@code null} if it could not be read
 * @param addresses the addresses of its sockets, with their actual ports
 * @param settings the settings, in the form used in configuration files
 * @param statistics the counters
 * @param lastValues what a publisher keeps for subscribers that join
 * @param replay what a publisher keeps for subscribers that have missed messages
 * @param active the number of work items that a worker is processing
 * @param losses the lost messages of a subscriber, by publisher and topic
 * @param recovery what a subscriber does to recover messages that it has missed
 * @param connections the current connections, and the latest ones that have ended
 * @param names the host names of which all addresses are connected; {@code null} if there
 * is none
 * @param notConnected the addresses that have not been connected for a while
 * @param faults the reasons why the role does not work although it is started
 * @param warnings what is wrong although the role works
 * @param lastError the last error
 * @param startedAt when the role was started; {@code null} while it is not running
 * @param uptime how long the role has been running; {@code null} while it is not running
 */
record RoleDescription(@Nullable ZmqState state, @Nullable List<String> addresses,
		@Nullable Map<String, Object> settings, @Nullable StatisticsDescription statistics,
		@Nullable LastValueUsage lastValues, @Nullable ReplayStatus replay, @Nullable Integer active,
		@Nullable List<ZmqLoss> losses, @Nullable ZmqReplayState recovery, @Nullable List<Connection> connections,
		@Nullable List<ZmqRole.ResolvedName> names, @Nullable List<String> notConnected, @Nullable List<String> faults,
		@Nullable List<String> warnings, @Nullable String lastError, @Nullable Instant startedAt,
		@Nullable Duration uptime) implements OperationResponseBody {

	private static final Log logger = LogFactory.getLog(RoleDescription.class);

	private static final LogThrottle UNREADABLE = new LogThrottle(Duration.ofSeconds(10));

	static RoleDescription of(RoleBean bean) {
		ZmqRole role = bean.role();
		try {
			ZmqStatistics statistics = role.stats();
			return new RoleDescription(role.state(), role.addresses(), SettingsDescription.of(role),
					StatisticsDescription.of(bean, statistics),
					(role instanceof ZmqPublisher publisher) ? publisher.lastValues() : null,
					(role instanceof ZmqPublisher publisher) ? publisher.replay() : null,
					(role instanceof ZmqWorker worker) ? worker.activeCount() : null,
					(role instanceof ZmqSubscriber subscriber) ? printable(subscriber.losses()) : null,
					(role instanceof ZmqSubscriber subscriber) ? subscriber.replayState() : null, role.connections(),
					role.resolvedNames().isEmpty() ? null : role.resolvedNames(), role.notConnected(), role.faults(),
					role.warnings(), statistics.lastError(), statistics.startedAt(),
					(statistics.startedAt() != null) ? statistics.uptime() : null);
		}
		catch (RuntimeException ex) {
			return unreadable(bean, ex);
		}
	}

	private static RoleDescription unreadable(RoleBean bean, RuntimeException ex) {
		UNREADABLE.log((suffix) -> logger.warn("The state of " + bean.component() + " could not be read" + suffix, ex));
		String problem = "the state of the role could not be read; the log has the reason";
		return new RoleDescription(null, null, null, null, null, null, null, null, null, null, null, null,
				List.of(problem), null, problem, null, null);
	}

	// Topics are texts of peers
	private static List<ZmqLoss> printable(List<ZmqLoss> losses) {
		return losses.stream()
			.map((loss) -> new ZmqLoss(loss.publisher(), PrintableText.of(loss.topic()), loss.gaps(), loss.lost(),
					loss.firstAt(), loss.lastAt()))
			.toList();
	}

}
