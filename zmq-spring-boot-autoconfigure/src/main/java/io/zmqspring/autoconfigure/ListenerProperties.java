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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.StringUtils;

import io.zmqspring.ZmqOperations;
import io.zmqspring.listener.DeadLetters;
import io.zmqspring.listener.ListenerErrorHandling;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.SettingText;

/**
 * Settings of all listeners, bound from {@code zmq.listener}. Immutable.
 *
 * @param timing Whether handlers are timed.
 * @param retry When listeners that name no retry are called again.
 * @param retries Further retries by name, for the attribute "retry" of listeners.
 * @param deadLetter Where messages that could not be handled are published.
 * @since 0.1
 */
public record ListenerProperties(@DefaultValue("true") boolean timing, @DefaultValue Retry retry,
		@DefaultValue Map<String, Retry> retries, @DefaultValue DeadLetter deadLetter) {

	/**
	 * Create the settings.
	 * @throws InvalidSettingException if a group does not say how often to call
	 */
	public ListenerProperties {
		retries = Map.copyOf(retries);
		retries.forEach((name, group) -> {
			if (group.maxAttempts() == null) {
				throw new InvalidSettingException("retries." + name + ".max-attempts", null, "is missing",
						"Write the largest number of calls per message, for example 3.");
			}
		});
	}

	ListenerErrorHandling toErrorHandling(ObjectProvider<ZmqOperations> operations) {
		Map<String, RetryPolicy> groups = new HashMap<>();
		this.retries.forEach((name, group) -> groups.put(name, group.toPolicy()));
		Integer attempts = this.retry.maxAttempts();
		return new ListenerErrorHandling((attempts != null && attempts > 1) ? this.retry.toPolicy() : null, groups,
				this.deadLetter.toDeadLetters(operations));
	}

	/**
	 * Settings of retries, bound from {@code zmq.listener.retry} and
	 * {@code zmq.listener.retries.<name>}.
	 *
	 * @param maxAttempts Maximum number of calls per message; 1 for no retry. Default 1;
	 * required in a group.
	 * @param initialInterval Time between the first and the second call.
	 * @param multiplier Factor by which the time grows with each further call.
	 * @param maxInterval Longest time between two calls.
	 * @param jitter Each time between two calls is randomly shorter or longer by up to
	 * this time, which grows with it. So many listeners do not try at the same moment.
	 * @param retryOn Exceptions after which to call again; empty for all. An exception
	 * with such a cause counts too.
	 * @param notRetryOn Exceptions after which not to call again, even if retry-on
	 * includes them.
	 */
	public record Retry(@Nullable Integer maxAttempts, @DefaultValue("100ms") Duration initialInterval,
			@DefaultValue("2") double multiplier, @DefaultValue("1s") Duration maxInterval,
			@DefaultValue("0ms") Duration jitter, @DefaultValue List<Class<? extends Throwable>> retryOn,
			@DefaultValue List<Class<? extends Throwable>> notRetryOn) {

		/**
		 * Create the settings.
		 * @throws InvalidSettingException if a value is out of range
		 */
		public Retry {
			if (maxAttempts != null && maxAttempts < 1) {
				throw new InvalidSettingException("max-attempts", maxAttempts, "is less than 1",
						"Write 1 for no retry, or more.");
			}
			if (!(multiplier >= 1) || multiplier > 1000) {
				throw new InvalidSettingException("multiplier", multiplier, "is not between 1 and 1000",
						"Write 1 for equal intervals, or for example 2 to double them.");
			}
			checkPositive("initial-interval", initialInterval);
			checkPositive("max-interval", maxInterval);
			if (initialInterval.compareTo(maxInterval) > 0) {
				throw new InvalidSettingException("initial-interval", initialInterval,
						"is longer than the max-interval of " + SettingText.of(maxInterval),
						"Write a longer max-interval, too.");
			}
			if (jitter.isNegative() || jitter.compareTo(initialInterval) > 0) {
				throw new InvalidSettingException("jitter", jitter,
						"is not between 0 and the initial-interval of " + SettingText.of(initialInterval),
						"Write for example half of the initial-interval.");
			}
			retryOn = List.copyOf(retryOn);
			notRetryOn = List.copyOf(notRetryOn);
			checkExceptions("retry-on", retryOn);
			checkExceptions("not-retry-on", notRetryOn);
			for (Class<?> both : retryOn) {
				if (notRetryOn.contains(both)) {
					throw new InvalidSettingException("retry-on", both.getName(), "is also in not-retry-on",
							"Remove it from one of them.");
				}
			}
		}

		private static void checkPositive(String key, Duration duration) {
			if (duration.toMillis() < 1) {
				throw new InvalidSettingException(key, duration, "is less than 1ms", "Write for example 100ms.");
			}
		}

		private static void checkExceptions(String key, List<? extends Class<?>> types) {
			for (Class<?> type : types) {
				if (!Exception.class.isAssignableFrom(type)) {
					throw new InvalidSettingException(key, type.getName(),
							"is no class of exceptions (errors are never retried)",
							"Write for example java.io.IOException.");
				}
			}
		}

		RetryPolicy toPolicy() {
			long retries = (this.maxAttempts != null) ? this.maxAttempts - 1 : 0;
			return RetryPolicy.builder()
				.maxRetries(retries)
				.delay(this.initialInterval)
				.multiplier(this.multiplier)
				.maxDelay(this.maxInterval)
				.jitter(this.jitter)
				.includes(this.retryOn)
				.excludes(this.notRetryOn)
				.build();
		}

	}

	/**
	 * Settings of dead letters, bound from {@code zmq.listener.dead-letter}.
	 *
	 * @param publisher Name of the publisher that publishes the dead letters of all
	 * listeners; absent = only listeners with a deadLetter have dead letters.
	 * @param topic Topic to which dead letters are published.
	 */
	public record DeadLetter(@Nullable String publisher, @DefaultValue("dead-letter") String topic) {

		private @Nullable DeadLetters toDeadLetters(ObjectProvider<ZmqOperations> operations) {
			String name = this.publisher;
			return StringUtils.hasText(name) ? new DeadLetters(() -> operations.getObject().publisher(name), this.topic,
					"zmq.listener.dead-letter.publisher") : null;
		}

	}

	/**
	 * Describes the keys of groups in the configuration metadata, as
	 * {@code EntryMetadata} describes those of entries. Nothing is bound to it.
	 */
	@ConfigurationProperties("zmq.listener.retries")
	private record RetryMetadata(@Name("*") @NestedConfigurationProperty Retry group) {

	}

}
