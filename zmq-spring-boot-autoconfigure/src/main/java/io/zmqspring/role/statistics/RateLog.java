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

package io.zmqspring.role.statistics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.socket.ZmqContext;

/**
 * Logs the rates of every role at an interval: a line for each role with its messages and
 * bytes per second since the previous line. Has no thread of its own.
 *
 * @since 0.1
 */
public final class RateLog implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(RateLog.class);

	private final Runnable task = this::logIfDue;

	private final ZmqContext context;

	private final @Nullable Duration interval;

	private final Supplier<Stream<ZmqRole>> roles;

	private volatile boolean running;

	private volatile long last;

	private Map<ZmqRole, ZmqStatistics> before = Map.of();

	/**
	 * Create the log.
	 * @param context the context whose threads call the log
	 * @param interval the time between two lines of a role, {@code null} to log nothing
	 * @param roles returns the roles that exist at the moment
	 */
	public RateLog(ZmqContext context, @Nullable Duration interval, Supplier<Stream<ZmqRole>> roles) {
		this.context = context;
		this.interval = interval;
		this.roles = roles;
	}

	@Override
	public boolean isAutoStartup() {
		return this.interval != null;
	}

	@Override
	public void start() {
		this.running = true;
		this.last = System.nanoTime();
		this.before = snapshots();
		this.context.addTask(this.task);
	}

	@Override
	public void stop() {
		this.running = false;
		this.context.removeTask(this.task);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// Called ten times a second on a thread that must not wait
	private void logIfDue() {
		long now = System.nanoTime();
		if (this.interval != null && now - this.last >= this.interval.toNanos()) {
			double seconds = (now - this.last) / 1e9;
			this.last = now;
			this.context.dispatch(() -> log(seconds));
		}
	}

	private synchronized void log(double seconds) {
		Map<ZmqRole, ZmqStatistics> after = snapshots();
		after.forEach((role, stats) -> logger
			.info(new Rates(this.before.getOrDefault(role, Rates.NOTHING), stats, seconds).describe(role)));
		this.before = after;
	}

	private Map<ZmqRole, ZmqStatistics> snapshots() {
		Map<ZmqRole, ZmqStatistics> snapshots = new LinkedHashMap<>();
		this.roles.get().forEach((role) -> snapshots.put(role, role.stats()));
		return snapshots;
	}

}
