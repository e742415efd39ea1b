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
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a controller's pool of workers, bound from
 * {@code zmq.controllers.<name>.workers.<pool>}. Immutable.
 *
 * @param push the socket that sends work
 * @param pull the socket that receives results
 * @param messageTypes types of work that {@code dispatch} sends to this pool
 * @param maxQueueSize limit for each of: items that ZeroMQ queues per worker, pending
 * requests, and with at-least-once items without a result
 * @param delivery the delivery guarantee for each item
 * @param inFlight at-least-once: largest number of items sent and not yet answered
 * @param redeliveryTimeout at-least-once: how long to wait for a result before an item is
 * sent again
 * @param retryDelay at-least-once: how long to wait before an item whose worker told an
 * error is sent again
 * @param maxAttempts at-least-once: largest number of times an item is sent
 * @since 0.1
 */
public record PoolSettings(@Nullable PipeSettings push, @Nullable PipeSettings pull,
		@DefaultValue List<String> messageTypes, @DefaultValue("1000") int maxQueueSize,
		@DefaultValue("at-most-once") DeliveryMode delivery, @DefaultValue("100") int inFlight,
		@DefaultValue("30s") Duration redeliveryTimeout, @DefaultValue("1s") Duration retryDelay,
		@DefaultValue("5") int maxAttempts) {

	/** Whether the sockets bind if {@code bind} is absent. */
	public static final boolean BINDS = true;

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if {@code push} or {@code pull} is missing, or a
	 * value is out of range
	 */
	public PoolSettings {
		messageTypes = List.copyOf(messageTypes);
		checkPresent("push", push, "Write the address for sending work, for example push.address: tcp://*:5564.");
		checkPresent("pull", pull, "Write the address for receiving results, for example pull.address: tcp://*:5565.");
		SettingChecks.checkAtLeastOne("max-queue-size", maxQueueSize);
		SettingChecks.checkAtLeastOne("in-flight", inFlight);
		SettingChecks.checkAtLeastOne("max-attempts", maxAttempts);
		SettingChecks.checkPositive("redelivery-timeout", redeliveryTimeout);
		if (retryDelay.isNegative()) {
			throw new InvalidSettingException("retry-delay", retryDelay, "is negative",
					"Write a duration such as 1s, or 0 to send the item again at once.");
		}
	}

	private static void checkPresent(String key, @Nullable PipeSettings pipe, String action) {
		if (pipe == null) {
			throw new InvalidSettingException(key + ".address", null, "is missing", action);
		}
		pipe.check(key, BINDS);
	}

	/**
	 * The socket that sends work.
	 * @return the settings
	 */
	@Override
	public PipeSettings push() {
		return present(this.push);
	}

	/**
	 * The socket that receives results.
	 * @return the settings
	 */
	@Override
	public PipeSettings pull() {
		return present(this.pull);
	}

	private static PipeSettings present(@Nullable PipeSettings pipe) {
		if (pipe == null) {
			throw new IllegalStateException("'push' and 'pull' are checked on construction");
		}
		return pipe;
	}

}
