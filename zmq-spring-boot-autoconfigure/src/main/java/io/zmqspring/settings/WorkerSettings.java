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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.zmqspring.settings.value.DeliveryMode;

/**
 * Settings of a worker, bound from {@code zmq.workers.<name>}. Immutable.
 *
 * @param pull Socket that receives work.
 * @param push Socket that sends results; absent = results are not sent.
 * @param concurrency Largest number of items processed at the same time; at this number
 * the worker stops reading. With 1, the receiving thread calls the handler, unless
 * virtual threads are enabled.
 * @param workTimeout How long the handler may take for an item; then it is interrupted,
 * and the item is counted as timed out.
 * @param shutdownTimeout How long shutdown waits for items being processed.
 * @param delivery Delivery guarantee for each item; controller and worker must use the
 * same.
 * @param correlation Fields that match a result with its work.
 * @param errorResults Whether and how failures are told to the controller.
 * @param headers Whether work and results carry headers, such as those of a trace; must
 * be the same at both ends.
 * @param typeProperty Member of JSON objects to which the @ZmqMessageType of the class of
 * results is written; absent or empty = none.
 * @param converter Name of a ZmqMessageConverter bean; absent = the only one.
 * @since 0.1
 */
public record WorkerSettings(@NestedConfigurationProperty @Nullable PipeSettings pull,
		@NestedConfigurationProperty @Nullable PipeSettings push, @DefaultValue("10") int concurrency,
		@DefaultValue("60s") Duration workTimeout, @DefaultValue("5s") Duration shutdownTimeout,
		@DefaultValue("at-most-once") DeliveryMode delivery,
		@DefaultValue @NestedConfigurationProperty CorrelationSettings correlation,
		@DefaultValue @NestedConfigurationProperty ErrorResults errorResults, @DefaultValue("false") boolean headers,
		@Nullable String typeProperty, @Nullable String converter) {

	/** Whether the sockets bind if {@code bind} is absent. */
	public static final boolean BINDS = false;

	/**
	 * Return the default settings with the given addresses.
	 * @param pull the address to receive work from
	 * @param push the address to send results to
	 * @return the settings
	 */
	public static WorkerSettings of(String pull, String push) {
		return builder(pull).push(PipeSettings.of(push)).build();
	}

	/**
	 * Start to build the settings of a worker.
	 * @param pull the addresses to receive work from
	 * @return the builder
	 */
	public static Builder builder(String... pull) {
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
	 * @throws InvalidSettingException if {@code pull} is missing, a value is out of
	 * range, or {@code delivery: at-least-once} is set without {@code push}
	 */
	public WorkerSettings validate() {
		if (this.pull == null) {
			throw new InvalidSettingException("pull.address", null, "is missing",
					"Write the address for receiving work, for example pull.address: tcp://localhost:5564.");
		}
		this.pull.check("pull", BINDS);
		if (this.push != null) {
			this.push.check("push", BINDS);
		}
		if (this.delivery == DeliveryMode.AT_LEAST_ONCE && this.push == null) {
			throw new InvalidSettingException("push.address", null, "is missing beside delivery: at-least-once",
					"Write the address for sending results: without results every item would be sent again.");
		}
		SettingChecks.checkAtLeastOne("concurrency", this.concurrency);
		SettingChecks.checkPositive("work-timeout", this.workTimeout);
		SettingChecks.checkPositive("shutdown-timeout", this.shutdownTimeout);
		SettingChecks.checkTypeProperty(this.typeProperty);
		return this;
	}

	/**
	 * The socket that receives work.
	 * @return the settings
	 */
	@Override
	public PipeSettings pull() {
		if (this.pull == null) {
			throw new IllegalStateException("'pull' is missing; validate() refuses such settings");
		}
		return this.pull;
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
	 * Settings of the results by which a worker tells its controller that an item of work
	 * has failed.
	 *
	 * @param enabled Whether the controller is told that an item failed; otherwise it
	 * waits until its time-out.
	 * @param includeType Whether it is told the class of the exception, without its
	 * package.
	 * @param includeMessage Whether it is told the message of the exception.
	 * @since 0.1
	 */
	public record ErrorResults(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean includeType,
			@DefaultValue("true") boolean includeMessage) {

		/** The values of an empty section. */
		public static final ErrorResults DEFAULTS = new ErrorResults(true, true, true);

		/**
		 * The settings as users write them.
		 * @return the keys with a value, without secrets
		 */
		@Override
		public String toString() {
			return SettingText.of(this);
		}

	}

	/**
	 * Builds the settings of a worker from defaults and the values that are set. Its
	 * methods have the names of the components, which are described above. A method with
	 * a {@code Consumer} changes a nested value instead of replacing it.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private @Nullable PipeSettings pull;

		private @Nullable PipeSettings push;

		private int concurrency = 10;

		private Duration workTimeout = Duration.ofSeconds(60);

		private Duration shutdownTimeout = Duration.ofSeconds(5);

		private DeliveryMode delivery = DeliveryMode.AT_MOST_ONCE;

		private CorrelationSettings correlation = CorrelationSettings.DEFAULTS;

		private ErrorResults errorResults = ErrorResults.DEFAULTS;

		private boolean headers;

		private @Nullable String typeProperty;

		private @Nullable String converter;

		Builder() {
		}

		Builder(WorkerSettings settings) {
			this.pull = settings.pull;
			this.push = settings.push;
			this.concurrency = settings.concurrency;
			this.workTimeout = settings.workTimeout;
			this.shutdownTimeout = settings.shutdownTimeout;
			this.delivery = settings.delivery;
			this.correlation = settings.correlation;
			this.errorResults = settings.errorResults;
			this.headers = settings.headers;
			this.typeProperty = settings.typeProperty;
			this.converter = settings.converter;
		}

		public Builder pull(PipeSettings pull) {
			this.pull = pull;
			return this;
		}

		public Builder pull(Consumer<PipeSettings.Builder> change) {
			this.pull = PipeSettings.changed(this.pull, change);
			return this;
		}

		public Builder push(PipeSettings push) {
			this.push = push;
			return this;
		}

		public Builder push(Consumer<PipeSettings.Builder> change) {
			this.push = PipeSettings.changed(this.push, change);
			return this;
		}

		public Builder concurrency(int concurrency) {
			this.concurrency = concurrency;
			return this;
		}

		public Builder workTimeout(Duration workTimeout) {
			this.workTimeout = workTimeout;
			return this;
		}

		public Builder shutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = shutdownTimeout;
			return this;
		}

		public Builder delivery(DeliveryMode delivery) {
			this.delivery = delivery;
			return this;
		}

		public Builder correlation(CorrelationSettings correlation) {
			this.correlation = correlation;
			return this;
		}

		public Builder errorResults(ErrorResults errorResults) {
			this.errorResults = errorResults;
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
		public WorkerSettings build() {
			return new WorkerSettings(this.pull, this.push, this.concurrency, this.workTimeout, this.shutdownTimeout,
					this.delivery, this.correlation, this.errorResults, this.headers, this.typeProperty, this.converter)
				.validate();
		}

	}

}
