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

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;

/**
 * The health of one role: down if it has failed or has a fault, unknown while an
 * automatic start has not completed, otherwise up. A role that was stopped or paused on
 * purpose is up.
 */
final class RoleHealthIndicator extends AbstractHealthIndicator {

	private final RoleBean bean;

	RoleHealthIndicator(RoleBean bean) {
		super("Health check of the ZeroMQ role " + bean.component() + " failed");
		this.bean = bean;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		ZmqRole role = this.bean.role();
		ZmqState state = role.state();
		List<String> faults = role.faults();
		builder.status(status(role, state, faults));
		builder.withDetail("state", state).withDetail("addresses", role.addresses());
		builder.withDetail("connections", role.connectionCount());
		List<ZmqRole.ResolvedName> names = role.resolvedNames();
		if (!names.isEmpty()) {
			builder.withDetail("names", names);
		}
		List<String> notConnected = role.notConnected();
		if (!notConnected.isEmpty()) {
			builder.withDetail("notConnected", notConnected);
		}
		addCounters(builder, role.stats());
		if (!faults.isEmpty()) {
			builder.withDetail("faults", faults);
		}
		List<String> warnings = role.warnings();
		if (!warnings.isEmpty()) {
			builder.withDetail("warnings", warnings);
		}
	}

	private static Status status(ZmqRole role, ZmqState state, List<String> faults) {
		if (state == ZmqState.FAILED || !faults.isEmpty()) {
			return Status.DOWN;
		}
		return switch (state) {
			case STARTING -> Status.UNKNOWN;
			case INITIALIZED -> role.isAutoStartup() ? Status.UNKNOWN : Status.UP;
			default -> Status.UP;
		};
	}

	private void addCounters(Health.Builder builder, ZmqStatistics statistics) {
		if (this.bean.sends()) {
			builder.withDetail("sent", statistics.sent());
		}
		if (this.bean.receives()) {
			builder.withDetail("received", statistics.received());
		}
		builder.withDetail("dropped", statistics.dropped())
			.withDetail("failed", statistics.failed())
			.withDetail("rejected", statistics.rejected());
		addIfPresent(builder, "lastError", statistics.lastError());
		addIfPresent(builder, "lastMessageAt", statistics.lastMessageAt());
	}

	private static void addIfPresent(Health.Builder builder, String key, @Nullable Object value) {
		if (value != null) {
			builder.withDetail(key, value);
		}
	}

}
