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

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a worker, bound from {@code zmq.workers.<name>}. Immutable.
 *
 * @param pull the socket that receives work
 * @param push the socket that sends results; absent = results are not sent
 * @param concurrency largest number of items processed at the same time; at this number
 * the worker stops reading. With 1, the receiving thread calls the handler, unless
 * virtual threads are enabled
 * @param workTimeout how long the handler may take for an item
 * @param shutdownTimeout how long shutdown waits for items being processed
 * @param delivery the delivery guarantee for each item; controller and worker must use
 * the same
 * @param correlation the fields that match a result with its work
 * @param errorResults whether and how failures are told to the controller
 * @param headers whether work and results carry headers, such as those of a trace
 * @param converter name of a {@code ZmqMessageConverter} bean; absent = the only one
 * @since 0.1
 */
public record WorkerSettings(@Nullable PipeSettings pull, @Nullable PipeSettings push,
		@DefaultValue("10") int concurrency, @DefaultValue("60s") Duration workTimeout,
		@DefaultValue("5s") Duration shutdownTimeout, @DefaultValue("at-most-once") DeliveryMode delivery,
		@DefaultValue CorrelationSettings correlation, @DefaultValue ErrorResultSettings errorResults,
		@DefaultValue("false") boolean headers, @Nullable String converter) {

	/** Whether the sockets bind if {@code bind} is absent. */
	public static final boolean BINDS = false;

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if {@code pull} is missing, a value is out of
	 * range, or {@code delivery: at-least-once} is set without {@code push}
	 */
	public WorkerSettings {
		if (pull == null) {
			throw new InvalidSettingException("pull.address", null, "is missing",
					"Write the address for receiving work, for example pull.address: tcp://localhost:5564.");
		}
		pull.check("pull", BINDS);
		if (push != null) {
			push.check("push", BINDS);
		}
		if (delivery == DeliveryMode.AT_LEAST_ONCE && push == null) {
			throw new InvalidSettingException("push.address", null, "is missing beside delivery: at-least-once",
					"Write the address for sending results: without results every item would be sent again.");
		}
		SettingChecks.checkAtLeastOne("concurrency", concurrency);
		SettingChecks.checkPositive("work-timeout", workTimeout);
		SettingChecks.checkPositive("shutdown-timeout", shutdownTimeout);
	}

	/**
	 * The socket that receives work.
	 * @return the settings
	 */
	@Override
	public PipeSettings pull() {
		if (this.pull == null) {
			throw new IllegalStateException("'pull' is checked on construction");
		}
		return this.pull;
	}

}
