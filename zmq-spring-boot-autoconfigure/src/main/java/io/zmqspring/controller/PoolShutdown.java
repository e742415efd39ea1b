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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.settings.SettingText;
import io.zmqspring.support.Deadline;

/**
 * The shutdown of all pools of a controller, within one time-out. What does not finish is
 * named.
 *
 * @param shared what the pools share
 * @param pools the pools
 */
record PoolShutdown(PoolContext shared, Collection<WorkerPool> pools) {

	private static final Log logger = LogFactory.getLog(PoolShutdown.class);

	/**
	 * Close all pools.
	 * @param shutdownTimeout the {@code shutdown-timeout} of the controller
	 * @param limited limits a time to what Spring allows for a stop
	 */
	void run(Duration shutdownTimeout, UnaryOperator<Duration> limited) {
		this.pools.forEach((pool) -> pool.stopSending(limited));
		Duration timeout = limited.apply(shutdownTimeout);
		Deadline deadline = Deadline.in(timeout);
		List<String> left = new ArrayList<>();
		this.pools.stream()
			.filter((pool) -> !pool.close(deadline.left()))
			.forEach((pool) -> left
				.add("a result handler of pool '" + pool.name() + "', or code that depends on a request"));
		left.addAll(this.shared.results().finish(deadline));
		if (!left.isEmpty()) {
			logger.warn("Controller '" + this.shared.controller() + "' did not finish within the shutdown-timeout of "
					+ SettingText.of(timeout) + "; interrupted and left behind: " + String.join(", ", left));
		}
	}

}
