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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.zmqspring.settings.value.DeliveryMode;

/**
 * Settings of a controller's pool of workers, bound from
 * {@code zmq.controllers.<name>.workers.<pool>}. Immutable.
 *
 * @param push Socket that sends work; absent = the pool only receives results.
 * @param pull Socket that receives results; absent = the pool only sends work.
 * @param messageTypes Types of work that dispatch sends to this pool.
 * @param maxQueueSize Limit of three numbers: items that ZeroMQ queues per worker,
 * requests that wait for their result, and with at-least-once items without a result.
 * @param delivery Delivery guarantee for each item; controller and worker must use the
 * same.
 * @param inFlight At-least-once: largest number of items sent and not yet answered.
 * @param redeliveryTimeout At-least-once: how long to wait for a result before an item is
 * sent again. Choose a time longer than all workers together need for in-flight items.
 * @param retryDelay At-least-once: how long to wait before an item whose worker told an
 * error is sent again.
 * @param maxAttempts At-least-once: largest number of times an item is sent; then it is a
 * dead letter.
 * @since 0.1
 */
public record PoolSettings(@NestedConfigurationProperty @Nullable PipeSettings push,
		@NestedConfigurationProperty @Nullable PipeSettings pull, @DefaultValue List<String> messageTypes,
		@DefaultValue("1000") int maxQueueSize, @DefaultValue("at-most-once") DeliveryMode delivery,
		@DefaultValue("100") int inFlight, @DefaultValue("30s") Duration redeliveryTimeout,
		@DefaultValue("1s") Duration retryDelay, @DefaultValue("5") int maxAttempts) {

	/** Whether the sockets bind if {@code bind} is absent. */
	public static final boolean BINDS = true;

	/**
	 * Create the settings. They are checked by {@link #validate()}.
	 */
	public PoolSettings {
		messageTypes = List.copyOf(messageTypes);
	}

	/**
	 * Return the default settings with the given addresses.
	 * @param push the address to send work from
	 * @param pull the address to receive results at
	 * @return the settings
	 */
	public static PoolSettings of(String push, String pull) {
		return builder(push, pull).build();
	}

	/**
	 * Start to build the settings of a pool.
	 * @param push the address to send work from
	 * @param pull the address to receive results at
	 * @return the builder
	 */
	public static Builder builder(String push, String pull) {
		return new Builder().push(PipeSettings.of(push)).pull(PipeSettings.of(pull));
	}

	/**
	 * Start to build the settings of a pool that only sends work.
	 * @param push the address to send work from
	 * @return the builder
	 */
	public static Builder sending(String push) {
		return new Builder().push(PipeSettings.of(push));
	}

	/**
	 * Start to build the settings of a pool that only receives results.
	 * @param pull the address to receive results at
	 * @return the builder
	 */
	public static Builder receiving(String pull) {
		return new Builder().pull(PipeSettings.of(pull));
	}

	/**
	 * Start to build settings that differ from these in some values.
	 * @return a builder with these values
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * Check the settings.
	 * @return these settings
	 * @throws InvalidSettingException if both {@code push} and {@code pull} are missing,
	 * or one of them beside {@code at-least-once}, or a value is out of range
	 */
	public PoolSettings validate() {
		if (this.push == null && this.pull == null) {
			throw new InvalidSettingException("push.address", null, "is missing, and so is pull.address",
					"Write the address for sending work, for example push.address: tcp://*:5564, or that for receiving"
							+ " results, for example pull.address: tcp://*:5565, or both.");
		}
		check("push", this.push);
		check("pull", this.pull);
		if (this.delivery == DeliveryMode.AT_LEAST_ONCE && (this.push == null || this.pull == null)) {
			throw new InvalidSettingException((this.push == null) ? "push.address" : "pull.address", null,
					"is missing beside delivery: at-least-once",
					"Write it, or use delivery: at-most-once: without results every item would be sent again.");
		}
		if (this.push == null && !this.messageTypes.isEmpty()) {
			throw new InvalidSettingException("message-types", this.messageTypes, "is set, but the pool sends no work",
					"Write push.address, or leave message-types out.");
		}
		SettingChecks.checkAtLeastOne("max-queue-size", this.maxQueueSize);
		SettingChecks.checkAtLeastOne("in-flight", this.inFlight);
		SettingChecks.checkAtLeastOne("max-attempts", this.maxAttempts);
		SettingChecks.checkPositive("redelivery-timeout", this.redeliveryTimeout);
		if (this.retryDelay.isNegative()) {
			throw new InvalidSettingException("retry-delay", this.retryDelay, "is negative",
					"Write a duration such as 1s, or 0 to send the item again at once.");
		}
		return this;
	}

	private static void check(String key, @Nullable PipeSettings pipe) {
		if (pipe != null) {
			pipe.check(key, BINDS);
		}
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

	/**
	 * Builds the settings of a pool from defaults and the values that are set. Its
	 * methods have the names of the components, which are described above. A method with
	 * a {@code Consumer} changes a nested value instead of replacing it.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private @Nullable PipeSettings push;

		private @Nullable PipeSettings pull;

		private List<String> messageTypes = List.of();

		private int maxQueueSize = 1000;

		private DeliveryMode delivery = DeliveryMode.AT_MOST_ONCE;

		private int inFlight = 100;

		private Duration redeliveryTimeout = Duration.ofSeconds(30);

		private Duration retryDelay = Duration.ofSeconds(1);

		private int maxAttempts = 5;

		Builder() {
		}

		Builder(PoolSettings settings) {
			this.push = settings.push;
			this.pull = settings.pull;
			this.messageTypes = settings.messageTypes;
			this.maxQueueSize = settings.maxQueueSize;
			this.delivery = settings.delivery;
			this.inFlight = settings.inFlight;
			this.redeliveryTimeout = settings.redeliveryTimeout;
			this.retryDelay = settings.retryDelay;
			this.maxAttempts = settings.maxAttempts;
		}

		public Builder push(PipeSettings push) {
			this.push = push;
			return this;
		}

		public Builder push(Consumer<PipeSettings.Builder> change) {
			this.push = PipeSettings.changed(this.push, change);
			return this;
		}

		public Builder pull(PipeSettings pull) {
			this.pull = pull;
			return this;
		}

		public Builder pull(Consumer<PipeSettings.Builder> change) {
			this.pull = PipeSettings.changed(this.pull, change);
			return this;
		}

		public Builder messageTypes(String... messageTypes) {
			this.messageTypes = List.of(messageTypes);
			return this;
		}

		public Builder maxQueueSize(int maxQueueSize) {
			this.maxQueueSize = maxQueueSize;
			return this;
		}

		public Builder delivery(DeliveryMode delivery) {
			this.delivery = delivery;
			return this;
		}

		public Builder inFlight(int inFlight) {
			this.inFlight = inFlight;
			return this;
		}

		public Builder redeliveryTimeout(Duration redeliveryTimeout) {
			this.redeliveryTimeout = redeliveryTimeout;
			return this;
		}

		public Builder retryDelay(Duration retryDelay) {
			this.retryDelay = retryDelay;
			return this;
		}

		public Builder maxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
			return this;
		}

		/**
		 * Build and check the settings.
		 * @return the settings
		 * @throws InvalidSettingException if a value is invalid, or two values cannot be
		 * combined
		 */
		public PoolSettings build() {
			return unchecked().validate();
		}

		PoolSettings unchecked() {
			return new PoolSettings(this.push, this.pull, this.messageTypes, this.maxQueueSize, this.delivery,
					this.inFlight, this.redeliveryTimeout, this.retryDelay, this.maxAttempts);
		}

	}

}
