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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a controller, bound from {@code zmq.controllers.<name>}. Immutable.
 *
 * @param workers Pools of workers by name, at least one.
 * @param sendTimeout How long a send waits for a worker to take the item.
 * @param workerTimeout How long a request waits for its result.
 * @param shutdownTimeout How long shutdown waits for result listeners.
 * @param maxPending Largest number of asynchronous results of one result listener that
 * may be pending; at this number its pool waits.
 * @param resultTimeout How long an asynchronous result may be pending before it is
 * cancelled and its message fails; absent = without limit.
 * @param correlation Fields that match a result with its work.
 * @param headers Whether work and results carry headers, such as those of a trace; must
 * be the same at both ends.
 * @param typeProperty Member of JSON objects to which the @ZmqMessageType of the class of
 * work is written; absent or empty = none.
 * @param converter Name of a ZmqMessageConverter bean; absent = the only one.
 * @since 0.1
 */
public record ControllerSettings(@DefaultValue Map<String, PoolSettings> workers,
		@DefaultValue("1s") Duration sendTimeout, @DefaultValue("60s") Duration workerTimeout,
		@DefaultValue("5s") Duration shutdownTimeout, @DefaultValue("256") int maxPending,
		@Nullable Duration resultTimeout, @DefaultValue @NestedConfigurationProperty CorrelationSettings correlation,
		@DefaultValue("false") boolean headers, @Nullable String typeProperty, @Nullable String converter) {

	/**
	 * Create the settings. They are checked by {@link #validate()}, because the settings
	 * of an application may be completed after they have been bound.
	 */
	public ControllerSettings {
		workers = Map.copyOf(workers);
	}

	/**
	 * Return the default settings with one pool of workers.
	 * @param pool the name of the pool
	 * @param push the address to send work from
	 * @param pull the address to receive results at
	 * @return the settings
	 */
	public static ControllerSettings of(String pool, String push, String pull) {
		return builder().pool(pool, PoolSettings.of(push, pull)).build();
	}

	/**
	 * Start to build the settings of a controller.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
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
	 * @throws InvalidSettingException if there is no pool, a pool is invalid, a time-out
	 * is out of range, or two pools list the same message type
	 */
	public ControllerSettings validate() {
		if (this.workers.isEmpty()) {
			throw new InvalidSettingException("workers", null, "has no pool",
					"Write at least one: workers.<pool>.push.address to send work, workers.<pool>.pull.address to receive"
							+ " results.");
		}
		this.workers.forEach(ControllerSettings::validate);
		SettingChecks.checkPositive("send-timeout", this.sendTimeout);
		SettingChecks.checkPositive("worker-timeout", this.workerTimeout);
		SettingChecks.checkPositive("shutdown-timeout", this.shutdownTimeout);
		SettingChecks.checkTypeProperty(this.typeProperty);
		SettingChecks.checkAtLeastOne("max-pending", this.maxPending);
		SettingChecks.checkPositiveIfPresent("result-timeout", this.resultTimeout);
		Map<String, String> poolByType = new HashMap<>();
		this.workers.forEach((pool, settings) -> settings.messageTypes().forEach((type) -> {
			String other = poolByType.put(type, pool);
			if (other != null && !other.equals(pool)) {
				throw new InvalidSettingException("workers." + pool + ".message-types", type,
						"is also listed in the pool '" + other + "'", "List each type in one pool only.");
			}
		}));
		return this;
	}

	private static void validate(String pool, PoolSettings settings) {
		try {
			settings.validate();
		}
		catch (InvalidSettingException ex) {
			throw ex.below("workers." + pool);
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
	 * Builds the settings of a controller from defaults and the values that are set. Its
	 * methods have the names of the components, which are described above. A method with
	 * a {@code Consumer} changes a nested value instead of replacing it.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private final Map<String, PoolSettings> workers = new LinkedHashMap<>();

		private Duration sendTimeout = Duration.ofSeconds(1);

		private Duration workerTimeout = Duration.ofSeconds(60);

		private Duration shutdownTimeout = Duration.ofSeconds(5);

		private int maxPending = 256;

		private @Nullable Duration resultTimeout;

		private CorrelationSettings correlation = CorrelationSettings.DEFAULTS;

		private boolean headers;

		private @Nullable String typeProperty;

		private @Nullable String converter;

		Builder() {
		}

		Builder(ControllerSettings settings) {
			this.workers.putAll(settings.workers);
			this.sendTimeout = settings.sendTimeout;
			this.workerTimeout = settings.workerTimeout;
			this.shutdownTimeout = settings.shutdownTimeout;
			this.maxPending = settings.maxPending;
			this.resultTimeout = settings.resultTimeout;
			this.correlation = settings.correlation;
			this.headers = settings.headers;
			this.typeProperty = settings.typeProperty;
			this.converter = settings.converter;
		}

		public Builder pool(String name, PoolSettings pool) {
			this.workers.put(name, pool);
			return this;
		}

		public Builder pool(String name, Consumer<PoolSettings.Builder> change) {
			PoolSettings pool = this.workers.get(name);
			PoolSettings.Builder builder = (pool != null) ? pool.mutate() : new PoolSettings.Builder();
			change.accept(builder);
			this.workers.put(name, builder.unchecked());
			return this;
		}

		public Builder sendTimeout(Duration sendTimeout) {
			this.sendTimeout = sendTimeout;
			return this;
		}

		public Builder workerTimeout(Duration workerTimeout) {
			this.workerTimeout = workerTimeout;
			return this;
		}

		public Builder shutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = shutdownTimeout;
			return this;
		}

		public Builder maxPending(int maxPending) {
			this.maxPending = maxPending;
			return this;
		}

		public Builder resultTimeout(@Nullable Duration resultTimeout) {
			this.resultTimeout = resultTimeout;
			return this;
		}

		public Builder correlation(CorrelationSettings correlation) {
			this.correlation = correlation;
			return this;
		}

		public Builder headers(boolean headers) {
			this.headers = headers;
			return this;
		}

		public Builder typeProperty(@Nullable String typeProperty) {
			this.typeProperty = typeProperty;
			return this;
		}

		public Builder converter(@Nullable String converter) {
			this.converter = converter;
			return this;
		}

		/**
		 * Build and check the settings.
		 * @return the settings
		 * @throws InvalidSettingException if a value is invalid, or two values cannot be
		 * combined
		 */
		public ControllerSettings build() {
			return new ControllerSettings(this.workers, this.sendTimeout, this.workerTimeout, this.shutdownTimeout,
					this.maxPending, this.resultTimeout, this.correlation, this.headers, this.typeProperty,
					this.converter)
				.validate();
		}

	}

}
