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

package io.zmqspring.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a controller, bound from {@code zmq.controllers.<name>}. Immutable.
 *
 * @param workers the pools of workers by name, at least one
 * @param sendTimeout how long a send waits for a worker to take the item
 * @param workerTimeout how long a request waits for its result
 * @param shutdownTimeout how long shutdown waits for result listeners
 * @param maxPending largest number of asynchronous results of one result listener that
 * may be pending; at this number its pool waits
 * @param resultTimeout how long an asynchronous result may be pending before its message
 * fails; absent = without limit
 * @param correlation the fields that match a result with its work
 * @param headers whether work and results carry headers, such as those of a trace
 * @param converter name of a {@code ZmqMessageConverter} bean; absent = the only one
 * @since 0.1
 */
public record ControllerSettings(@DefaultValue Map<String, PoolSettings> workers,
		@DefaultValue("1s") Duration sendTimeout, @DefaultValue("60s") Duration workerTimeout,
		@DefaultValue("5s") Duration shutdownTimeout, @DefaultValue("256") int maxPending,
		@Nullable Duration resultTimeout, @DefaultValue CorrelationSettings correlation,
		@DefaultValue("false") boolean headers, @Nullable String converter) {

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if there is no pool, a time-out is out of range, or
	 * two pools list the same message type
	 */
	public ControllerSettings {
		workers = Map.copyOf(workers);
		if (workers.isEmpty()) {
			throw new InvalidSettingException("workers", null, "has no pool",
					"Write at least one: workers.<pool>.push.address and workers.<pool>.pull.address.");
		}
		SettingChecks.checkPositive("send-timeout", sendTimeout);
		SettingChecks.checkPositive("worker-timeout", workerTimeout);
		SettingChecks.checkPositive("shutdown-timeout", shutdownTimeout);
		SettingChecks.checkAtLeastOne("max-pending", maxPending);
		if (resultTimeout != null) {
			SettingChecks.checkPositive("result-timeout", resultTimeout);
		}
		Map<String, String> poolByType = new HashMap<>();
		workers.forEach((pool, settings) -> settings.messageTypes().forEach((type) -> {
			String other = poolByType.put(type, pool);
			if (other != null && !other.equals(pool)) {
				throw new InvalidSettingException("workers." + pool + ".message-types", type,
						"is also listed in the pool '" + other + "'", "List each type in one pool only.");
			}
		}));
	}

}
