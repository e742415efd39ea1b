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

package io.zmqspring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.StringUtils;

import io.zmqspring.ZmqOperations;
import io.zmqspring.listener.DeadLetters;
import io.zmqspring.settings.InvalidSettingException;

/**
 * Settings of all listeners, bound from {@code zmq.listener}. Immutable.
 *
 * @param timing Whether the execution time of handlers is measured.
 * @param retry Whether and when a listener is called again after an exception.
 * @param deadLetter Where messages are published whose last attempt has failed.
 * @since 0.1
 */
public record ListenerProperties(@DefaultValue("true") boolean timing, @DefaultValue Retry retry,
		@DefaultValue DeadLetter deadLetter) {

	/**
	 * Settings of retries, bound from {@code zmq.listener.retry}.
	 *
	 * @param maxAttempts Maximum number of calls per message; 1 for no retry.
	 * @param initialInterval Time between the first and the second call.
	 * @param multiplier Factor by which the time grows with each further call.
	 * @param maxInterval Longest time between two calls.
	 */
	public record Retry(@DefaultValue("1") int maxAttempts, @DefaultValue("100ms") Duration initialInterval,
			@DefaultValue("2") double multiplier, @DefaultValue("1s") Duration maxInterval) {

		/**
		 * Create the settings.
		 * @throws InvalidSettingException if a value is out of range
		 */
		public Retry {
			if (maxAttempts < 1) {
				throw new InvalidSettingException("listener.retry.max-attempts", maxAttempts, "is less than 1",
						"Write 1 for no retry, or more.");
			}
			if (multiplier < 1) {
				throw new InvalidSettingException("listener.retry.multiplier", multiplier, "is less than 1",
						"Write 1 for equal intervals, or more.");
			}
			checkPositive("listener.retry.initial-interval", initialInterval);
			checkPositive("listener.retry.max-interval", maxInterval);
		}

		private static void checkPositive(String key, Duration duration) {
			if (duration.isZero() || duration.isNegative()) {
				throw new InvalidSettingException(key, duration, "is not positive", "Write for example 100ms.");
			}
		}

		RetryPolicy.@Nullable Builder toPolicy() {
			return (this.maxAttempts == 1) ? null
					: RetryPolicy.builder()
						.maxRetries(this.maxAttempts - 1)
						.delay(this.initialInterval)
						.multiplier(this.multiplier)
						.maxDelay(this.maxInterval);
		}

	}

	/**
	 * Settings of dead letters, bound from {@code zmq.listener.dead-letter}.
	 *
	 * @param publisher Name of the publisher that publishes them; absent for no dead
	 * letters.
	 * @param topic Topic they are published to.
	 */
	public record DeadLetter(@Nullable String publisher, @DefaultValue("dead-letter") String topic) {

		@Nullable DeadLetters toDeadLetters(ObjectProvider<ZmqOperations> operations) {
			String name = this.publisher;
			return StringUtils.hasText(name) ? new DeadLetters(() -> operations.getObject().publisher(name), this.topic)
					: null;
		}

	}

}
