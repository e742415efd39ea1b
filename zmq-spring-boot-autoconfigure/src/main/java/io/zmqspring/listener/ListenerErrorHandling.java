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

package io.zmqspring.listener;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.retry.RetryPolicy;

/**
 * How failures of annotated listeners are handled that do not specify it themselves.
 *
 * @since 0.1
 */
public final class ListenerErrorHandling implements SmartInitializingSingleton {

	private final @Nullable RetryPolicy retryPolicy;

	private final Map<String, RetryPolicy> retries;

	private final @Nullable DeadLetters deadLetters;

	/**
	 * Create the handling of errors.
	 * @param retryPolicy when to call a listener again, {@code null} to call it once
	 * @param retries further policies, by the name that listeners specify
	 * @param deadLetters publishes messages that could not be handled, {@code null} to
	 * publish none
	 */
	public ListenerErrorHandling(@Nullable RetryPolicy retryPolicy, Map<String, RetryPolicy> retries,
			@Nullable DeadLetters deadLetters) {
		this.retryPolicy = retryPolicy;
		this.retries = Collections.unmodifiableMap(new TreeMap<>(retries));
		this.deadLetters = deadLetters;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.deadLetters != null) {
			this.deadLetters.check();
		}
	}

	@Nullable RetryPolicy retryPolicy() {
		return this.retryPolicy;
	}

	Map<String, RetryPolicy> retries() {
		return this.retries;
	}

	@Nullable DeadLetters deadLetters() {
		return this.deadLetters;
	}

}
