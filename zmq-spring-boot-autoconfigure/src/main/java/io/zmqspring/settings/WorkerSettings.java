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
 * @param pull where work comes from
 * @param push where results go; absent = results are not sent
 * @param concurrency items in hand at once; above it the worker stops reading. One at a
 * time is handled by the receiving thread, unless on virtual threads
 * @param workTimeout how long the handler may take for an item
 * @param shutdownTimeout how long stopping waits for items in hand
 * @param delivery what is promised for each item; both ends have to agree
 * @param correlation the fields that tie a result to its work
 * @param headers whether work and results carry headers, such as those of a trace
 * @param converter name of a {@code ZmqMessageConverter} bean; absent = the only one
 * @since 0.1
 */
public record WorkerSettings(@Nullable PipeSettings pull, @Nullable PipeSettings push,
		@DefaultValue("10") int concurrency, @DefaultValue("60s") Duration workTimeout,
		@DefaultValue("5s") Duration shutdownTimeout, @DefaultValue("at-most-once") DeliveryMode delivery,
		@DefaultValue CorrelationSettings correlation, @DefaultValue("false") boolean headers,
		@Nullable String converter) {

	/** Whether the sockets bind unless {@code bind} is set. */
	public static final boolean BINDS = false;

	public WorkerSettings {
		if (pull == null) {
			throw new InvalidSettingException("pull.address", null, "is missing",
					"Write where work comes from, for example pull.address: tcp://localhost:5564.");
		}
		pull.check("pull", BINDS);
		if (push != null) {
			push.check("push", BINDS);
		}
		if (delivery == DeliveryMode.AT_LEAST_ONCE && push == null) {
			throw new InvalidSettingException("push.address", null, "is missing beside delivery: at-least-once",
					"Write where results go: without them every item would be sent again.");
		}
		if (concurrency < 1) {
			throw new InvalidSettingException("concurrency", concurrency, "is less than 1", "Write at least 1.");
		}
		SettingChecks.checkPositive("work-timeout", workTimeout);
		SettingChecks.checkPositive("shutdown-timeout", shutdownTimeout);
	}

	/**
	 * Where work comes from.
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
